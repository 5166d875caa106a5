using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Playwright;

namespace BotOps.IntegrationTests.Web;

/// <summary>axe-core, by WCAG 2.2 AA.</summary>
static class Axe
{
    public static bool Available => File.Exists(Script());

    /// <summary>
    /// What it finds serious or critical: rule, place, and why. Links of log lines are as high as their line, 20 px for a pointer and 24
    /// for a finger; the key l does the same.
    /// </summary>
    public static async Task<IReadOnlyList<string>> Judge(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(await File.ReadAllTextAsync(Script()));
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations
                .filter(v => v.impact === 'serious' || v.impact === 'critical')
                .flatMap(v => v.nodes.filter(n => v.id !== 'target-size' || !n.target.join(' ').includes('#L')).map(n => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`))
            """);
        return [.. found.EnumerateArray().Select(f => f.GetString()!)];
    }

    static string Script([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "peer", "node_modules", "axe-core", "axe.min.js");
}
