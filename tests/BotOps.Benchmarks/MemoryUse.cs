using BotOps.Benchmarks.Rig;

namespace BotOps.Benchmarks;

/// <summary>Resident memory of a sandbox's one process: after its start, while a build floods its log before ten open pages, and after.</summary>
sealed class MemoryUse : IBenchmark
{
    const int Lines = 1_000_000;
    const int Pages = 10;
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    public string Name => "memory";

    public async Task<IReadOnlyList<Figure>> Run(Action<string> tell, CancellationToken stopping)
    {
        await using var town = await Town.Start(ownWorker: false, ["sh", "-c", Script.Flood(Lines)], stopping);
        await Task.Delay(Quiet, stopping);
        var process = town.Sandbox.Id;
        var idle = ProcessUse.Resident(process);
        tell($"idle: {Show.Memory(idle)}");

        await using var chat = await Chat.Open(town.Url, stopping);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var pages = Enumerable.Range(0, Pages).Select(_ => Page(town.Url, leaving.Token)).ToList();
        ProcessUse.ForgetPeak(process);
        var release = await chat.Ask("/deploy bench master", stopping);
        await chat.Approve(release, stopping);
        await chat.UntilSucceeded(release.Id, stopping);
        var load = ProcessUse.Peak(process);
        await leaving.CancelAsync();
        await Task.WhenAll(pages).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(Quiet, stopping);
        return
        [
            new("resident memory, idle", Show.Memory(idle)),
            new($"at most while a build writes {Show.Count(Lines)} lines and {Pages} pages follow the chat", Show.Memory(load)),
            new($"{Show.Seconds(Quiet)} later", Show.Memory(ProcessUse.Resident(process))),
        ];
    }

    static async Task Page(Uri botops, CancellationToken leaving)
    {
        using var person = await Sandbox.Play.DemoPerson.SignIn(botops, "ops", leaving);
        await foreach (var _ in person.Follow(leaving))
        {
            // as a browser does: it takes what comes
        }
    }
}
