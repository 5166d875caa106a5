using BotOps.Core.Chat;
using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static string Word(ReleaseState state) => Page.State(state).Word.ToLowerInvariant();

    public static string NoRelease(long id) => $"There is no release #{id}. See what there is with /botops status.";
    public static string NoProject(string name, IReadOnlyList<string> close) => close.Count > 0
        ? $"There is no project {name}. Did you mean {string.Join(" or ", close)}? Nothing was created."
        : $"There is no project {name}. See them with /botops projects. Nothing was created.";
    public static string WhichEnvironment(string project, IReadOnlyList<string> names) => names.Count == 0
        ? $"{project} has no environment yet. An admin adds one with botops apply."
        : $"{project} has the environments {string.Join(", ", names)}. Say which: to {names[0]}. Nothing was created.";
    public static string NoEnvironment(string project, string name, IReadOnlyList<string> names) =>
        $"{project} has no environment {name}; it has {(names.Count == 0 ? "none" : string.Join(", ", names))}. Nothing was created.";
    public static string NoSettings(string project, string environment) => $"{project} has no settings for {environment}. An admin gives it some with botops apply.";
    public static string NoHosts(string project, string environment) => $"{project} has no hosts in {environment}. An admin assigns some with botops apply.";
    public static string NoSourceControl(string kind) => $"BotOps cannot read repositories of the kind {kind}.";

    public static string OwnRelease(long id) => $"Someone else has to approve your release #{id}. Nothing changed by your press.";
    public static string ApprovedAlready(long id, int have, int need) => $"You have approved #{id} already; {have} of {need} approvals. Nothing changed by your press.";
    public static string CardChanged(long id) => $"The card of #{id} has changed since you saw it. Look at it again, then press. Nothing changed by your press.";
    public static string ApproveAgain(Release release) =>
        $"{release.Facts.Commits.GoneCount} {(release.Facts.Commits.GoneCount == 1 ? "commit that runs" : "commits that run")} now would disappear with #{release.Id}: "
        + string.Join(", ", release.Facts.Commits.Gone.Take(3).Select(c => $"{c.Short} {c.Title}")) + ". Approve again if that is meant.";
    public static string TooLateExpired(long id, DateTimeOffset at) => $"#{id} waited for its decision until {at:HH:mm} and has expired. Nothing changed by your press.";

    public static string TooLate(Release release, StateChange? decision, string? by, bool mine, DateTimeOffset now)
    {
        if (decision?.To == ReleaseState.Expired) return $"#{release.Id} expired {Ago(now - decision.At)}: nobody had decided. Nothing changed by your press.";
        if (decision is null) return $"#{release.Id} waits for nobody. Nothing changed by your press.";
        var ago = Ago(now - decision.At);
        var did = decision.To switch
        {
            ReleaseState.Queued => "approved",
            ReleaseState.Rejected => "rejected",
            ReleaseState.Cancelled => "cancelled",
            _ => "ended",
        };
        var who = mine ? "You" : by ?? "BotOps";
        return $"{who} {did} #{release.Id} {ago}{(mine ? " already" : " before you")}. Nothing changed by your press.";
    }

    public static string RejectReason => "A rejection needs a reason: it is what the asker reads. Nothing changed.";
    public static string NotCancellable(Release release) => release.State.Ended()
        ? $"#{release.Id} has ended ({Word(release.State)}); there is nothing to cancel."
        : $"#{release.Id} is {Word(release.State)}; it can be paused or aborted, not cancelled. Nothing changed.";
    public static string NobodyDecided(Release release) => release.Round > 1
        ? "Nobody decided in time after it was asked again."
        : $"Nobody decided within {Duration(release.ExpiresAt - release.CreatedAt)}.";
    public static string NothingToPause(Release release) => $"#{release.Id} is {Word(release.State)}; only a running rollout can be paused. Nothing changed.";
    public static string PausesAlready(long id) => $"#{id} pauses after the wave that runs already. Nothing changed.";
    public static string NotPaused(Release release) => $"#{release.Id} is {Word(release.State)}; only a paused one can go on. Nothing changed.";
    public static string NothingToAbort(Release release) => $"#{release.Id} is {Word(release.State)}; only what runs can be aborted. Nothing changed.";
    public static string AbortsAlready(long id) => $"#{id} is being aborted already. Nothing changed.";
    public static string NoReason => "no reason given";

    public static string ApprovalVoid(IReadOnlyList<string> changes) => $"Not started: {string.Join("; ", changes)}. What was approved is not what would run, so it is asked again.";
    public static string RunsNowChanged(long? before, long? now) => $"what runs now changed from {BuildName(before)} to {BuildName(now)}";
    public static string SettingsChanged => "the settings changed";
    public static string HostsGone(IReadOnlyList<string> hosts) => $"{string.Join(", ", hosts)} no longer belongs to it";
    public static string HostsAdded(IReadOnlyList<string> hosts) => $"{string.Join(", ", hosts)} was added";
    public static string CannotPlan(IReadOnlyList<string> changes, string why) => $"Not started: {string.Join("; ", changes)}. {why}";
    public static string NotCompared(string? why) => $" (the commits could not be compared: {why?.TrimEnd('.') ?? "the repository does not answer"})";
    public static string BuildName(long? build) => build is null ? "nothing" : $"build:{build}";
    public static string ArtifactMissing(long build) => $"The artifact of build:{build} is no longer in the store; it is built again.";

    public static string SkippedByAbort => "not touched: aborted";
    public static string SkippedByFailure => "not touched: the rollout ended before";
    /// <param name="out">Hosts that do not serve.</param>
    /// <param name="kept">Hosts that failed before they were touched: they serve what they served.</param>
    public static string HostsFailed(IReadOnlyList<string> @out, IReadOnlyList<string> kept) => string.Join(' ', new[]
    {
        @out.Count == 0 ? "" : $"{string.Join(", ", @out)} failed and {(@out.Count == 1 ? "stays" : "stay")} out until repaired.",
        kept.Count == 0 ? "" : $"{string.Join(", ", kept)} failed before anything changed there and {(kept.Count == 1 ? "runs" : "run")} the old version.",
    }.Where(text => text.Length > 0));
    public static string AllHostsFailed(int hosts) => hosts == 1 ? "The only host failed." : $"All {hosts} hosts failed.";
    public static string NotFinished => "the rollout broke off here; look at the host before it serves again";
    public static string RolloutBroke(string message) => $"BotOps itself failed while rolling out: {message}";
    public static string TooManyFailed(int failed, int allowed, string first) => allowed == 0
        ? first
        : $"{failed} hosts failed, {allowed} may: {first}";
    public static string PreflightFailed(IReadOnlyList<string> findings, bool touched) =>
        $"Preflight: {string.Join("; ", findings)}.{(touched ? "" : " No host was touched.")}";
    public static string MinUpReached(int up, int minUp) => $"Stopped: {up} hosts are up and {minUp} have to stay up.";
    public static string PausedAfter(int wave, PauseAfter pause) => $"after wave {wave} (--pause {pause.ToString().ToLowerInvariant()})";
    public static string PausedBy => "as asked";
    public static string WatchFailed(string reason) => $"while its wave was watched: {reason}";

    public static string Decided(Release release, string? by, string? reason) => release.State switch
    {
        ReleaseState.Queued or ReleaseState.Building or ReleaseState.RollingOut => $"Approved by {by ?? "policy"}.",
        ReleaseState.Rejected => $"Rejected by {by}: “{reason}”",
        ReleaseState.Cancelled when by is null => reason ?? "Cancelled.",
        ReleaseState.Cancelled => reason is null ? $"Cancelled by {by}." : $"Cancelled by {by}: “{reason}”",
        ReleaseState.Expired => reason ?? "Expired.",
        _ => Word(release.State),
    };

    public static string Strategy(PlanOptions options, WavePlan plan) =>
        plan.HostCount == 1 ? "1 host"
        : plan.Waves.All(w => w.Count == 1) ? $"{plan.HostCount} hosts, one at a time"
        : $"{plan.HostCount} hosts, {plan.Waves.Count} {(plan.Waves.Count == 1 ? "wave" : "waves")}: {string.Join(", then ", Compact(plan))}";

    static IEnumerable<string> Compact(WavePlan plan)
    {
        var sizes = plan.Waves.Select(w => w.Count).ToList();
        return sizes.Count <= 4 ? sizes.Select(s => $"{s}") : [.. sizes.Take(3).Select(s => $"{s}"), $"… {sizes.Count - 3} more"];
    }

    /// <summary>For people: <c>4 s</c>, <c>2 m 05 s</c>, <c>1 h 12 m</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => $"{Math.Max(0, (int)time.TotalSeconds)} s",
        { TotalMinutes: < 60 } when time.Seconds == 0 => $"{(int)time.TotalMinutes} m",
        { TotalMinutes: < 60 } => $"{(int)time.TotalMinutes} m {time.Seconds:00} s",
        { Minutes: 0 } => $"{(int)time.TotalHours} h",
        _ => $"{(int)time.TotalHours} h {time.Minutes:00} m",
    };

    public static string Ago(TimeSpan time) => time.TotalSeconds < 1 ? "just now" : $"{Duration(time)} ago";
    public static string Megabytes(long bytes) => bytes < 1_000_000 ? $"{Math.Max(1, bytes / 1000)} kB" : $"{bytes / 1_000_000.0:0.0} MB";
}
