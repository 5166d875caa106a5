namespace BotOps.Core.Hosts;

/// <summary>Carries files to a host and runs the host script there; knows nothing of projects. Both calls may be repeated.</summary>
public interface IHostTransport
{
    /// <summary>As in <see cref="Host.Transport"/>.</summary>
    string Name { get; }

    /// <summary>False: it carries nothing as large as an artifact, so that its hosts pull theirs.</summary>
    bool SendsArtifacts => true;

    /// <summary>It is asked by <see cref="HostVerbs.Change"/> what others are asked in three calls.</summary>
    bool ChangesAtOnce => false;

    /// <summary>
    /// Puts a file at <paramref name="path"/> below the host's root, whole or not at all. Where a file of that length and
    /// digest is there already, nothing is sent. Throws <see cref="HostUnreachable"/>.
    /// </summary>
    Task Put(Host host, string path, HostFile file, CancellationToken stopping);

    /// <summary>
    /// Runs one verb of the host script and returns what it recorded. Each line that the verb prints goes to
    /// <paramref name="onLine"/>. Cancelling stops the waiting and ends the verb's process group on the host.
    /// </summary>
    Task<HostAnswer> Run(Host host, HostCall call, Func<string, ValueTask> onLine, CancellationToken stopping);

    /// <summary>Lets in a machine that is new, where machines have to ask for that. May be repeated. Throws <see cref="HostUnreachable"/>.</summary>
    /// <returns>Why it is not let in yet; null: it is.</returns>
    Task<string?> Admit(Host host, CancellationToken stopping) => Task.FromResult<string?>(null);

    /// <summary>Forgets a machine that goes: nobody is let in with what it had. May be repeated. Throws <see cref="HostUnreachable"/>.</summary>
    Task Forget(Host host, CancellationToken stopping) => Task.CompletedTask;
}

/// <summary>A file of known length and digest that can be opened more than once.</summary>
public sealed record HostFile(string Sha256, long Length, Func<CancellationToken, Task<Stream>> Open);

/// <summary>
/// One verb: <c>preflight pull fetch render activate clear start stop change health status edited prune</c>; of a new machine <c>init</c>; of a provider of dubbo <c>offline online</c>;
/// <c>found retire revive</c> of what was adopted; on a host with a balancer <c>balance balanced upstreams</c>, whose project is named <c>project/environment</c>.
/// </summary>
/// <param name="Fence">The claim's fence; a lower one than the host has seen is refused.</param>
/// <param name="Arguments">Named values; the transport hands them over as data, never as shell text.</param>
public sealed record HostCall(string Verb, string Project, long Release, long Fence, IReadOnlyDictionary<string, string> Arguments)
{
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>What the verb recorded on the host: 0 is success.</summary>
/// <param name="Reason">The last line a failed verb gave as its reason.</param>
/// <param name="Values">What a verb answers (<c>status</c>: release, pid, runsFor, sha256 …).</param>
public sealed record HostAnswer(int Code, string Reason, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The host has seen a higher fence: whoever called has lost the claim.</summary>
    public const int FenceRefused = 70;
    public bool Ok => Code == 0;
}

/// <summary>The host could not be asked; whether a verb ran there is not known.</summary>
public sealed class HostUnreachable(string host, string why, Exception? inner = null) : Exception($"{host}: {why}", inner)
{
    /// <summary>Without the host's name.</summary>
    public string Why => why;
}
