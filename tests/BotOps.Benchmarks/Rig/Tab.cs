using BotOps.Core;
using Microsoft.Playwright;

namespace BotOps.Benchmarks.Rig;

/// <summary>One tab of Debian's Chromium on the log of a release, with what it measures of itself.</summary>
sealed class Tab : IAsyncDisposable
{
    const string Program = "/usr/bin/chromium";

    /// <summary>When a line that tells its time is on the screen, and how long each frame takes.</summary>
    const string Watching =
        """
        () => {
            const known = new Set(); window.seen = []; window.frames = [];
            let last = performance.now();
            const tick = now => { frames.push(now - last); last = now; requestAnimationFrame(tick); };
            requestAnimationFrame(tick);
            new MutationObserver(() => {
                const fresh = [...document.querySelectorAll('.log-rows .t')].map(t => /^written (\d+)$/.exec(t.textContent)?.[1]).filter(at => at && !known.has(at));
                fresh.forEach(at => known.add(at));
                requestAnimationFrame(() => fresh.forEach(at => seen.push(Date.now() - Number(at))));
            }).observe(document.querySelector('.log-rows'), { childList: true });
        }
        """;

    readonly IPlaywright playwright;
    readonly IBrowser chromium;
    readonly IPage page;

    Tab(IPlaywright playwright, IBrowser chromium, IPage page) => (this.playwright, this.chromium, this.page) = (playwright, chromium, page);

    /// <summary>Signed in as who speaks first in the sandbox.</summary>
    public static async Task<Tab> Open(Uri botops)
    {
        if (!File.Exists(Program)) throw new UserError($"Chromium is not installed as {Program}; tests/run --install installs it.");
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--disable-dev-shm-usage"] });
        var page = await chromium.NewPageAsync(new() { BaseURL = botops.ToString(), ViewportSize = new() { Width = 1440, Height = 1000 } });
        await page.GotoAsync("/chat");
        return new Tab(playwright, chromium, page);
    }

    public async Task Watch(string path)
    {
        await page.GotoAsync(path);
        await page.EvaluateAsync(Watching);
    }

    public async Task<IReadOnlyList<double>> Seen() => await page.EvaluateAsync<double[]>("seen");

    /// <summary>In milliseconds, since this was asked before.</summary>
    public async Task<IReadOnlyList<double>> Frames() => await page.EvaluateAsync<double[]>("frames.splice(0)");

    /// <summary>Goes back to the build's log, since the page has gone on to the rollout's, and waits until it has so many lines.</summary>
    public async Task Reread(int lines, CancellationToken stopping)
    {
        await page.SelectOptionAsync("#log-source", "build");
        while (await page.EvaluateAsync<int>("parseInt(document.getElementById('log-count').textContent.replaceAll(',', '')) || 0") < lines)
            await Task.Delay(100, stopping); // what waits in the page itself is forbidden by its policy
    }

    public Task<int> Rows() => page.Locator(".log-rows li").CountAsync();

    /// <summary>To places all over the log, one a frame for most, and now and then with time to read.</summary>
    public Task Jump(int times) => page.EvaluateAsync(
        """
        async times => {
            const lines = document.querySelector('.log-lines');
            frames.length = 0;
            for (let i = 0; i < times; i++) {
                lines.scrollTop = lines.scrollHeight * ((i * 0.618) % 1);
                await new Promise(go => i % 20 ? requestAnimationFrame(go) : setTimeout(go, 100));
            }
        }
        """, times);

    /// <summary>The process that draws the page.</summary>
    public async Task<int> Renderer()
    {
        var session = await chromium.NewBrowserCDPSessionAsync();
        var processes = (await session.SendAsync("SystemInfo.getProcessInfo"))!.Value.GetProperty("processInfo").EnumerateArray();
        return processes.Where(p => p.GetProperty("type").GetString() == "renderer").Select(p => p.GetProperty("id").GetInt32()).MaxBy(ProcessUse.Resident);
    }

    /// <summary>Of its scripts, after a collection.</summary>
    public async Task<long> Heap()
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        return (long)(await session.SendAsync("Runtime.getHeapUsage"))!.Value.GetProperty("usedSize").GetDouble();
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }
}
