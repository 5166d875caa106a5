using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Logs;
using BotOps.Core.Projects;
using BotOps.Core.Sources;

namespace BotOps.Benchmarks.Rig;

/// <summary>Hosts that have done everything at once; what is left is what BotOps itself costs.</summary>
sealed class SimulatedHosts : IHostTransport
{
    static readonly HostAnswer Done = new(0, "", new Dictionary<string, string>());

    public string Name => "simulated";
    public Task Put(Host host, string path, HostFile file, CancellationToken stopping) => Task.CompletedTask;

    public async Task<HostAnswer> Run(Host host, HostCall call, Func<string, ValueTask> onLine, CancellationToken stopping)
    {
        await onLine($"{call.Verb} of release {call.Release} is done");
        return Done;
    }
}

/// <summary>Takes every message, at the rate of the web chat, and forgets it.</summary>
sealed class ForgetfulChat : IChatPlatform
{
    int sent;

    public string Name => "simulated";
    public IReadOnlyList<string> Tenants => ["bench"];
    public double Rate => 50;
    public int Sent => sent;

    public Task<string> Post(Delivery message, CancellationToken stopping) =>
        Task.FromResult($"{Interlocked.Increment(ref sent)}");

    public Task Update(Delivery message, string reference, CancellationToken stopping)
    {
        Interlocked.Increment(ref sent);
        return Task.CompletedTask;
    }
}

/// <summary>A tree of one file: what git costs is no part of these figures.</summary>
sealed class OneFile : ISourceControl
{
    public const string File = "VERSION";
    static readonly CommitInfo Commit = new(new string('a', 40), "Start", "Benchmark", new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));

    public string Kind => "one-file";
    public Task<Revision> Resolve(Repository repository, string reference, CancellationToken stopping) => Task.FromResult(new Revision(reference, "branch", Commit));
    public Task<Comparison> Compare(Repository repository, string from, string to, CancellationToken stopping) => Task.FromResult(Comparison.None);
    public Task<bool> IsOn(Repository repository, string commit, IReadOnlyList<string> branches, CancellationToken stopping) => Task.FromResult(true);
    public Task<IReadOnlyList<string>> Suggest(Repository repository, string text, int most, CancellationToken stopping) => Task.FromResult<IReadOnlyList<string>>([]);

    public async Task<CommitInfo> Checkout(Repository repository, string commit, string directory, ILogSink log, CancellationToken stopping)
    {
        Directory.CreateDirectory(directory);
        await System.IO.File.WriteAllTextAsync(Path.Combine(directory, File), "1.0.0\n", stopping);
        return Commit;
    }

    public Task Remove(Repository repository, string directory, CancellationToken stopping)
    {
        if (Directory.Exists(directory)) Directory.Delete(directory, recursive: true);
        return Task.CompletedTask;
    }
}
