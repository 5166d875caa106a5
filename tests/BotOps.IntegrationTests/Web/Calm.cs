using Microsoft.Playwright;

namespace BotOps.IntegrationTests.Web;

/// <summary>What a page does by itself while one looks: whether it jumps (as Chromium counts it), and whether anything in it moves.</summary>
static class Calm
{
    /// <summary>0.1 is called good elsewhere.</summary>
    const double Most = 0.05;

    /// <summary>From its loading on; what a person has just done may move things.</summary>
    public static Task Watch(IPage page) => page.EvaluateAsync(
        """
        () => {
            window.shifts = [];
            window.moved = false;
            const name = node => !node ? 'gone' : node.nodeType === 3 ? `"${node.data.trim().slice(0, 30)}"` : `${node.localName}.${node.getAttribute('class') ?? ''}#${node.id}`;
            new PerformanceObserver(list => shifts.push(...list.getEntries().filter(e => !e.hadRecentInput))).observe({ type: 'layout-shift', buffered: true });
            window.told = () => shifts.map(s => `${s.value.toFixed(4)} ${s.sources.map(p => `${name(p.node)} ${p.previousRect.y}→${p.currentRect.y} ${p.previousRect.x}→${p.currentRect.x}`).join(', ')}`);
            const look = () => { moved ||= document.getAnimations().length > 0; requestAnimationFrame(look); };
            look();
        }
        """);

    public static Task<bool> Moved(IPage page) => page.EvaluateAsync<bool>("moved");

    public static async Task Judge(IPage page)
    {
        var told = await page.EvaluateAsync<string[]>("told()");
        var sum = await page.EvaluateAsync<double>("shifts.reduce((sum, s) => sum + s.value, 0)");
        Assert.True(sum < Most, $"{page.Url} has jumped by {sum}:\n{string.Join("\n", told)}");
    }
}
