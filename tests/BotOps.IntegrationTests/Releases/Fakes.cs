using System.Collections.Concurrent;
using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Logs;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace BotOps.IntegrationTests.Releases;

/// <summary>Notes what would be run, as <c>BuildJob 17</c>.</summary>
sealed class RecordedJobs : IBackgroundJobClient
{
    public ConcurrentQueue<string> Enqueued { get; } = new();

    public string Create(Job job, IState state)
    {
        Enqueued.Enqueue($"{job.Type.Name} {job.Args[0]}");
        return "1";
    }

    public bool ChangeState(string jobId, IState state, string expectedState) => true;
}

/// <summary>A history of one line: <c>m1</c>, <c>m2</c>, <c>m3</c> …; going to a lower number makes commits disappear.</summary>
sealed class LineOfCommits : ISourceControl
{
    public string Kind => "git";
    public string Head { get; set; } = Id(1);
    public Exception? Broken { get; set; }

    /// <summary>What a ref is, and the branch that every commit is on.</summary>
    public string Refers { get; set; } = "branch";
    public string? OnBranch { get; set; }

    public static string Id(int number) => number.ToString("x40");

    public Task<Revision> Resolve(Repository repository, string reference, CancellationToken stopping) => Broken is null
        ? Task.FromResult(new Revision(reference, Refers, Info(Head)))
        : throw Broken;

    public Task<Comparison> Compare(Repository repository, string from, string to, CancellationToken stopping)
    {
        if (Broken is not null) throw Broken;
        var (a, b) = (Convert.ToInt32(from, 16), Convert.ToInt32(to, 16));
        return Task.FromResult(new Comparison(Between(a, b), Math.Max(0, b - a), Between(b, a), Math.Max(0, a - b)));
    }

    public Task<bool> IsOn(Repository repository, string commit, IReadOnlyList<string> branches, CancellationToken stopping) =>
        Task.FromResult(OnBranch is { } branch && BranchPatterns.Mean(branches, branch));
    public Task<IReadOnlyList<string>> Suggest(Repository repository, string text, int most, CancellationToken stopping) => Task.FromResult<IReadOnlyList<string>>([]);
    public Task<CommitInfo> Checkout(Repository repository, string commit, string directory, ILogSink log, CancellationToken stopping) => Task.FromResult(Info(commit));
    public Task Remove(Repository repository, string directory, CancellationToken stopping) => Task.CompletedTask;

    static List<CommitInfo> Between(int low, int high) => [.. Enumerable.Range(low + 1, Math.Max(0, high - low)).Reverse().Select(n => Info(Id(n)))];
    static CommitInfo Info(string id) => new(id, $"m{Convert.ToInt32(id, 16)}", "Developer", DateTimeOffset.UnixEpoch);
}

sealed class KnownArtifacts : IArtifactStore
{
    public ConcurrentDictionary<string, bool> Kept { get; } = new();

    /// <summary>Of those that a real host unpacks.</summary>
    public ConcurrentDictionary<string, byte[]> Content { get; } = new();

    public Task<Artifact> Save(Stream content, CancellationToken stopping) => throw new NotSupportedException();
    public Task<Stream?> Open(string sha256, CancellationToken stopping) => Task.FromResult<Stream?>(Content.TryGetValue(sha256, out var real) ? new MemoryStream(real) : Kept.ContainsKey(sha256) ? new MemoryStream([1]) : null);
    public Task<bool> Has(string sha256, CancellationToken stopping) => Task.FromResult(Kept.ContainsKey(sha256));
    public Task Delete(string sha256, CancellationToken stopping) => Task.FromResult(Kept.TryRemove(sha256, out _));
}

/// <summary>Hosts that do as they are told, unless a test says otherwise; notes each verb as <c>order-1 start</c>.</summary>
sealed class ObedientHosts : IHostTransport
{
    public string Name => "local";
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What a verb on a host answers, or does, instead of success.</summary>
    public Func<string, string, Task<HostAnswer?>> Instead { get; set; } = (_, _) => Task.FromResult<HostAnswer?>(null);

    /// <summary>In place of <see cref="Instead"/>: all that was called.</summary>
    public Func<Host, HostCall, Task<HostAnswer?>>? Model { get; set; }

    /// <summary>What reaches a host that is there in truth; null: it is obedient.</summary>
    public Func<Host, IHostTransport?> Real { get; set; } = _ => null;

    public Task Put(Host host, string path, HostFile file, CancellationToken stopping) => Real(host)?.Put(host, path, file, stopping) ?? Task.CompletedTask;

    public async Task<HostAnswer> Run(Host host, HostCall call, Func<string, ValueTask> onLine, CancellationToken stopping)
    {
        Calls.Enqueue($"{host.Name} {call.Verb}");
        if (Real(host) is { } real) return await real.Run(host, call, onLine, stopping);
        return (Model is { } model ? await model(host, call) : await Instead(host.Name, call.Verb)) ?? new HostAnswer(0, "", new Dictionary<string, string>());
    }

    /// <summary>How often a machine has to be looked for before it has asked to be let in.</summary>
    public ConcurrentDictionary<string, int> Shy { get; } = new();
    public ConcurrentQueue<string> Forgotten { get; } = new();

    public Task<string?> Admit(Host host, CancellationToken stopping) => Task.FromResult(Shy.AddOrUpdate(host.Name, 0, (_, times) => times - 1) > 0 ? "it has not asked yet" : null);

    public Task Forget(Host host, CancellationToken stopping)
    {
        Forgotten.Enqueue(host.Name);
        return Task.CompletedTask;
    }

    public static HostAnswer Fails(string reason) => new(1, reason, new Dictionary<string, string>());
}

/// <summary>A chat that takes down what it is sent; a test may make it busy, refuse, or break after it has taken a message.</summary>
sealed class NotedChat : IChatPlatform
{
    public string Name => "fake";
    public IReadOnlyList<string> Tenants { get; } = ["t"];
    public double Rate => 1000;
    public ConcurrentQueue<(string What, string Key, string? Root, Content Content)> Sent { get; } = new();
    public ConcurrentDictionary<string, string> Posted { get; } = new();

    /// <summary>By key or reference; called before a message is taken.</summary>
    public Func<string, Exception?> Before { get; set; } = _ => null;
    public Func<string, Exception?> After { get; set; } = _ => null;

    public Task<string> Post(Delivery message, CancellationToken stopping)
    {
        if (Before(message.Key) is { } error) throw error;
        if (Posted.TryAdd(message.Key, $"ref {message.Key}")) Sent.Enqueue((message.PrivateTo is null ? "post" : "private", message.Key, message.Place.Root, message.Content));
        return After(message.Key) is { } broken ? throw broken : Task.FromResult(Posted[message.Key]);
    }

    public Task Update(Delivery message, string reference, CancellationToken stopping)
    {
        if (Before(reference) is { } error) throw error;
        Sent.Enqueue(("edit", reference, message.Place.Root, message.Content));
        return Task.CompletedTask;
    }
}
