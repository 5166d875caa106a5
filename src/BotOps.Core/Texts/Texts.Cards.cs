using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static string PlanOnly => "Plan, nothing was asked for";
    public static string AskedBy(string name) => $"asked by {name}";
    public static string WouldDisappear(int count) => count == 1 ? "1 commit that runs now would disappear." : $"{count} commits that run now would disappear.";
    public static string ApproveAsksAgain => "Approve asks again.";
    public static string AskedAgain => "Asked again.";

    public static string ApproveButton => "Approve";
    public static string ApproveShownButton => "Approve what is shown";
    public static string ApproveAlthough(int count) => count == 1 ? "Approve although 1 commit disappears?" : $"Approve although {count} commits disappear?";
    public static string ApproveWithout(string? commit) => commit is null ? "Approve without them" : $"Approve without {commit}";
    public static string RejectButton => "Reject…";
    public static string ReasonFor(string handle) => $"Reason for @{handle}";
    public static string CancelButton => "Cancel";
    public static string PauseButton => "Pause";
    public static string ResumeButton => "Go on";
    public static string DoNotPauseButton => "Do not pause";
    public static string AbortButton => "Abort…";
    public static string AbortReason => "Reason; hosts under way are brought to their end first";

    public static string SettingsFact => "Settings";
    public static string HostsFact => "Hosts";
    public static string PreflightFact => "Preflight";
    public static string RunsNowFact => "Runs now";
    public static string LineFact => "In line";
    public static string HostNames(WavePlan plan)
    {
        var names = plan.Waves.SelectMany(w => w).ToList();
        return names.Count <= 6 ? string.Join(", ", names) : $"{names[0]} to {names[^1]}, {names.Count} in all";
    }
    public static string InService(WavePlan plan) => $"{plan.StaysUp} always in service; {(plan.MaxFail == 0 ? "the first failure ends it" : $"{plan.MaxFail} may fail")}";
    public static string HostsReady(int count) => count == 1 ? "1 host ready" : $"{count} hosts ready";
    public static string Since(long? release, TimeSpan? ago) => (release, ago) switch
    {
        ({ } number, { } time) => $" since #{number}, {Duration(time)}",
        _ => "",
    };
    public static string NothingRuns => "nothing yet: this is the first release";
    public static string WaitsFor(long release) => $"#{release} has the hosts; this one starts when it ends";
    public static string QueuedBehind(long? release) => release is null
        ? "Starts now."
        : $"In line behind #{release}; starts by itself when that ends. Approved for what runs then; if that differs, it is asked again.";
    public static string BuildAwaited(long build) => $"Waits for build:{build}; its log is in the thread.";
    public static string PausedNow(string? reason) => $"Paused {reason}. The hosts are mixed until it goes on.";
    public static string Aborting => "Aborting: hosts under way are brought to their end.";
    public static string PausesFirst => "Pauses before the first wave.";
    public static string Pausing => "Pauses after the wave that runs.";
    public static string NowCurrent(Release release) => release.Plan.Whole
        ? $"{BuildName(release.BuildId)} is current now."
        : $"{BuildName(release.BuildId)} is on these hosts; the current build is unchanged.";

    public static string ApprovalsSoFar(IReadOnlyList<string> names, int needed, DateTimeOffset until) =>
        $"{names.Count} of {needed} approvals{(names.Count > 0 ? $" ({string.Join(", ", names)})" : "")} · expires {Moment(until)}";
    public static string ApprovedBy(IReadOnlyList<string> names) => $"Approved by {string.Join(" and ", names)}.";
    public static string NoApprovalNeeded => "No approval needed here.";
    public static string DecidedBy(ReleaseState state, string? name, DateTimeOffset at) => $"{Page.State(state).Word} by {name ?? "BotOps"}, {Moment(at)}.";

    /// <summary>On a card, which stays as it was drawn and is read in all time zones.</summary>
    static string Moment(DateTimeOffset at) => FormattableString.Invariant($"{at.UtcDateTime:d MMM HH:mm} UTC");

    public static string Waves(WavePlan plan) => plan.Waves.Count == 1 ? "one wave" : $"{plan.Waves.Count} waves";
    public static string NoHostTouched => "no host touched";
    public static string Progress(int updated, int hosts, int failed, string took) =>
        $"{updated} of {hosts} updated{(failed > 0 ? $" · {failed} failed" : "")}{(took.Length > 0 ? $" · {took}" : "")}";

    /// <summary>All that a phone shows: project, environment, branch, hosts, commits.</summary>
    public static string PushText(Release release, string project, string environment) =>
        $"#{release.Id} {project} → {environment}, {release.Reference}, {release.Plan.HostCount} {(release.Plan.HostCount == 1 ? "host" : "hosts")}, "
        + $"+{release.Facts.Commits.AddedCount} −{release.Facts.Commits.GoneCount}"
        + (release.State == ReleaseState.AwaitingApproval ? "" : $": {Word(release.State)}");

    public static string EndOf(Release release, IReadOnlyList<HostRun> runs)
    {
        var updated = runs.Count(r => r.State == HostRunState.Succeeded);
        var took = release.StartedAt is { } start && release.EndedAt is { } end ? $" in {Duration(end - start)}" : "";
        return release.State switch
        {
            ReleaseState.Succeeded => $"{updated} of {release.Plan.HostCount} updated{took}. {NowCurrent(release)}",
            ReleaseState.BuildFailed => $"Build failed{took}: {Sentence(release.Reason)} No host was touched.",
            _ => $"{Page.State(release.State).Word}{took}: {Sentence(release.Reason)} {updated} of {release.Plan.HostCount} updated.",
        };
    }
    static string Sentence(string? text) => text is null or "" ? "" : text[^1] is '.' or '!' or '?' or '。' ? text : text + ".";
    public static string WholeLog => "whole log";
    public static string Built(long build, TimeSpan took, long bytes, string sha256) => $"Built build:{build} in {Duration(took)} · {Megabytes(bytes)} · sha256 {sha256[..12]}";
    public static string BuiltBefore(long build) => $"build:{build} was built before; not built again";
    public static string BuildNotAwaited(long build) => $"build:{build} is not waited for any more: the release was aborted.";
    public static string BuildEndedBadly(string? reason) => $"The build failed: {reason}";
    public static string BuildLog => "Build";
    public static string WaveLog(int wave, int waves) => $"Wave {wave} of {waves}";
    public static string WaveDone(int wave, int updated, int failed, TimeSpan? took) =>
        $"Wave {wave}: {updated} updated{(failed > 0 ? $", {failed} failed" : "")}{(took is { } time ? $" in {Duration(time)}" : "")}";
    public static string FirstError(string host) => $"{host}: first error";
    public static string Updated(long? build) => BuildName(build);
    public static string FailedAt(HostRunState? step, string? reason) => $"failed at {step}: {reason}";
}
