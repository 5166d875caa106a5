using BotOps.Core.Access;

namespace BotOps.Core;

public static partial class Texts
{
    public static string SomethingBroke(long item) => Say(
        $"BotOps itself failed at this (event {item} in its log). Nothing was changed; try again, or tell an admin.",
        $"BotOps 自身处理出错（见其日志中的事件 {item}）。未做任何更改；请重试，或联系管理员。");
    public static string SourceRefused(string reason) => Say($"The repository could not be read: {reason} Nothing was created.", $"无法读取代码库：{Sentence(reason)}未创建任何内容。");
    public static string UnknownPerson(IReadOnlyList<string> admins) => admins.Count == 0
        ? Say("BotOps does not know you. An admin adds you to the catalog with botops apply.", "BotOps 不认识你。请管理员用 botops apply 把你加入配置目录。")
        : Say($"BotOps does not know you. Ask {OneOf(admins)} to add you.", $"BotOps 不认识你。请联系 {OneOf(admins)} 添加。");
    public static string CameLate(TimeSpan age) => Say(
        $"This waited {Duration(age)} before BotOps could read it, so it was not run. Send it again if you still mean it.",
        $"这条命令等待了 {Duration(age)} 才被 BotOps 读到，因此未执行。如仍需要，请重新发送。");
    public static string UnknownVerb(string verb) => Say(
        $"There is nothing called {verb} to do with a release; there is approve, reject, cancel, pause, resume and abort.",
        $"对发布单没有 {verb} 这种操作；可用的有 approve、reject、cancel、pause、resume 和 abort。");
    public static string UnknownButton => Say("This button is from an older card. Look at the card again; nothing was changed.", "这个按钮来自旧卡片。请重新查看卡片；未做任何更改。");
    public static string CardIsIn(long release) => Say($"#{release} is asked for; its card is in the project's channel.", $"#{release} 已提交；卡片在项目频道中。");
    public static string HasLeft(string name, string handle, int roles) => Say(
        $"{name} (@{handle}) has left the workspace: {roles} {(roles == 1 ? "role was" : "roles were")} taken away, and no session of theirs goes on.",
        $"{name}（@{handle}）已离开工作区：已收回 {roles} 个角色，其会话均已结束。");
    public static string LeftOpen(long release, string project, string environment) => Say($"#{release} {project} → {environment} was asked for by them and still waits: ", $"其申请的 #{release} {project} → {environment} 仍在等待：");
    public static string LeftLocked(string environment) => Say($"Their lock of {environment} is the first admin's now: ", $"其对 {environment} 的锁定现归首位管理员：");
    public static string PlanFollows => Say("This is what it would ask for. Nothing was created.", "这是将要申请的内容。未创建任何内容。");
    public static string YouAre(string name, string handle) => Say($"You are {name}, @{handle}.", $"你是 {name}，@{handle}。");
    public static string RoleLine(RoleGrant grant) => Say(
        $"{grant.Role.ToString().ToLowerInvariant()} for {Where(grant.Project, grant.Environment)}{(grant.Source is { } group ? $", by the group {group}" : "")}",
        $"角色 {grant.Role.ToString().ToLowerInvariant()}：{Where(grant.Project, grant.Environment).Trim()}{(grant.Source is { } source ? $"，来自用户组 {source}" : "")}");
    public static string PageFor(long release) => Say($"The page of #{release}, for you alone: do not hand this link on.", $"#{release} 的页面，仅供你本人，请勿转发此链接。");
    public static string LoginLink => Say("This link signs you in, once, within ten minutes. It is for you alone.", "此链接用于登录，十分钟内有效，仅可使用一次，仅供你本人。");
    public static string HelpHead => Say("What you may do:", "你可以使用：");
    public static string HelpOf(string command) => $"/{command}";
    public static string NothingRunning(string? project) => project is null
        ? Say("Nothing runs and nobody waits.", "没有进行中或等待中的发布单。")
        : Say($"Nothing of {project} runs or waits.", $"{project} 没有进行中或等待中的发布单。");
    public static string RunningNow(int count) => Say(count == 1 ? "One release is open:" : $"{count} releases are open:", $"有 {count} 张未结束的发布单：");
    public static string NothingEnded(string? project) => project is null
        ? Say("No release has ended yet.", "还没有已结束的发布单。")
        : Say($"No release of {project} has ended yet.", $"{project} 还没有已结束的发布单。");
    public static string EndedLately(int count) => Say(count == 1 ? "The last release:" : $"The last {count} releases:", $"最近 {count} 张发布单：");
    public static string HostsOf(string project, string environment, int count) => Say(
        $"{project} → {environment}, {count} {(count == 1 ? "host" : "hosts")}, asked just now:",
        $"{project} → {environment}，{count} 台主机，刚刚查询：");
    public static string LogOf(long id, string where) => Say($"The log of #{id}, {where}:", $"#{id} 的日志，{where}：");
    public static string ProjectCount(int count) => count switch
    {
        0 => Say("There is no project yet. An admin adds one with botops apply.", "还没有项目。请管理员用 botops apply 添加。"),
        _ => Say(count == 1 ? "One project:" : $"{count} projects:", $"{count} 个项目："),
    };
    /// <param name="fields">By name, as a form has them.</param>
    public static string Missing(IReadOnlyList<string> fields) => Say(
        $"Still missing: {string.Join(", ", fields.Select(FieldLabel))}. Nothing was created.",
        $"还缺少：{string.Join("、", fields.Select(FieldLabel))}。未创建任何内容。");
    public static string NotAPlace(string text) => Say($"'{text}' is not a place; write platform/tenant/channel.", $"“{text}”不是频道；请写 platform/tenant/channel。");
    public static string HostSilent(string why) => Say($"does not answer: {why}", $"无响应：{why}");
    public static string RunsFor(TimeSpan? time) => time is { } since ? Say($"running for {Duration(since)}", $"已运行 {Duration(since)}") : Say("running", "运行中");
    public static string Healthy => Say("healthy", "健康");
    public static string NotHealthy(string why) => Say($"not healthy: {HostReason(why)}", $"不健康：{HostReason(why)}");
    public static string ShouldBe(long? release) => release is { } number ? Say($"#{number} was released to it", $"应为 #{number}") : Say("nothing was released to it", "不应有任何版本");
    public static string ProcessOfOther(long release) => Say($"the process is of #{release}", $"运行的进程属于 #{release}");
    public static string CurrentIsOther(long build) => Say($"the current build is {BuildName(build)}", $"当前构建为 {BuildName(build)}");
    public static string OlderSettings(int number, int newest) => Say($"settings revision {number}, the newest is {newest}", $"设置版本 {number}，最新为 {newest}");
    public static string NothingDeployed => Say("nothing deployed yet", "尚未部署");
    public static string Stopped => Say("not running", "未运行");
}
