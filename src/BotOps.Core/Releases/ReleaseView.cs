using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Logs;
using static BotOps.Core.Releases.ReleaseState;

namespace BotOps.Core.Releases;

/// <summary>A release with all that its page shows, as it was at one moment.</summary>
/// <param name="Settings">Number of the settings revision.</param>
/// <param name="Persons">Everybody whom the release names.</param>
/// <param name="HeldBy">The other release that holds the claim while this one waits in the queue.</param>
/// <param name="Ordered">What was pressed and the rollout has not obeyed yet.</param>
public sealed record ReleaseView(
    Release Release, string Project, string Environment, int Settings, Build? Build,
    IReadOnlyList<HostView> Hosts, IReadOnlyList<Approval> Approvals, IReadOnlyDictionary<Guid, Person> Persons,
    Log Log, Log? BuildLog, long? HeldBy, IReadOnlyList<ControlKind> Ordered)
{
    /// <summary>The lock for whose end it waits in the queue.</summary>
    public LockOf? HeldByLock { get; init; }

    public string Place => $"{Project} → {Environment}";
    public IEnumerable<IGrouping<int, HostView>> Waves => Hosts.GroupBy(h => h.Wave);
    public int Updated => Hosts.Count(h => h.State == HostRunState.Succeeded);

    /// <summary>Hosts that failed past Draining: they do not serve.</summary>
    public IEnumerable<HostView> Out => Hosts.Where(h => h.State == HostRunState.Failed && h.LeftOut is not null);

    public string Name(Guid? person) => person is { } id && Persons.TryGetValue(id, out var found) ? found.Name : Texts.Page.BotOps;

    /// <summary>The picture of the host in the strip.</summary>
    public Cell Cell(HostView host) => host.State switch
    {
        HostRunState.Succeeded => Chat.Cell.Ok,
        HostRunState.RolledBack => Chat.Cell.Back,
        HostRunState.Skipped => Chat.Cell.Skip,
        HostRunState.Failed when host.LeftOut is not null && Release.State is RollingOut or Paused or SucceededWithFailures => Chat.Cell.Out,
        HostRunState.Failed => Chat.Cell.Bad,
        HostRunState.Pending => Release.State.Ended() ? Chat.Cell.Skip : Chat.Cell.Wait,
        _ => Chat.Cell.Run,
    };

    /// <summary>From its start to its end or now; null before.</summary>
    public TimeSpan? Elapsed(DateTimeOffset now) => Release.StartedAt is { } start ? (Release.EndedAt ?? now) - start : null;
}

/// <summary>One host in one release: the plan before the rollout, the host run from then on.</summary>
/// <param name="Before">The build that ran when the rollout was planned.</param>
/// <param name="Now">The build that is current on the host at this moment.</param>
/// <param name="LeftOut">Why the host does not serve.</param>
public sealed record HostView(
    string Name, int Wave, HostRunState State, HostRunState? FailedStep, string? Reason, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    long? Before, long? Now, string? LeftOut, IReadOnlyList<HostStep> Steps)
{
    public TimeSpan? Took(DateTimeOffset now) => StartedAt is { } start ? (EndedAt ?? now) - start : null;
}
