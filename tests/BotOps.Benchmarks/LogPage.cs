using BotOps.Benchmarks.Rig;
using BotOps.Core;

namespace BotOps.Benchmarks;

/// <summary>The log of a release's page in Chromium: it follows a build that floods it and goes on writing line by line, and is scrolled through.</summary>
sealed class LogPage : IBenchmark
{
    const int Lines = 200_000;
    const int Live = 200;
    const int Jumps = 200;

    /// <summary>After the flood, so that what it costs is told apart.</summary>
    static readonly TimeSpan Calm = TimeSpan.FromSeconds(10);

    public string Name => "log";

    public async Task<IReadOnlyList<Figure>> Run(Action<string> tell, CancellationToken stopping)
    {
        await using var town = await Town.Start(ownWorker: true, ["sh", "-c", $"{Script.Flood(Lines)}; {Script.Clock(1)}; sleep {Calm.TotalSeconds:0}; {Script.Clock(Live)}"], stopping);
        await using var chat = await Chat.Open(town.Url, stopping);
        await using var tab = await Tab.Open(town.Url);
        var release = await chat.Ask("/deploy bench master", stopping);
        await tab.Watch($"/releases/{release.Id}");
        await chat.Approve(release, stopping);
        await chat.UntilSucceeded(release.Id, stopping);

        var seen = await tab.Seen();
        if (seen.Count < Live * 0.9) throw new UserError($"The page showed only {seen.Count} of {Live} lines while it followed.");
        var following = await tab.Frames();
        var (flooded, live) = (seen[0], seen.Skip(1).ToList());
        tell($"{live.Count} lines seen live, median {Show.Median(live):0} ms");
        await tab.Reread(Lines, stopping);
        await tab.Jump(Jumps);
        var scrolling = await tab.Frames();
        return
        [
            new($"line written → line visible, median of {live.Count}", $"{Show.Median(live):0} ms"),
            new("p95", $"{Show.P95(live):0} ms"),
            new($"the last of {Show.Count(Lines)} that flood in", $"{flooded:0} ms"),
            new($"longest frame while {Show.Count(Lines)} lines flood in", $"{following.Max():0} ms", $"p95 {Show.P95(following):0} ms"),
            new($"longest frame in {Jumps} jumps through them", $"{scrolling.Max():0} ms", $"p95 {Show.P95(scrolling):0} ms"),
            new("rows in the page", Show.Count(await tab.Rows())),
            new("memory of the tab's process", Show.Memory(ProcessUse.Resident(await tab.Renderer())), $"heap {Show.Memory(await tab.Heap())}"),
        ];
    }
}
