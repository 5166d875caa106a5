using System.Diagnostics;
using BotOps.Benchmarks.Rig;
using BotOps.Core;

namespace BotOps.Benchmarks;

/// <summary>
/// From the press of Approve to BotOps' own first line of the build in the log store, as another process is told of it: press
/// over HTTP, inbox, worker, approval, claim, Hangfire, lease, log. Web and worker are two processes, and the mirror is warm.
/// </summary>
sealed class ApproveToFirstLine : IBenchmark
{
    const int Presses = 60;

    /// <summary>A service runs for weeks: the presses during which .NET still compiles its hot code are left out, the very first is shown apart.</summary>
    const int WarmUp = 15;

    static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(150);

    public string Name => "approve";

    public async Task<IReadOnlyList<Figure>> Run(Action<string> tell, CancellationToken stopping)
    {
        await using var town = await Town.Start(ownWorker: true, ["true"], stopping);
        await using var chat = await Chat.Open(town.Url, stopping);
        await using var logs = await LogWatch.Start(town.ConnectionString, stopping);

        var (first, took) = (TimeSpan.Zero, new List<TimeSpan>());
        for (var press = 1; press <= WarmUp + Presses; press++)
        {
            var time = await Press(chat, logs, stopping);
            if (press == 1) first = time;
            if (press > WarmUp) took.Add(time);
            tell($"{(press > WarmUp ? $"{press - WarmUp}/{Presses}" : "warm-up")}: {Show.Milliseconds(time)}");
        }
        return
        [
            new($"press of Approve → first build line, median of {Presses}", Show.Milliseconds(Show.Median(took))),
            new("p95", Show.Milliseconds(Show.P95(took)), $"< {Show.Milliseconds(Limit)}", Show.P95(took) < Limit),
            new("slowest", Show.Milliseconds(took.Max())),
            new("the first after a start", Show.Milliseconds(first)),
        ];
    }

    static async Task<TimeSpan> Press(Chat chat, LogWatch logs, CancellationToken stopping)
    {
        var release = await chat.Ask("/deploy bench master --rebuild", stopping); // so that each builds
        logs.Forget();
        var pressed = Stopwatch.GetTimestamp();
        await chat.Approve(release, stopping);
        await logs.UntilOneBegins(stopping); // asking for the release's state meanwhile, as a loop, would be most of what is measured
        await chat.UntilSucceeded(release.Id, stopping);

        var (told, line) = await logs.FirstBuildLine(release.Id, stopping);
        if (!line.Contains(Texts.BuildName(await logs.BuildOf(release.Id, stopping)), StringComparison.Ordinal))
            throw new UserError($"The first line of #{release.Id} is not BotOps' own: {line}");
        return Stopwatch.GetElapsedTime(pressed, told);
    }
}
