using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Sources;

namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>First line of a card: what the release does.</summary>
    public static string Does(Release release) => release.Kind switch
    {
        ReleaseKind.Rollback => Say($"back to {release.Reference} {release.Facts.Commit.Short}", $"回滚到 {release.Reference} {release.Facts.Commit.Short}"),
        ReleaseKind.Restart => Say("restart", "重启"),
        ReleaseKind.Adopt => Say("adopted", "接管"),
        ReleaseKind.Settings => Say($"settings on {release.Reference} {release.Facts.Commit.Short}", $"在 {release.Reference} {release.Facts.Commit.Short} 上更新配置"),
        _ when release.Facts.ReferenceKind != "commit" => $"{release.Reference} {release.Facts.Commit.Short}",
        _ => $"commit {(CommitName.NamesItsBranch(release.Commit) ? release.Commit : release.Facts.Commit.Short)}",
    };

    public static string WithdrawButton => Say("Withdraw", "撤回批准");
    public static string RollBackButton => Say("Roll back…", "回滚…");
    public static string RollBackAsked(string where, long build, Release release) => release.State.HoldsClaim()
        ? Say($"Take {where} over from #{release.Id} and roll back to {BuildName(build)}?", $"从 #{release.Id} 接管 {where} 并回滚到 {BuildName(build)}？")
        : Say($"Roll back {where} to {BuildName(build)}?", $"将 {where} 回滚到 {BuildName(build)}？");
    public static string RollBackYes(long build) => Say($"Roll back to {BuildName(build)}", $"回滚到 {BuildName(build)}");
    public static string TryAgainButton => Say("Try again", "重试");
    public static string AskAgainButton => Say("Ask again", "重新申请");
    public static string RetryHosts(IReadOnlyList<string> hosts) => hosts.Count == 1 ? Say($"Retry {hosts[0]}", $"重试 {hosts[0]}") : Say($"Retry {hosts.Count} hosts", $"重试 {hosts.Count} 台主机");
    public static string SignOffButton => Say("Sign off", "签核");
    public static string AnswerInThread => Say("It waits for an answer in the thread.", "等待在话题中回答。");
    public static string StopsHereAt(DateTimeOffset at) => Say($"Stop here at {Moment(at)} without an answer", $"{Moment(at)} 前无人回答则到此为止");
    public static string GoesBack => Say("In reverse waves, each host to its own build and settings of before.", "按批次倒序，每台主机回到各自之前的构建和配置。");
    public static string AfterGoingBack(Release release, DeployEnvironment environment) => release.Kind == ReleaseKind.Rollback
        ? Say($"What was left is marked bad. {environment.Project.Name} → {environment.Name} stays locked until a person unlocks it.", $"被回滚的构建已标记为坏构建。{environment.Project.Name} → {environment.Name} 保持锁定，直到有人解锁。")
        : Say($"{BuildName(release.BuildId)} is marked bad. {environment.Project.Name} → {environment.Name} stays locked until a person unlocks it.", $"{BuildName(release.BuildId)} 已标记为坏构建。{environment.Project.Name} → {environment.Name} 保持锁定，直到有人解锁。");
    public static string AnsweredBy(string? name, string? answer, DateTimeOffset at) => Say($"{name ?? "BotOps"}: {answer}, {Moment(at)}.", $"{name ?? "BotOps"}：{answer}，{Moment(at)}。");
    public static string RolledBackWithoutApproval(string name) => Say($"Rolled back by {name}; an approver signs it off.", $"由 {name} 回滚；须由审批人签核。");
    public static string ProgressBack(int back, int hosts, int failed, string took) => Say(
        $"{back} of {hosts} back{(failed > 0 ? $" · {failed} failed" : "")}{(took.Length > 0 ? $" · {took}" : "")}", $"{hosts} 台中 {back} 台已回滚{(failed > 0 ? $" · {failed} 台失败" : "")}{(took.Length > 0 ? $" · {took}" : "")}");

    public static string CommandRollback => Say("Goes back to a build that ran before, with its settings", "回滚到以前运行过的构建及其配置");
    public static string CommandRestart => Say("Starts again what runs, without a new version", "不换版本，重新启动正在运行的服务");
    public static string CommandSettings => Say("Brings changed settings to the hosts, without a build", "把变更后的配置发布到主机，不构建");
    public static string CommandAnswer => Say("Answers what a rollout asks: retry, leave-out, roll-back, stop", "回答发布过程中的提问：retry、leave-out、roll-back、stop");
    public static string CommandRetry => Say("Asks again for a release that has ended", "重新申请已结束的发布单");
    public static string CommandWithdraw => Say("Takes your approval back, until the first host drains", "在第一台主机摘流量之前撤回你的批准");
    public static string CommandSignOff => Say("Signs off a rollback that nobody approved before", "签核事先无人批准的回滚");

    public static string OptionOnFail => Say("After a failed host too many: ask, stop here, or roll back", "失败主机过多时：询问、到此为止或回滚");
    public static string OptionAnswerWithin => Say("How long a question waits before it stops here: 30m", "提问等待多久后到此为止：30m");
    public static string OptionOneWay => Say("Hosts cannot go back past it, and why: \"drops a column\"", "此发布不可逆及原因：\"drops a column\"");
    public static string OptionOverride => Say("Passes a lock, a branch that is not allowed or a bad build, with the reason", "绕过锁定、不允许的分支或坏构建，并写明原因");
    public static string OptionTakeOver => Say("Takes the hosts over from the running rollout without asking again", "不再询问，直接接管正在发布的主机");
    public static string TargetLastGood => Say("The newest build that was current and not rolled back", "最近一个曾为当前版本且未被回滚的构建");
    public static string TargetPrevious => Say("What was current before", "之前的当前构建");
    public static string OnFailAsk => Say("Asks the operators", "询问运维");
    public static string OnFailStop => Say("Ends as Failed", "以失败结束");
    public static string OnFailRollback => Say("Takes the updated hosts back", "回滚已更新的主机");
    public static string NotAnOnFail(string typed) => Say($"{typed} is nothing to do after a failure. Write ask, stop or rollback.", $"{typed} 不是失败后的处理方式。请写 ask、stop 或 rollback。");
    public static string NotARollbackTarget(string typed) => Say($"{typed} is nothing to go back to. Write last-good, previous or build:17.", $"{typed} 不是可回滚的目标。请写 last-good、previous 或 build:17。");

    public static string ReadsRollback(string target) => Say($"Goes back to {target} of ", $"回滚到 {target}：");
    public static string ReadsRestart(ReleaseKind kind) => kind == ReleaseKind.Restart ? Say("Asks to restart ", "申请重启 ") : Say("Asks to bring the newest settings to ", "申请把最新配置发布到 ");
    public static string ReadsAnswer(Answer answer) => Say($"Answers “{AnswerWord(answer)}” to ", $"回答“{AnswerWord(answer)}”：");

    public static string NoHostsFor(ReleaseKind kind, string project, string environment) => kind == ReleaseKind.Restart
        ? Say($"Nothing runs on the hosts of {project} in {environment}: there is nothing to restart. Nothing was created.", $"{project} 在 {environment} 的主机上没有运行任何版本：无可重启。未创建任何内容。")
        : Say($"{project} has no hosts in {environment} that could take part. Nothing was created.", $"{project} 在 {environment} 没有可参与的主机。未创建任何内容。");
    public static string NoRollbackTarget(string target, string project, string environment, IReadOnlyList<long> known)
    {
        var ran = known.Count == 0 ? Say("No build was current there yet.", "那里还没有过当前构建。") : Say(
            $"These were current there: {string.Join(", ", known.Select(b => BuildName(b)))}. Name one, with --reason if it was rolled back.",
            $"那里曾为当前的构建：{string.Join("、", known.Select(b => BuildName(b)))}。请指定其一；若它曾被回滚，请加 --reason。");
        return Say($"There is no {target} of {project} in {environment} to go back to. {ran} Nothing changed.", $"{project} 在 {environment} 没有可回滚的 {target}。{ran}未做任何更改。");
    }
    public static string BadBuildNeedsReason(Build build) => Say(
        $"build:{build.Id} is bad: {build.BadBecause}. To go to it all the same, give --reason. Nothing changed.",
        $"build:{build.Id} 已标记为坏构建：{build.BadBecause}。如仍要使用，请给出 --reason。未做任何更改。");
    public static string RollsBackAlready(Release release) => Say(
        $"#{release.Id} takes these hosts back already. See its thread; abort it first if it is the wrong way. Nothing changed.", $"#{release.Id} 已在回滚这些主机，请看其话题；若方向不对请先中止它。未做任何更改。");
    public static string TakeOverIsWhole(long running) => Say(
        $"#{running} is rolling out: a rollback takes all hosts over from it, so that none is left half way. Leave --hosts and --exclude away. Nothing changed.",
        $"#{running} 正在发布：回滚会接管全部主机，避免有主机停在半途。请去掉 --hosts 和 --exclude。未做任何更改。");
    public static string TakenOverBy(long rollback) => Say($"taken over by the rollback #{rollback}", $"已被回滚 #{rollback} 接管");

    /// <summary>Asked before a running rollout loses its hosts.</summary>
    public static Reply TakeOverAsked(Release running, Release rollback, DeployEnvironment environment)
    {
        var project = environment.Project.Name;
        return new Reply(
            Say($"#{running.Id} is {Word(running.State)} on these hosts. Take them over and roll back to {rollback.Reference}? #{running.Id} ends at once.",
                $"#{running.Id} 正在这些主机上{Word(running.State)}。要接管并回滚到 {rollback.Reference} 吗？#{running.Id} 会立即结束。"),
            TryInstead: $"/rollback {project} {rollback.Reference} to {environment.Name} --take-over",
            Buttons: [new Button("rollback", Say("Take over and roll back", "接管并回滚"), $"{running.Id}/{running.Round}/{rollback.BuildId}", Grave: true)]);
    }

    public static string NothingToRestart(ReleaseKind kind, string project, string environment) => kind == ReleaseKind.Restart
        ? NoHostsFor(kind, project, environment)
        : Say($"No build is current of {project} in {environment} yet; the first /deploy brings the settings along. Nothing was created.", $"{project} 在 {environment} 还没有当前构建；第一次 /deploy 会带上配置。未创建任何内容。");
    public static string SettingsAreThere(string project, string environment, int number) => Say(
        $"Every host of {project} in {environment} has settings revision {number} already. To start the service again: /restart {project}. Nothing was created.",
        $"{project} 在 {environment} 的每台主机都已是配置版本 {number}。如需重启服务：/restart {project}。未创建任何内容。");
    public static string BuildSettingsChanged(string project, string environment) => Say(
        $"The build settings of {project} in {environment} changed as well, so that a build is needed. Deploy the commit. Nothing was created.",
        $"{project} 在 {environment} 的构建配置也变了，需要重新构建。请发布该提交。未创建任何内容。");
    public static string SettingsOfAnotherBuild(long? planned, long? now) => Say(
        $"Not started: it was asked for {BuildName(planned)}, and {BuildName(now)} is current now. Ask again.", $"未开始：申请时的构建是 {BuildName(planned)}，现在的当前构建是 {BuildName(now)}。请重新申请。");
    public static string NothingToRetry(Release release) => release.State == ReleaseState.Succeeded
        ? Say($"#{release.Id} succeeded: there is nothing to try again. Nothing was created.", $"#{release.Id} 已成功：无需重试。未创建任何内容。")
        : Say($"#{release.Id} is {Word(release.State)}; only an ended release is tried again. Nothing was created.", $"#{release.Id} {Word(release.State)}；只有已结束的发布单可以重试。未创建任何内容。");

    public static string TooLateToWithdraw(Release release) => Say(
        $"#{release.Id} is {Word(release.State)} and the first host has drained or it has ended: too late to withdraw. An operator can pause or abort it. Nothing changed.",
        $"#{release.Id} {Word(release.State)}，已有主机摘流量或发布已结束：来不及撤回。运维可以暂停或中止。未做任何更改。");
    public static string NothingToWithdraw(long id) => Say($"You have not approved #{id}: there is nothing to withdraw. Nothing changed.", $"你没有批准过 #{id}：无可撤回。未做任何更改。");
    public static string Withdrawn(string by) => Say($"{by} withdrew the approval", $"{by} 撤回了批准");
    public static string NothingToSignOff(Release release) => Say($"#{release.Id} needs no sign-off. Nothing changed.", $"#{release.Id} 不需要签核。未做任何更改。");
    public static string SignedOffAlready(Release release, DateTimeOffset now) => Say(
        $"#{release.Id} was signed off {Ago(now - release.SignedOffAt!.Value)} already. Nothing changed by your press.", $"#{release.Id} 已于{Ago(now - release.SignedOffAt!.Value)}签核。本次操作未生效。");
    public static string OwnRollback(long id) => Say($"Someone else has to sign off your rollback #{id}. Nothing changed.", $"你的回滚 #{id} 须由他人签核。未做任何更改。");
    public static string SignedOffBy(string name) => Say($"Signed off by {name}.", $"{name} 已签核。");
}
