using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static string PlanOnly => Say("Plan, nothing was asked for", "仅预览，未提交申请");
    public static string AskedBy(string name) => Say($"asked by {name}", $"{name} 申请");
    public static string WouldDisappear(int count) => Say(
        count == 1 ? "1 commit that runs now would disappear." : $"{count} commits that run now would disappear.",
        $"线上正在运行的 {count} 个提交将会丢失。");
    public static string ApproveAsksAgain => Say("Approve asks again.", "批准时会再次确认。");
    public static string AskedAgain => Say("Asked again.", "重新审批。");

    public static string ApproveButton => Say("Approve", "批准");
    public static string ApproveShownButton => Say("Approve what is shown", "按当前内容批准");
    public static string ApproveAlthough(int count) => Say(
        count == 1 ? "Approve although 1 commit disappears?" : $"Approve although {count} commits disappear?",
        $"将丢失 {count} 个提交，仍要批准？");
    public static string ApproveWithout(string? commit) => commit is null
        ? Say("Approve without them", "确认丢失并批准")
        : Say($"Approve without {commit}", $"确认丢失 {commit} 并批准");
    public static string RejectButton => Say("Reject…", "驳回…");
    public static string ReasonFor(string handle) => Say($"Reason for @{handle}", $"给 @{handle} 的原因");
    public static string CancelButton => Say("Cancel", "取消");
    public static string PauseButton => Say("Pause", "暂停");
    public static string ResumeButton => Say("Go on", "继续");
    public static string DoNotPauseButton => Say("Do not pause", "不再暂停");
    public static string AbortButton => Say("Abort…", "中止…");
    public static string AbortReason => Say("Reason; hosts under way are brought to their end first", "原因；进行中的主机会先执行完");

    public static string SettingsFact => Say("Settings", "配置");
    public static string HostsFact => Say("Hosts", "主机");
    public static string PreflightFact => Say("Preflight", "预检");
    public static string RunsNowFact => Say("Runs now", "当前运行");
    public static string LineFact => Say("In line", "排队");
    public static string HostNames(WavePlan plan)
    {
        var names = plan.Waves.SelectMany(w => w).ToList();
        return names.Count <= 6
            ? string.Join(", ", names)
            : Say($"{names[0]} to {names[^1]}, {names.Count} in all", $"{names[0]} 至 {names[^1]}，共 {names.Count} 台");
    }
    public static string InService(WavePlan plan) => Say(
        $"{plan.StaysUp} always in service; {(plan.MaxFail == 0 ? "the first failure ends it" : $"{plan.MaxFail} may fail")}",
        $"始终有 {plan.StaysUp} 台在线；{(plan.MaxFail == 0 ? "首台失败即停止" : $"最多允许 {plan.MaxFail} 台失败")}");
    public static string HostsReady(int count) => Say(count == 1 ? "1 host ready" : $"{count} hosts ready", $"{count} 台主机就绪");
    public static string Since(long? release, TimeSpan? ago) => (release, ago) switch
    {
        ({ } number, { } time) => Say($" since #{number}, {Duration(time)}", $"，来自 #{number}，已运行 {Duration(time)}"),
        _ => "",
    };
    public static string NothingRuns => Say("nothing yet: this is the first release", "暂无：这是首次发布");
    public static string WaitsFor(long release) => Say($"#{release} has the hosts; this one starts when it ends", $"主机正被 #{release} 占用；待其结束后开始");
    public static string QueuedBehind(long? release) => release is null
        ? Say("Starts now.", "即将开始。")
        : Say(
            $"In line behind #{release}; starts by itself when that ends. Approved for what runs then; if that differs, it is asked again.",
            $"排在 #{release} 之后，待其结束后自动开始。审批以届时的线上版本为准；如有变化，将重新审批。");
    public static string BuildAwaited(long build) => Say($"Waits for build:{build}; its log is in the thread.", $"等待 build:{build}；日志见话题。");
    public static string PausedNow(string? reason) => Say($"Paused {reason}. The hosts are mixed until it goes on.", $"已暂停：{reason}。继续之前各主机版本不一致。");
    public static string Aborting => Say("Aborting: hosts under way are brought to their end.", "正在中止：进行中的主机会执行完。");
    public static string PausesFirst => Say("Pauses before the first wave.", "将在第一批之前暂停。");
    public static string Pausing => Say("Pauses after the wave that runs.", "当前批次完成后暂停。");
    public static string NowCurrent(Release release) => release.Plan.Whole
        ? Say($"{BuildName(release.BuildId)} is current now.", $"{BuildName(release.BuildId)} 已成为当前构建。")
        : Say($"{BuildName(release.BuildId)} is on these hosts; the current build is unchanged.", $"{BuildName(release.BuildId)} 已部署到这些主机；当前构建不变。");

    public static string ApprovalsSoFar(IReadOnlyList<string> names, int needed, DateTimeOffset until) => Say(
        $"{names.Count} of {needed} approvals{(names.Count > 0 ? $" ({string.Join(", ", names)})" : "")} · expires {Moment(until)}",
        $"已批准 {names.Count}/{needed}{(names.Count > 0 ? $"（{string.Join("、", names)}）" : "")} · {Moment(until)} 过期");
    public static string ApprovedBy(IReadOnlyList<string> names) => Say($"Approved by {string.Join(" and ", names)}.", $"由 {string.Join("、", names)} 批准。");
    public static string NoApprovalNeeded => Say("No approval needed here.", "此处无需审批。");
    public static string DecidedBy(ReleaseState state, string? name, DateTimeOffset at) => Say(
        $"{Page.State(state).Word} by {name ?? "BotOps"}, {Moment(at)}.",
        $"{name ?? "BotOps"} 于 {Moment(at)} {Verb(state)}。");

    /// <summary>What was done to a release that ended so; for states that a person brings about.</summary>
    static string Verb(ReleaseState state) => state switch
    {
        ReleaseState.Rejected => "驳回",
        ReleaseState.Cancelled => "取消",
        ReleaseState.Aborted => "中止",
        _ => $"置为“{Page.State(state).Word}”",
    };

    /// <summary>On a card, which stays as it was drawn and is read in all time zones.</summary>
    static string Moment(DateTimeOffset at) => $"{Day(at.ToUniversalTime())} UTC";

    public static string Waves(WavePlan plan) => Say(plan.Waves.Count == 1 ? "one wave" : $"{plan.Waves.Count} waves", $"{plan.Waves.Count} 个批次");
    public static string NoHostTouched => Say("no host touched", "未触及任何主机");
    public static string Progress(int updated, int hosts, int failed, string took) => Say(
        $"{updated} of {hosts} updated{(failed > 0 ? $" · {failed} failed" : "")}{(took.Length > 0 ? $" · {took}" : "")}",
        $"已更新 {updated}/{hosts}{(failed > 0 ? $" · 失败 {failed}" : "")}{(took.Length > 0 ? $" · {took}" : "")}");

    /// <summary>All that a phone shows: project, environment, branch, hosts, commits.</summary>
    public static string PushText(Release release, string project, string environment)
    {
        var commits = $"+{release.Facts.Commits.AddedCount} −{release.Facts.Commits.GoneCount}";
        var state = release.State == ReleaseState.AwaitingApproval ? "" : Say($": {Word(release.State)}", $"：{Word(release.State)}");
        return Say(
            $"#{release.Id} {project} → {environment}, {release.Reference}, {release.Plan.HostCount} {(release.Plan.HostCount == 1 ? "host" : "hosts")}, {commits}{state}",
            $"#{release.Id} {project} → {environment}，{release.Reference}，{release.Plan.HostCount} 台主机，{commits}{state}");
    }

    public static string EndOf(Release release, IReadOnlyList<HostRun> runs)
    {
        var updated = runs.Count(r => r.State == HostRunState.Succeeded);
        var took = release.StartedAt is { } start && release.EndedAt is { } end ? Say($" in {Duration(end - start)}", $"，用时 {Duration(end - start)}") : "";
        var word = Page.State(release.State).Word;
        var share = Say($"{updated} of {release.Plan.HostCount} updated", $"已更新 {updated}/{release.Plan.HostCount}");
        return release.State switch
        {
            ReleaseState.Succeeded => Say($"{share}{took}. {NowCurrent(release)}", $"{share}{took}。{NowCurrent(release)}"),
            ReleaseState.BuildFailed => Say($"Build failed{took}: {Sentence(release.Reason)} No host was touched.", $"构建失败{took}：{Sentence(release.Reason)}未触及任何主机。"),
            _ => Say($"{word}{took}: {Sentence(release.Reason)} {share}.", $"{word}{took}：{Sentence(release.Reason)}{share}。"),
        };
    }
    static string Sentence(string? text) => text is null or "" ? "" : text[^1] is '.' or '!' or '?' or '。' or '！' or '？' ? text : text + Say(".", "。");
    public static string WholeLog => Say("whole log", "完整日志");
    public static string LogLink => Say("log", "日志");
    public static string Built(long build, TimeSpan took, long bytes, string sha256) => Say(
        $"Built build:{build} in {Duration(took)} · {Megabytes(bytes)} · sha256 {sha256[..12]}",
        $"build:{build} 构建完成，用时 {Duration(took)} · {Megabytes(bytes)} · sha256 {sha256[..12]}");
    public static string BuiltBefore(long build) => Say($"{BuildName(build)} was built before; not built again", $"{BuildName(build)} 之前已构建，不再重复构建");
    public static string BuildNotAwaited(long build) => Say($"build:{build} is not waited for any more: the release was aborted.", $"不再等待 build:{build}：发布单已中止。");
    public static string BuildEndedBadly(string? reason) => Say($"The build failed: {reason}", $"构建失败：{reason}");
    public static string BuildLog => Say("Build", "构建");
    public static string WaveLog(int wave, int waves) => Say($"Wave {wave} of {waves}", $"第 {wave} 批，共 {waves} 批");
    public static string WaveDone(int wave, int updated, int failed, TimeSpan? took) => Say(
        $"Wave {wave}: {updated} updated{(failed > 0 ? $", {failed} failed" : "")}{(took is { } time ? $" in {Duration(time)}" : "")}",
        $"第 {wave} 批：已更新 {updated} 台{(failed > 0 ? $"，失败 {failed} 台" : "")}{(took is { } length ? $"，用时 {Duration(length)}" : "")}");
    public static string FirstError(string host) => Say($"{host}: first error", $"{host}：首个错误");
    public static string Updated(long? build) => BuildName(build);
    public static string FailedAt(HostRunState? step, string? reason) => Say($"failed at {step}: {reason}", $"{step} 失败：{reason}");
}
