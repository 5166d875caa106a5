using BotOps.Core.Builds;
using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static string Word(ReleaseState state) => Page.State(state).Word.ToLowerInvariant();

    /// <summary>What every refused press ends with.</summary>
    static string PressChangedNothing => Say("Nothing changed by your press.", "本次操作未生效。");
    static string NothingChanged => Say("Nothing changed.", "未做任何更改。");
    static string NothingCreated => Say("Nothing was created.", "未创建任何内容。");

    public static string NoRelease(long id) => Say($"There is no release #{id}. See what there is with /botops status.", $"没有发布单 #{id}。可用 /botops status 查看。");
    public static string NoProject(string name, IReadOnlyList<string> close) => close.Count > 0
        ? Say($"There is no project {name}. Did you mean {string.Join(" or ", close)}? {NothingCreated}", $"没有项目 {name}。是否想输入 {string.Join(" 或 ", close)}？{NothingCreated}")
        : Say($"There is no project {name}. See them with /botops projects. {NothingCreated}", $"没有项目 {name}。可用 /botops projects 查看。{NothingCreated}");
    public static string WhichEnvironment(string project, IReadOnlyList<string> names) => names.Count == 0
        ? Say($"{project} has no environment yet. An admin adds one with botops apply.", $"{project} 还没有环境。请管理员用 botops apply 添加。")
        : Say(
            $"{project} has the environments {string.Join(", ", names)}. Say which: to {names[0]}. {NothingCreated}",
            $"{project} 有多个环境：{string.Join("、", names)}。请指定其一，如 to {names[0]}。{NothingCreated}");
    public static string NoEnvironment(string project, string name, IReadOnlyList<string> names) => Say(
        $"{project} has no environment {name}; it has {(names.Count == 0 ? "none" : string.Join(", ", names))}. {NothingCreated}",
        $"{project} 没有环境 {name}；{(names.Count == 0 ? "它还没有任何环境" : $"现有 {string.Join("、", names)}")}。{NothingCreated}");
    public static string NoSettings(string project, string environment) => Say(
        $"{project} has no settings for {environment}. An admin gives it some with botops apply.",
        $"{project} 在 {environment} 没有配置。请管理员用 botops apply 添加。");
    public static string NoHosts(string project, string environment) => Say(
        $"{project} has no hosts in {environment}. An admin assigns some with botops apply.",
        $"{project} 在 {environment} 没有主机。请管理员用 botops apply 分配。");
    public static string NoSourceControl(string kind) => Say($"BotOps cannot read repositories of the kind {kind}.", $"BotOps 无法读取 {kind} 类型的代码库。");

    public static string OwnRelease(long id) => Say(
        $"Someone else has to approve your release #{id}. {PressChangedNothing}",
        $"#{id} 是你自己的发布单，须由他人批准。{PressChangedNothing}");
    public static string ApprovedAlready(long id, int have, int need) => Say(
        $"You have approved #{id} already; {have} of {need} approvals. {PressChangedNothing}",
        $"你已批准过 #{id}；目前批准 {have}/{need}。{PressChangedNothing}");
    public static string CardChanged(long id) => Say(
        $"The card of #{id} has changed since you saw it. Look at it again, then press. {PressChangedNothing}",
        $"#{id} 的卡片在你查看之后已更新。请重新查看后再操作。{PressChangedNothing}");
    public static string ApproveAgain(Release release)
    {
        var gone = release.Facts.Commits.GoneCount;
        var commits = string.Join(Comma, release.Facts.Commits.Gone.Take(3).Select(c => $"{c.Short} {c.Title}"));
        return Say(
            $"{gone} {(gone == 1 ? "commit that runs" : "commits that run")} now would disappear with #{release.Id}: {commits}. Approve again if that is meant.",
            $"#{release.Id} 会使线上正在运行的 {gone} 个提交丢失：{commits}。如确实如此，请再次批准。");
    }
    public static string TooLateExpired(long id, DateTimeOffset at) => Say(
        $"#{id} waited for its decision until {at:HH:mm} and has expired. {PressChangedNothing}",
        $"#{id} 的审批截止于 {at:HH:mm}，现已过期。{PressChangedNothing}");

    public static string TooLate(Release release, StateChange? decision, string? by, bool mine, DateTimeOffset now)
    {
        if (decision is null) return Say($"#{release.Id} waits for nobody. {PressChangedNothing}", $"#{release.Id} 没有在等待任何人。{PressChangedNothing}");
        var ago = Ago(now - decision.At);
        if (decision.To == ReleaseState.Expired)
            return Say($"#{release.Id} expired {ago}: nobody had decided. {PressChangedNothing}", $"#{release.Id} 已于{ago}过期：无人审批。{PressChangedNothing}");

        var did = decision.To switch
        {
            ReleaseState.Queued => Say("approved", "批准"),
            ReleaseState.Rejected => Say("rejected", "驳回"),
            ReleaseState.Cancelled => Say("cancelled", "取消"),
            _ => Say("ended", "结束"),
        };
        var who = by ?? "BotOps";
        return mine
            ? Say($"You {did} #{release.Id} {ago} already. {PressChangedNothing}", $"你{ago}已{did} #{release.Id}。{PressChangedNothing}")
            : Say($"{who} {did} #{release.Id} {ago} before you. {PressChangedNothing}", $"{who} {ago}已先于你{did} #{release.Id}。{PressChangedNothing}");
    }

    public static string RejectReason => Say($"A rejection needs a reason: it is what the asker reads. {NothingChanged}", $"驳回需要说明原因，申请人会看到。{NothingChanged}");
    public static string NotCancellable(Release release) => release.State.Ended()
        ? Say($"#{release.Id} has ended ({Word(release.State)}); there is nothing to cancel.", $"#{release.Id} 已结束（{Word(release.State)}），无可取消。")
        : Say(
            $"#{release.Id} is {Word(release.State)}; it can be paused or aborted, not cancelled. {NothingChanged}",
            $"#{release.Id} 目前{Word(release.State)}；可以暂停或中止，不能取消。{NothingChanged}");
    public static string NobodyDecided(Release release) => release.Round > 1
        ? Say("Nobody decided in time after it was asked again.", "重新申请审批后，无人及时审批。")
        : Say($"Nobody decided within {Duration(release.ExpiresAt - release.CreatedAt)}.", $"{Duration(release.ExpiresAt - release.CreatedAt)} 内无人审批。");
    public static string NothingToPause(Release release) => Say(
        $"#{release.Id} is {Word(release.State)}; only a running rollout can be paused. {NothingChanged}",
        $"#{release.Id} 目前{Word(release.State)}；只有进行中的发布可以暂停。{NothingChanged}");
    public static string PausesAlready(long id) => Say($"#{id} pauses after the wave that runs already. {NothingChanged}", $"#{id} 已安排在当前批次后暂停。{NothingChanged}");
    public static string NotPaused(Release release) => Say(
        $"#{release.Id} is {Word(release.State)}; only a paused one can go on. {NothingChanged}",
        $"#{release.Id} 目前{Word(release.State)}；只有已暂停的才能继续。{NothingChanged}");
    public static string NothingToAbort(Release release) => Say(
        $"#{release.Id} is {Word(release.State)}; only what runs can be aborted. {NothingChanged}",
        $"#{release.Id} 目前{Word(release.State)}；只有进行中的才能中止。{NothingChanged}");
    public static string AbortsAlready(long id) => Say($"#{id} is being aborted already. {NothingChanged}", $"#{id} 已在中止中。{NothingChanged}");
    public static string NoReason => Say("no reason given", "未说明原因");

    /// <summary>Two came at the same moment, and the rules let only one of them.</summary>
    public static string CannotBecome(long release, ReleaseState from, ReleaseState to) => Say(
        $"#{release} is {from}; it cannot become {to}.",
        $"#{release} 处于 {from} 状态，不能变为 {to}。");
    public static string BuildCannotBecome(long build, BuildState from, BuildState to) => Say(
        $"build:{build} is {from}; it cannot become {to}.",
        $"build:{build} 处于 {from} 状态，不能变为 {to}。");

    public static string ApprovalVoid(IReadOnlyList<string> changes) => Say(
        $"Not started: {string.Join("; ", changes)}. What was approved is not what would run, so it is asked again.",
        $"未开始：{string.Join("；", changes)}。将要运行的内容与已批准的不同，因此重新审批。");
    public static string RunsNowChanged(long? before, long? now) => Say(
        $"what runs now changed from {BuildName(before)} to {BuildName(now)}",
        $"线上版本由 {BuildName(before)} 变为 {BuildName(now)}");
    public static string SettingsChanged => Say("the settings changed", "配置已变更");
    public static string HostsGone(IReadOnlyList<string> hosts) => Say($"{string.Join(", ", hosts)} no longer belongs to it", $"{string.Join("、", hosts)} 已不属于该环境");
    public static string HostsAdded(IReadOnlyList<string> hosts) => Say($"{string.Join(", ", hosts)} was added", $"新增了 {string.Join("、", hosts)}");
    public static string CannotPlan(IReadOnlyList<string> changes, string why) => Say(
        changes.Count == 0 ? $"Not started: {why}" : $"Not started: {string.Join("; ", changes)}. {why}",
        changes.Count == 0 ? $"未开始：{why}" : $"未开始：{string.Join("；", changes)}。{why}");
    public static string NotCompared(string? why) => Say(
        $" (the commits could not be compared: {why?.TrimEnd('.') ?? "the repository does not answer"})",
        $"（无法比对提交：{why?.TrimEnd('.', '。') ?? "代码库无响应"}）");
    public static string BuildName(long? build) => build is { } number ? $"{new BuildNumber(number)}" : Say("nothing", "无");
    public static string ArtifactMissing(long build) => Say($"The artifact of build:{build} is no longer in the store; it is built again.", $"build:{build} 的制品已不在制品库中，将重新构建。");

    public static string SkippedByAbort => Say("not touched: aborted", "未触及：已中止");
    public static string SkippedByFailure => Say("not touched: the rollout ended before", "未触及：发布已提前结束");
    /// <param name="out">Hosts that do not serve.</param>
    /// <param name="kept">Hosts that failed before they were touched: they serve what they served.</param>
    public static string HostsFailed(IReadOnlyList<string> @out, IReadOnlyList<string> kept) => string.Join(Blank, new[]
    {
        @out.Count == 0 ? "" : Say(
            $"{string.Join(", ", @out)} failed and {(@out.Count == 1 ? "stays" : "stay")} out until repaired.",
            $"{string.Join("、", @out)} 失败，修复前保持摘除。"),
        kept.Count == 0 ? "" : Say(
            $"{string.Join(", ", kept)} failed before anything changed there and {(kept.Count == 1 ? "runs" : "run")} the old version.",
            $"{string.Join("、", kept)} 在变更之前失败，仍运行旧版本。"),
    }.Where(text => text.Length > 0));
    public static string AllHostsFailed(int hosts) => Say(hosts == 1 ? "The only host failed." : $"All {hosts} hosts failed.", hosts == 1 ? "唯一的主机失败。" : $"全部 {hosts} 台主机失败。");
    public static string NotFinished => Say("the rollout broke off here; look at the host before it serves again", "发布在此中断；恢复服务前请先检查该主机");
    public static string RolloutBroke(string message) => Say($"BotOps itself failed while rolling out: {message}", $"BotOps 自身在发布过程中出错：{message}");
    public static string TooManyFailed(int failed, int allowed, string first) => allowed == 0
        ? first
        : Say($"{failed} hosts failed, {allowed} may: {first}", $"{failed} 台主机失败，最多允许 {allowed} 台：{first}");
    public static string PreflightFailed(IReadOnlyList<string> findings, bool touched) => Say(
        $"Preflight: {string.Join("; ", findings)}.{(touched ? "" : " No host was touched.")}",
        $"预检未通过：{string.Join("；", findings)}。{(touched ? "" : "未触及任何主机。")}");
    public static string MinUpReached(int up, int minUp) => Say($"Stopped: {up} hosts are up and {minUp} have to stay up.", $"已停止：在线主机 {up} 台，须保持 {minUp} 台在线。");
    public static string PausedAfter(int wave, PauseAfter pause) => Say(
        $"after wave {wave} (--pause {pause.ToString().ToLowerInvariant()})",
        $"第 {wave} 批之后（--pause {pause.ToString().ToLowerInvariant()}）");
    public static string PausedBy => Say("as asked", "应人工要求");
    public static string WatchFailed(string reason) => Say($"while its wave was watched: {reason}", $"在本批观察期间：{reason}");

    public static string Decided(Release release, string? by, string? reason) => release.State switch
    {
        ReleaseState.Queued or ReleaseState.Building or ReleaseState.RollingOut => Say($"Approved by {by ?? "policy"}.", by is null ? "按策略自动批准。" : $"{by} 已批准。"),
        ReleaseState.Rejected => Say($"Rejected by {by}: “{reason}”", $"{by} 已驳回：“{reason}”"),
        ReleaseState.Cancelled when by is null => reason ?? Say("Cancelled.", "已取消。"),
        ReleaseState.Cancelled => reason is null ? Say($"Cancelled by {by}.", $"{by} 已取消。") : Say($"Cancelled by {by}: “{reason}”", $"{by} 已取消：“{reason}”"),
        ReleaseState.Expired => reason ?? Say("Expired.", "已过期。"),
        _ => Word(release.State),
    };

    public static string Strategy(PlanOptions options, WavePlan plan) =>
        plan.HostCount == 1 ? Say("1 host", "1 台主机")
        : plan.Waves.All(w => w.Count == 1) ? Say($"{plan.HostCount} hosts, one at a time", $"{plan.HostCount} 台主机，逐台发布")
        : Say(
            $"{plan.HostCount} hosts, {plan.Waves.Count} {(plan.Waves.Count == 1 ? "wave" : "waves")}: {string.Join(", then ", Compact(plan))}",
            $"{plan.HostCount} 台主机，{plan.Waves.Count} 批：{string.Join("、", Compact(plan))}");

    static IEnumerable<string> Compact(WavePlan plan)
    {
        var sizes = plan.Waves.Select(w => w.Count).ToList();
        return sizes.Count <= 4
            ? sizes.Select(s => $"{s}")
            : [.. sizes.Take(3).Select(s => $"{s}"), Say($"… {sizes.Count - 3} more", $"…另有 {sizes.Count - 3} 批")];
    }

    /// <summary>For people: <c>4 s</c>, <c>2 m 05 s</c>, <c>1 h 12 m</c>.</summary>
    public static string Duration(TimeSpan time) => Say(InEnglish(time), InChinese(time));

    static string InEnglish(TimeSpan time) => InUnits(time, "s", "m", "h");
    static string InChinese(TimeSpan time) => InUnits(time, "秒", "分", "小时");

    static string InUnits(TimeSpan time, string s, string m, string h) => time switch
    {
        { TotalSeconds: < 60 } => $"{Math.Max(0, (int)time.TotalSeconds)} {s}",
        { TotalMinutes: < 60 } when time.Seconds == 0 => $"{(int)time.TotalMinutes} {m}",
        { TotalMinutes: < 60 } => $"{(int)time.TotalMinutes} {m} {time.Seconds:00} {s}",
        { Minutes: 0 } => $"{(int)time.TotalHours} {h}",
        _ => $"{(int)time.TotalHours} {h} {time.Minutes:00} {m}",
    };

    public static string Ago(TimeSpan time) => time.TotalSeconds < 1 ? Say("just now", "刚刚") : Say($"{Duration(time)} ago", $" {Duration(time)}前");
    public static string Megabytes(long bytes) => bytes < 1_000_000 ? $"{Math.Max(1, bytes / 1000)} kB" : $"{bytes / 1_000_000.0:0.0} MB";
}
