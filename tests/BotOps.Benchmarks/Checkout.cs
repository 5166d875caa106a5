using System.Diagnostics;
using BotOps.Adapters.Sources.Git;
using BotOps.Benchmarks.Rig;
using BotOps.Core;
using BotOps.Core.Logs;
using BotOps.Core.Processes;
using BotOps.Core.Projects;
using BotOps.Core.Secrets;
using BotOps.Core.Sources;
using CliWrap;

namespace BotOps.Benchmarks;

/// <summary>A commit that was pushed just now, laid out from a repository with a long history; beside the bare git client with a mirror of its own, and beside a fresh clone. In turns.</summary>
sealed class Checkout : IBenchmark
{
    const int Commits = 100_000;
    const int Files = 2_000;
    const int Rounds = 7;
    const double MostRatio = 1.10;

    public string Name => "checkout";

    public async Task<IReadOnlyList<Figure>> Run(Action<string> tell, CancellationToken stopping)
    {
        await using var bed = await TestBed.Create(stopping);
        var server = new LongHistory(bed.Below("server.git"));
        await server.Make(Commits, Files, stopping);
        tell($"a repository of {Show.Count(Commits)} commits, {Show.Memory(server.Bytes)}");

        await using var services = Services(bed);
        var source = services.GetRequiredService<ISourceControl>();
        var repository = new Repository(Repository.Git, $"file://{server.Folder}");
        var bare = new BareGit(Path.Combine(bed.Below("bare"), "bench.git"), server.Folder);
        await bare.Mirror(stopping);
        await source.Resolve(repository, "master", stopping);

        var trees = bed.Below("trees");
        List<TimeSpan> own = [], git = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var commit = await server.Push($"round {round}", stopping);
            foreach (var (times, lay) in round % 2 == 0 ? new[] { (own, Own()), (git, Bare()) } : [(git, Bare()), (own, Own())])
            {
                var time = await lay(stopping);
                if (round > 0) times.Add(time);
            }
            if (round > 0) tell($"BotOps {Show.Milliseconds(own[^1])}, git {Show.Milliseconds(git[^1])}");

            Func<CancellationToken, Task<TimeSpan>> Own() => async token =>
            {
                var folder = Path.Combine(trees, $"own-{round}");
                var since = Stopwatch.GetTimestamp();
                await source.Checkout(repository, commit, folder, NoLog.Instance, token);
                var took = Stopwatch.GetElapsedTime(since);
                await source.Remove(repository, folder, token);
                return took;
            };
            Func<CancellationToken, Task<TimeSpan>> Bare() => token => bare.Lay(commit, Path.Combine(trees, $"git-{round}"), token);
        }
        var clone = await bare.FreshClone(Path.Combine(trees, "clone"), stopping);

        var ratio = Show.Median(own) / Show.Median(git);
        return
        [
            new($"new commit of a repository of {Show.Count(Commits)} commits ({Show.Memory(server.Bytes)}), median of {Rounds}", Show.Milliseconds(Show.Median(own)), $"git fetch + git worktree add {Show.Milliseconds(Show.Median(git))}"),
            new("ratio", Show.Ratio(ratio), $"≤ {Show.Ratio(MostRatio)}", ratio <= MostRatio),
            new("beside a fresh clone", $"{Show.Ratio(clone / Show.Median(own))} times as fast", $"git clone {Show.Seconds(clone)}"),
        ];
    }

    static ServiceProvider Services(TestBed bed)
    {
        var services = new ServiceCollection().AddLogging(log => log.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
        services.AddBotOpsCore(bed.ConnectionString, new Core.Jobs.WorkerOptions { DataFolder = bed.Below("data") });
        services.AddSingleton(new SecretKeyOptions(bed.Below("keys"), [])).AddSecrets();
        return services.AddGit(new GitOptions { DataFolder = bed.Below("data"), FetchLimit = TimeSpan.FromMinutes(5) }).BuildServiceProvider();
    }

    sealed class NoLog : ILogSink
    {
        public static readonly NoLog Instance = new();
        public ValueTask Write(string source, string line, CancellationToken stopping = default) => ValueTask.CompletedTask;
    }
}
