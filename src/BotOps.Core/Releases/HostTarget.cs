using BotOps.Core.Builds;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;

namespace BotOps.Core.Releases;

/// <summary>Where one host is to go in a release.</summary>
/// <param name="Folder">The release whose folder on the host is to be <c>current</c>: this one, or an older one that is there still.</param>
/// <param name="Untouched">The host runs just that already: it is only looked at.</param>
public sealed record HostTarget(long Folder, Build Build, long SettingsRevisionId, RunSettings Run, bool Untouched = false)
{
    /// <summary>It is what ran there before BotOps.</summary>
    public bool IsAdopted => Build.IsAdopted;
}

/// <summary>What a rollout knows of builds and settings, and from it where each host goes.</summary>
public sealed record HostTargets(
    long ReleaseId, ReleaseKind Kind, Build Build, long SettingsRevisionId,
    IReadOnlyDictionary<long, Build> Builds, IReadOnlyDictionary<long, RunSettings> Settings, IReadOnlyDictionary<int, Assignment> Before)
{
    /// <summary>The release's own, for what is asked before any host is looked at by itself.</summary>
    public RunSettings Run => Settings[SettingsRevisionId];

    /// <summary>Null: nothing ran there before, so going back means that nothing runs there.</summary>
    public HostTarget? Of(HostRun run) => (run.Direction, Kind) switch
    {
        (Direction.Back, _) or (_, ReleaseKind.Restart) => Previous(run),
        (_, ReleaseKind.Rollback) when IsThere(run) => Previous(run)! with { Untouched = true },
        _ => new HostTarget(ReleaseId, Build, SettingsRevisionId, Run),
    };

    HostTarget? Previous(HostRun run) => run is { PreviousReleaseId: { } release, PreviousBuildId: { } build, PreviousSettingsRevisionId: { } settings }
        ? new HostTarget(release, Builds[build], settings, Settings[settings])
        : null;

    /// <summary>Settings by which what runs on the host leaves dubbo's registry, whether it is what was there before or the release's own; null: it is in none.</summary>
    public RunSettings? Registered(HostRun run) => new[] { Of(run)?.Run, Previous(run)?.Run, Run }.FirstOrDefault(r => r?.Dubbo is not null);

    /// <summary>It runs what is rolled back to, serves, and no release has begun to change it.</summary>
    bool IsThere(HostRun run) => run.PreviousBuildId == Build.Id && run.PreviousSettingsRevisionId == SettingsRevisionId
        && Before.TryGetValue(run.HostId, out var now) && now.LeftOut is null && now.ReleaseId == run.PreviousReleaseId;
}
