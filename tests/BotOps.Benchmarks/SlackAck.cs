using System.Diagnostics;
using BotOps.Adapters.Chat.Slack;
using BotOps.Benchmarks.Rig;
using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.Tests;

namespace BotOps.Benchmarks;

/// <summary>
/// A signed slash command until its answer, beside Slack's own framework for node, in turns: verify and ack without storage on both sides,
/// and BotOps with the row in its inbox. Whoever sends shares the cores.
/// </summary>
sealed class SlackAck : IBenchmark
{
    const int WarmUps = 2; // turns in which both sides still compile
    const int Rounds = 3;
    const double LeastRatio = 8;
    static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    public string Name => "slack";

    public async Task<IReadOnlyList<Figure>> Run(Action<string> tell, CancellationToken stopping)
    {
        await using var bed = await TestBed.Create(stopping);
        var port = Executable.FreePort();
        using var bolt = await Bolt(port, stopping);
        List<LoadResult> bolts = [], bares = [], durables = [];
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            // New ones each time: a minute of this load leaves a million signatures to remember, a minute of Slack a hundred
            await using var bare = await Serve(bed, stored: false, stopping);
            await using var durable = await Serve(bed, stored: true, stopping);
            foreach (var (results, at, path) in new[] { (bolts, port, "/slack/events"), (bares, Port(bare), "/slack/commands"), (durables, Port(durable), "/slack/commands") })
            {
                var result = await SlackLoad.Run(at, path, Turn, stopping);
                tell($"{(results == bolts ? "Bolt" : results == bares ? "without storage" : "durable")}: {result}");
                if (round >= WarmUps) results.Add(result);
            }
        }
        bolt.Kill();
        var (peer, ack, kept) = (Middle(bolts), Middle(bares), Middle(durables));
        return
        [
            new($"verify and ack without storage, median of {Rounds}", $"{ack}", $"Bolt {peer}"),
            new("ratio", $"{ack.Rate / peer.Rate:0.0}", $"≥ {LeastRatio:0}", ack.Rate >= LeastRatio * peer.Rate),
            new("durable: the row is in the inbox", $"{kept}", $"≥ Bolt's own {Show.Count(peer.Rate)}", kept.Rate >= peer.Rate),
        ];
    }

    static LoadResult Middle(List<LoadResult> results) => results.OrderBy(r => r.Rate).ElementAt(results.Count / 2);

    static async Task<WebApplication> Serve(TestBed bed, bool stored, CancellationToken stopping)
    {
        Environment.SetEnvironmentVariable("BOTOPS_BENCH_SLACK", SlackLoad.Secret);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Executable.FreePort()}");
        builder.Services.AddBotOpsCore(bed.ConnectionString, new WorkerOptions { DataFolder = bed.Below("slack") });
        builder.Services.AddSlack(new SlackOptions { Team = "T0123ABCD", Mode = SlackMode.Http, BotToken = "env:BOTOPS_BENCH_SLACK", SigningSecret = "env:BOTOPS_BENCH_SLACK" }, receives: true);
        if (!stored) builder.Services.AddSingleton<IInbox, NoInbox>();
        var app = builder.Build();
        app.MapSlack();
        await app.StartAsync(stopping);
        return app;
    }

    static async Task<Process> Bolt(int port, CancellationToken stopping)
    {
        var folder = Path.Combine(ShippedFiles.Root, "tests", "BotOps.IntegrationTests", "Slack", "peer");
        if (!Directory.Exists(Path.Combine(folder, "node_modules"))) throw new UserError("The peer is not installed: run tests/run --install first (it needs node 20).");
        var bolt = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "bolt.mjs"), $"{port}", SlackLoad.Secret]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        await bolt.StandardOutput.ReadLineAsync(stopping);
        return bolt;
    }

    static int Port(WebApplication app) => new Uri(app.Urls.First()).Port;

    /// <summary>What Bolt's side does with an event: nothing.</summary>
    sealed class NoInbox : IInbox
    {
        public Task<bool> Accept(string platform, string tenant, string eventId, ChatEvent chatEvent, CancellationToken stopping) => Task.FromResult(true);
    }
}
