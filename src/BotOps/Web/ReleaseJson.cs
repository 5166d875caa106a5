using BotOps.Core.Builds;
using BotOps.Core.Releases;

namespace BotOps.Web;

/// <summary>A release for scripts. Times are UTC.</summary>
public sealed record ReleaseJson(
    long Id, string Kind, string State, bool Ended, string Project, string Environment, string Reference, string Commit, string? Note,
    string AskedBy, IReadOnlyList<string> ApprovedBy, int ApprovalsNeeded, int Round, int Settings, long? Build, string? BuildState, string? ArtifactSha256,
    IReadOnlyList<IReadOnlyList<string>> Waves, int Updated, int Hosts, long Log, long? BuildLog, string? Reason,
    DateTimeOffset CreatedAt, DateTimeOffset? QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt)
{
    public static ReleaseJson Of(ReleaseView view)
    {
        var release = view.Release;
        return new ReleaseJson(
            release.Id, release.Kind.ToString(), release.State.ToString(), release.State.Ended(), view.Project, view.Environment, release.Reference,
            release.Commit, release.Note, view.Persons[release.RequestedBy].Handle,
            [.. view.Approvals.Where(a => a.Round == release.Round).Select(a => view.Persons[a.PersonId].Handle)], release.ApprovalsNeeded, release.Round,
            view.Settings, HostJson.Number(view.Build?.Id), view.Build?.State.ToString(), view.Build?.ArtifactSha256,
            release.Plan.Waves, view.Updated, view.Hosts.Count, release.LogId, view.BuildLog?.Id, release.Reason,
            release.CreatedAt, release.QueuedAt, release.StartedAt, release.EndedAt);
    }
}

/// <summary>A host of a release for scripts.</summary>
public sealed record HostJson(
    string Host, int Wave, string State, string? FailedStep, string? Reason, long? BuildBefore, long? BuildNow, string? LeftOut,
    DateTimeOffset? StartedAt, DateTimeOffset? EndedAt)
{
    public static HostJson Of(HostView host) => new(
        host.Name, host.Wave, host.State.ToString(), host.FailedStep?.ToString(), host.Reason, Number(host.Before), Number(host.Now), host.LeftOut, host.StartedAt, host.EndedAt);

    internal static long? Number(long? build) => build is { } id ? new BuildNumber(id).Shown : null;
}
