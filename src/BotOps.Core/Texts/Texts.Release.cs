using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Page
    {
        public static string DidAsk => Say("asked", "提交了申请");
        public static string DidApprove(int round) => round == 1 ? Say("approved", "批准") : Say("approved what had changed", "批准变更后的内容");

        public static string Did(ReleaseState from, ReleaseState to) => (from, to) switch
        {
            (ReleaseState.Queued, ReleaseState.AwaitingApproval) => Say("asked again, the approval is void", "重新申请审批，原批准已失效"),
            (ReleaseState.Paused, ReleaseState.RollingOut) => Say("went on", "继续"),
            (ReleaseState.AwaitingDecision, ReleaseState.RollingOut) => Say("went on", "继续"),
            (_, ReleaseState.Paused) => Say("paused", "暂停"),
            (_, ReleaseState.AwaitingDecision) => Say("asked what to do", "询问如何处理"),
            (_, ReleaseState.RollingBack) => Say("rolls the updated hosts back", "回滚已更新的主机"),
            (_, ReleaseState.Rejected) => Say("rejected", "驳回"),
            (_, ReleaseState.Cancelled) => Say("cancelled", "取消"),
            (_, ReleaseState.Expired) => Say("ended it, nobody decided in time", "将其结束：无人及时审批"),
            (_, ReleaseState.Aborted) => Say("aborted", "中止"),
            (_, ReleaseState.BuildFailed) => Say("ended it, the build failed", "将其结束：构建失败"),
            (_, ReleaseState.Failed) => Say("stopped, a host failed", "停止：有主机失败"),
            (_, ReleaseState.SucceededWithFailures) => Say("ended it with failures", "将其结束：部分失败"),
            (_, ReleaseState.RolledBack) => Say("rolled back", "完成回滚"),
            _ => Say(to.ToString(), State(to).Word),
        };

        /// <summary>The options as typed, or the waves where none were.</summary>
        public static string Plan(PlanOptions options, WavePlan plan)
        {
            var typed = string.Join(' ', Typed(options));
            return typed.Length > 0 ? typed : Waves(plan);
        }

        static IEnumerable<string> Typed(PlanOptions options)
        {
            if (options.Serial) yield return "--serial";
            if (options.Halves) yield return "--halves";
            if (options.Batch is { Count: > 0 } batch) yield return $"--batch {string.Join(',', batch)}";
            if (options.Pause != PauseAfter.None) yield return $"--pause {options.Pause.ToString().ToLowerInvariant()}";
            if (options.Wait > TimeSpan.Zero) yield return $"--wait {InEnglish(options.Wait).Replace(" ", "", StringComparison.Ordinal)}";
            if (options.MaxFail is { } most) yield return $"--max-fail {most}";
            if (options.MinUp is { } least) yield return $"--min-up {least}";
            if (options.Hosts.Count > 0) yield return $"--hosts {string.Join(',', options.Hosts)}";
            if (options.Exclude.Count > 0) yield return $"--exclude {string.Join(',', options.Exclude)}";
        }

        /// <summary>1 wave, 4 waves of 1, 3 waves: 1, 3, then 4</summary>
        public static string Waves(WavePlan plan)
        {
            var sizes = plan.Waves.Select(w => w.Count).ToList();
            return sizes switch
            {
                [] => Say("no hosts", "没有主机"),
                [var only] => Say($"{HostCount(only)} at once", $"{HostCount(only)}一次发布"),
                _ when sizes.Distinct().Count() == 1 => Say($"{sizes.Count} waves of {sizes[0]}", $"{sizes.Count} 批，每批 {sizes[0]} 台"),
                { Count: <= 6 } => Say($"{sizes.Count} waves: {string.Join(", ", sizes[..^1])}, then {sizes[^1]}", $"{sizes.Count} 批：{string.Join("、", sizes)} 台"),
                _ => Say($"{sizes.Count} waves, {sizes.Min()} to {sizes.Max()} hosts", $"{sizes.Count} 批，每批 {sizes.Min()} 至 {sizes.Max()} 台"),
            };
        }

        public static string AskedBy => Say("Asked by", "申请人");
        public static string ApprovedBy => Say("Approved by", "批准人");
        public static string NobodyYet => Say("nobody yet", "尚无");
        public static string NotNeeded => Say("not needed", "无需审批");
        public static string ApprovalsSoFar(int have, int need) => Say($"{have} of {need}", $"{have}/{need}");
        public static string Elapsed => Say("Elapsed", "已用时");
        public static string NotStarted => Say("not started", "未开始");
        public static string Branch => Say("Branch", "分支");
        public static string BuildWord => Say("Build", "构建");
        public static string NoBuildYet => Say("none yet", "尚无");
        public static string BuildName(long id) => Texts.BuildName(id);
        public static string BuildRuns(TimeSpan time) => Say($"build {Clock(time)}", $"构建 {Clock(time)}");
        public static string SettingsWord => Say("Settings", "配置");
        public static string Revision(int number) => Say($"revision {number}", $"版本 {number}");
        public static string PlanWord => Say("Plan", "批次计划");
        public static string Note => Say("Note", "备注");
        public static string InService => Say("In service", "在线");
        public static string AtLeast(int least) => Say($"at least {least}", $"至少 {least} 台");

        public static string WaveNumber(int number) => Say($"Wave {number}", $"第 {number} 批");
        public static string Commits => Say("Commits", "提交");
        public static string Since(long? build) => build is { } id ? Say($"since {BuildName(id)}", $"相对 {BuildName(id)}") : Say("nothing ran here before", "此前没有运行过");
        public static string NoCommits => Say("No commit is added: the same commit runs already.", "没有新增提交：当前运行的就是该提交。");
        public static string MoreCommits(int number) => Say($"and {Count(number)} more", $"另有 {Count(number)} 个");
        public static string Decisions => Say("Decisions", "操作记录");
        public static string Hosts => Say("Hosts", "主机");
        public static string Updated(int updated, int all) => Say($"{updated} of {all} updated", $"已更新 {updated}/{all}");
        public static string ColumnHost => Say("Host", "主机");
        public static string ColumnWave => Say("Wave", "批次");
        public static string ColumnState => Say("State", "状态");
        public static string ColumnSteps => Say("Steps", "步骤");
        public static string ColumnRuns => Say("Runs now", "当前运行");
        public static string ColumnReason => Say("Reason", "原因");
        public static string ColumnTook => Say("Took", "用时");
        public static string NothingYet => Say("nothing yet", "暂无");
        public static string Was(long build) => Say($"was {BuildName(build)}", $"原为 {BuildName(build)}");
        public static string NotServing => Say("not serving", "未提供服务");
        public static string AllSteps => Say("all five steps done", "五个步骤全部完成");
        public static string NoSteps => Say("no step yet", "尚未开始");
        public static string NowAt(HostRunState step) => Say($"now {step}", $"正在 {step}");
        public static string FailedAt(HostRunState? step) => Say($"failed at {step}", $"{step} 失败");
        public static string Timeline => Say("Timeline", "时间线");
        public static string TimelineHint => Say("a thick bar is a host out of the balancer", "粗条表示主机已摘流量");
        public static string TimelineEmpty => Say("Begins with the build.", "从构建开始。");
        public static string AskedFor(TimeSpan time) => Say($"asked, {Clock(time)}", $"等待决定 {Clock(time)}");
        public static string NowLabel => Say("now", "现在");

        /// <summary>What the timeline's legend says of a step, with the letter that stands in its bar.</summary>
        public static string Legend(HostRunState step) => step switch
        {
            HostRunState.Transferring => Say("Transferring", "Transferring 传输"),
            HostRunState.Draining => Say("D Draining", "D Draining 摘流量"),
            HostRunState.Activating => Say("A Activating", "A Activating 切换版本"),
            HostRunState.Verifying => Say("V Verifying", "V Verifying 健康检查"),
            HostRunState.Restoring => Say("Restoring", "Restoring 挂回流量"),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
        };

        /// <summary>The host strip for those who do not see it.</summary>
        public static string Strip(int hosts, int waves, string states) => Say(
            $"{HostCount(hosts)} in {WaveCount(waves)}: {states}",
            $"{HostCount(hosts)}，{WaveCount(waves)}：{states}");

        /// <summary>5 updated, 1 left out</summary>
        public static string Counts(IEnumerable<(Chat.Cell Cell, int Count)> cells) =>
            string.Join(Say(", ", "，"), cells.Select(c => Say($"{c.Count} {Cell(c.Cell, null)}", $"{Cell(c.Cell, null)} {c.Count}")));

        /// <param name="state">For a host under way: the step it is at.</param>
        public static string Cell(Chat.Cell cell, HostRunState? state) => cell switch
        {
            Chat.Cell.Ok => Say("updated", "已更新"),
            Chat.Cell.Back => Say("back on the build before", "已退回之前的构建"),
            Chat.Cell.Run => state is { } step ? Say(step.ToString().ToLowerInvariant(), $"正在 {step}") : Say("under way", "进行中"),
            Chat.Cell.Bad => Say("failed", "失败"),
            Chat.Cell.Out => Say("left out", "已摘除"),
            Chat.Cell.Skip => Say("not touched", "未触及"),
            _ => Say("waiting", "等待中"),
        };

        public static string Gone(int count) => Say(
            count == 1 ? "1 commit that runs now would disappear." : $"{Count(count)} commits that run now would disappear.",
            $"线上正在运行的 {Count(count)} 个提交将会丢失。");
        public static string Disappeared(int count) => Say(
            count == 1 ? "1 commit that ran before is not in it." : $"{Count(count)} commits that ran before are not in it.",
            $"之前运行的 {Count(count)} 个提交不在其中。");
        public static string WaitsFor(long release) => Say(
            $"Starts by itself when #{release} ends. What runs then is compared anew; if it differs, it is asked again.",
            $"#{release} 结束后自动开始。届时会重新比对线上版本；如有变化，将重新审批。");
        public static string WaitsForWorker => Say("Starts by itself as soon as a worker is free.", "一有空闲的 worker 就自动开始。");
        public static string OutOfService(IReadOnlyList<string> hosts) => Say(
            $"{Few(hosts)} {(hosts.Count == 1 ? "is" : "are")} out of service; the reasons stand beside the hosts.", $"{Few(hosts)} 已摘除，原因见主机列表。");

        public static string Verb(string verb) => verb switch
        {
            ReleaseVerbs.Pause => Say("Pause", "暂停"),
            ReleaseVerbs.Resume => Say("Go on", "继续"),
            ReleaseVerbs.Abort => Say("Abort…", "中止…"),
            ReleaseVerbs.Cancel => Say("Cancel release…", "取消发布单…"),
            _ when Answers.Read(verb) is { } answer => AnswerWord(answer),
            _ => verb,
        };
        public static string AbortTitle(long release) => Say($"Abort #{release}?", $"中止 #{release}？");
        public static string AbortText => Say(
            "No new host starts. A host past Draining is brought to its end; the others are not touched.",
            "不再开始新的主机。已过 Draining 的主机会执行完；其余主机不受影响。");
        public static string AbortYes => Say("Abort", "中止");
        public static string CancelTitle(long release) => Say($"Cancel #{release}?", $"取消 #{release}？");
        public static string CancelText => Say("Nothing has started yet, and nothing will.", "尚未开始任何操作，取消后也不会开始。");
        public static string CancelYes => Say("Cancel release", "取消发布单");
        public static string Why => Say("Reason", "原因");
        public static string Back => Say("Back", "返回");
    }
}
