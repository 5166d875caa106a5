using BotOps.Core.Access;

namespace BotOps.Core;

public static partial class Texts
{
    public static string OptionDeployOverride => Say(
        "Why this passes locks, branches that are not allowed and builds marked bad: \"fixes the outage\"", "说明为何可绕过锁定、不允许的分支和已标记为坏的构建：\"修复线上故障\"");
    public static string ReadsOverride(string why) => Say($", although it is locked or not allowed: “{why}”", $"，绕过锁定或限制：“{why}”");
    public static string WhyOverride => Say("why it is right now", "此时必须发布的原因");

    public static string BranchNotAllowed(string reference, string project, string environment, IReadOnlyList<string> branches) => Say(
        $"{reference} may not be released to {environment} of {project}; its policy allows {string.Join(", ", branches)}.",
        $"{reference} 不允许发布到 {project} 的 {environment} 环境；策略只允许 {string.Join("、", branches)}。");
    public static string BuildIsBad(long build, string commit, string? because) => Say(
        $"build:{build} of commit {commit} is marked bad{(because is null ? "" : $": {Sentence(because)}")} Deploying it again needs a reason.",
        $"提交 {commit} 的 build:{build} 已标记为坏构建{(because is null ? "" : $"：{because}")}。再次发布需要说明原因。");
    public static string OverrideToPass(string why) => Say($"{why} If it is right all the same, say why with --override. Nothing was created.", $"{why}如确有必要，请用 --override 说明原因。未创建任何内容。");
    public static string OverrideBy(string why, Role role, IReadOnlyList<string> holders) => Say(
        $"{why} The role {role.ToString().ToLowerInvariant()} may override that{(holders.Count > 0 ? $": ask {OneOf(holders)}" : "; nobody has it yet")}. Nothing was created.",
        $"{why}只有 {role.ToString().ToLowerInvariant()} 角色可以绕过{(holders.Count > 0 ? $"，请联系 {OneOf(holders)}" : "，目前没有人拥有该角色")}。未创建任何内容。");

    public static string OverriddenBy(string name) => Say($"Override by {name}:", $"{name} 已强制放行：");
    public static string OverrideReason(string why, IReadOnlyList<string> passes) => passes.Count == 0
        ? Say($"“{why}”", $"“{why}”")
        : Say($"“{why}”. It passes {string.Join(" and ", passes)}.", $"“{why}”。绕过：{string.Join("；", passes)}。");
    public static string PassedLock(LockOf of) => Say($"the lock of {Who(of)}{UntilWhen(of)} (“{of.Lock.Reason}”)", $"{Who(of)} 的锁定{UntilWhen(of)}（“{of.Lock.Reason}”）");
    public static string PassedBranch(string reference, IReadOnlyList<string> branches) => Say(
        $"the policy, which allows {string.Join(", ", branches)} and not {reference}", $"分支策略（只允许 {string.Join("、", branches)}，不含 {reference}）");
    public static string PassedBadBuild(long build, string? because) => Say(
        $"build:{build} being marked bad{(because is null ? "" : $" (“{because}”)")}", $"build:{build} 的坏构建标记{(because is null ? "" : $"（“{because}”）")}");

    public static string OneWayOnly => Say("No way back by itself.", "不可自动回滚。");
    public static string OneWayBecause(string why) => Say($"“{why}”. No rollback happens by itself past this release.", $"“{why}”。不会自动回滚越过此发布单。");

    public static string UnusualBranch => Say("Unusual branch.", "非常用分支。");
    public static string UsualBranch(int count, string usual, string reference) => Say(
        $"The last {count} releases here came from {usual}, this one comes from {reference}.", $"此环境最近 {count} 次发布都来自 {usual}，本次来自 {reference}。");

    public static string ServiceDown(string host, long? build) => Say(
        $"{host}: {BuildName(build)} should run there and does not", $"{host}：应运行 {BuildName(build)}，但进程不在运行");

    public static string MoreLinesChanged(string name, int lines) => Say(
        $"and {lines} more changed {(lines == 1 ? "line" : "lines")} of {name}", $"{name} 还有 {lines} 行改动");

    public static string HostOutSince(string host, DateTimeOffset? since) => Say(
        since is { } at ? $"{host} is out since {Moment(at)}." : $"{host} is out.", since is { } when ? $"{host} 自 {Moment(when)} 起已摘除。" : $"{host} 已摘除。");
    /// <param name="planned">It is among the hosts of the release, which brings it back if it works there.</param>
    public static string HostOutBecause(string why, bool planned) => planned
        ? Say($"{Sentence(why)} This release is for it too.", $"{why}。本次发布包含该主机。")
        : Say($"{Sentence(why)} It takes no part in this release.", $"{why}。本次发布不包含该主机。");
    public static string MoreHostsOut(int count) => Say(count == 1 ? "1 more host is out." : $"{count} more hosts are out.", $"另有 {count} 台主机已摘除。");
}
