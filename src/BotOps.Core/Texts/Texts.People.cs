using BotOps.Core.Access;
using BotOps.Core.Chat.Commands;

namespace BotOps.Core;

public static partial class Texts
{
    public static string CommandGrant => Say("Gives a person a role in a project, or in all with *", "授予某人在某个项目（或用 * 表示全部项目）的角色");
    public static string CommandRevoke => Say("Takes a role from a person", "收回某人的角色");
    public static string ReadsGrant => Say("Grants ", "授予 ");
    public static string ReadsRevoke => Say("Revokes ", "收回 ");

    public static string RoleSays(Role role) => role switch
    {
        Role.Requester => Say("may ask for releases, and cancel or pause their own", "可以发起发布，取消或暂停自己的发布"),
        Role.Approver => Say("may approve and reject", "可以批准和驳回"),
        Role.Operator => Say("may pause, resume, abort, decide on failures, roll back and lock", "可以暂停、继续、中止、处理失败、回滚和加锁"),
        Role.Admin => Say("may change catalog, policy, roles and secrets", "可以修改配置目录、策略、角色和密钥"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    public static string NotAPerson(string typed) => Say(
        $"{typed} cannot be a person. Write their handle: @anna.", $"{typed} 不是合法的用户名。请写对方的用户名，例如 @anna。");
    public static string NotARole(string typed, IReadOnlyList<string> closest) => closest.Count > 0
        ? Say($"There is no role {typed}. Did you mean {Either(closest)}?", $"没有 {typed} 这个角色。是不是想写 {string.Join(" 或 ", closest)}？")
        : Say($"There is no role {typed}. There is requester, approver, operator and admin.", $"没有 {typed} 这个角色。可用的角色有 requester、approver、operator 和 admin。");
    public static string NotAScope(string typed) => Say(
        $"{typed} does not say where. Write a project, a project and environment, or * for all: order-svc, order-svc/production, *.",
        $"{typed} 没有说明范围。请写项目、项目/环境，或用 * 表示全部，例如 order-svc、order-svc/production、*。");
    public static string NoSuchEnvironment(string name) => Say(
        $"No project has an environment {name}. Nothing was changed.", $"没有任何项目有 {name} 环境。未做任何更改。");
    public static string NoPerson(string handle, IReadOnlyList<string> close) => close.Count > 0
        ? Say($"There is no person @{handle}. Did you mean {Either([.. close.Select(c => "@" + c)])}? Nothing was changed.",
            $"没有 @{handle} 这个人。是不是想写 {string.Join(" 或 ", close.Select(c => "@" + c))}？未做任何更改。")
        : Say($"There is no person @{handle}. An admin adds people to the catalog with botops apply. Nothing was changed.",
            $"没有 @{handle} 这个人。请管理员把对方写进配置目录并执行 botops apply。未做任何更改。");
    public static string PersonDisabled(string handle) => Say(
        $"@{handle} is disabled in the catalog, so a role would do nothing. Nothing was changed.", $"@{handle} 已在配置目录中停用，授予角色不会生效。未做任何更改。");

    public static string NobodyHasAccount(AccountName account) => Say(
        $"Nobody in BotOps has the account {account}. Whoever is granted a role in the chat, by their mention, becomes known. Nothing was changed.",
        $"BotOps 中尚无人拥有账号 {account}。在聊天中提及此人并授予其角色即可添加。未做任何更改。");
    public static string NoAccount(AccountName account) => Say(
        $"{account.Platform} knows no account {account.Id}. Nothing was changed.", $"{account.Platform} 上没有账号 {account.Id}。未做任何更改。");
    public static string NoRoleForGuests(string name) => Say(
        $"{name} is no full member of the workspace (a guest, an app, or deactivated), and only full members have roles. Nothing was changed.",
        $"{name} 不是工作区的正式成员（访客、应用或已停用），只有正式成员可以拥有角色。未做任何更改。");
    public static string CannotAskWho(AccountName account, string reason) => Say(
        $"Nobody in BotOps has the account {account} yet, and who it is cannot be asked now: {reason} Nothing was changed.",
        $"BotOps 中尚无人拥有账号 {account}，目前也无法查询其身份：{reason} 未做任何更改。");
    public static string NoDirectory(AccountName name) => Say($"{name.Platform}/{name.Tenant} is not connected", $"{name.Platform}/{name.Tenant} 未连接");
    public static string DirectorySlow(string platform, TimeSpan limit) => Say($"{platform} gave no answer within {limit.TotalSeconds:0.#} s", $"{platform} 在 {limit.TotalSeconds:0.#} 秒内没有应答");
    public static string PersonAdded(string name, string handle) => Say($"{name} is new here, as @{handle}.", $"{name} 已添加，用户名为 @{handle}。");

    public static string HasRoleAlready(RoleInput input) => Say(
        $"@{input.Person} is {RoleAt(input)} already. Nothing was changed.", $"@{input.Person} 已经是{RoleAt(input)}。未做任何更改。");
    public static string HasNoSuchRole(RoleInput input, string? has) => has is null
        ? Say($"@{input.Person} has no role at all. Nothing was changed.", $"@{input.Person} 没有任何角色。未做任何更改。")
        : Say($"@{input.Person} is not {RoleAt(input)}, but: {has}. Nothing was changed.", $"@{input.Person} 不是{RoleAt(input)}，现有角色：{has}。未做任何更改。");
    public static string RoleIsWider(RoleInput input, RoleScope wider) => Say(
        $"@{input.Person} is {input.Role.Word()} {ScopeWords(input.Scope)} only because of {input.Role.Word()} {wider}, which is more. Revoke that as a whole, then grant what is to stay. Nothing was changed.",
        $"@{input.Person} 之所以是{RoleAt(input)}，是因为有范围更大的 {input.Role.Word()} {wider}。请先整个收回，再授予要保留的部分。未做任何更改。");
    public static string RoleIsOfGroup(RoleInput input, string group) => Say(
        $"@{input.Person} is {RoleAt(input)} as a member of the group {group}, and stays so as long as they are in it. Take them out of the group, or the role from it in the catalog. Nothing was changed.",
        $"@{input.Person} 因属于用户组 {group} 而是{RoleAt(input)}，在组内期间一直如此。请将此人移出该组，或在配置目录中收回该组的角色。未做任何更改。");
    public static string HasItStillOfGroup(RoleInput input, string group) => input.Grants
        ? Say($"They have it by the group {group} as well.", $"此人也通过用户组 {group} 拥有该角色。")
        : Say($"They still have it by the group {group}.", $"仍通过用户组 {group} 拥有该角色。");
    public static string LastAdminStays(string handle) => Say(
        $"@{handle} is the last admin of everything; without one nobody could grant a role. Grant admin * to another person first. Nothing was changed.",
        $"@{handle} 是最后一位全局管理员，收回后就没有人能授权了。请先把 admin * 授予另一个人。未做任何更改。");

    public static string RoleIsNow(RoleInput input) => input.Grants
        ? Say($"@{input.Person} is {RoleAt(input)} now.", $"@{input.Person} 现在是{RoleAt(input)}。")
        : Say($"@{input.Person} is not {RoleAt(input)} any more.", $"@{input.Person} 不再是{RoleAt(input)}。");
    public static string HasItStill(RoleInput input, RoleScope wider) => input.Grants
        ? Say($"They had it already by {input.Role.Word()} {wider}.", $"此前已通过 {input.Role.Word()} {wider} 拥有。")
        : Say($"They still have it by {input.Role.Word()} {wider}.", $"仍通过 {input.Role.Word()} {wider} 拥有该角色。");
    public static string CatalogWillUndo(RoleInput input) => input.Grants
        ? Say("A catalog file names this person's roles: the next botops apply of it takes this one away again. To keep it, write under roles: ",
            "此人的角色由配置目录文件管理：下次 botops apply 会再次收回该角色。要保留，请在 roles 下写：")
        : Say("A catalog file names this person's roles: the next botops apply of it may give this one back. To keep it so, write under roles: ",
            "此人的角色由配置目录文件管理：下次 botops apply 可能会再次授予该角色。要保持现状，请在 roles 下写：");

    /// <summary>For the project's channels.</summary>
    public static string RoleChanged(string by, RoleInput input)
    {
        var why = input.Reason is { } reason ? $": “{reason}”" : ".";
        return input.Grants
            ? Say($"{by} made @{input.Person} {RoleAt(input)}{why}", $"{by} 授予 @{input.Person} {RoleAt(input)}{(input.Reason is null ? "。" : $"：“{input.Reason}”")}")
            : Say($"{by} took from @{input.Person} the role {RoleAt(input)}{why}", $"{by} 收回 @{input.Person} 的{RoleAt(input)}{(input.Reason is null ? "。" : $"：“{input.Reason}”")}");
    }

    public static string NoRoleYet(IReadOnlyList<string> admins) => admins.Count == 0
        ? Say("You have no role yet, and there is no admin to grant one. Name the first one on BotOps' machine, in BotOps:FirstAdmin.",
            "你还没有任何角色，也没有管理员可以授权。请在 BotOps 所在机器的 BotOps:FirstAdmin 中指定第一位管理员。")
        : Say($"You have no role yet. Ask {OneOf(admins)} to grant you one.", $"你还没有任何角色。请联系 {OneOf(admins)} 授权。");

    public static string NotAnAccount(string text) => Say(
        $"'{text}' is not an account; write platform/tenant/id, or os/user for a user of the operating system",
        $"“{text}”不是账号；请写 platform/tenant/id，操作系统用户写 os/用户");
    public static string NotAFirstAdmin(string text) => Say(
        $"BotOps:FirstAdmin is '{text}'; write a handle and an account, platform/tenant/id or os/user: anna slack/T012/U345.",
        $"BotOps:FirstAdmin 的值是“{text}”；请写用户名和账号（platform/tenant/id 或 os/用户），例如 anna slack/T012/U345。");
    public static string FirstAdminDisabled(string handle) => Say(
        $"BotOps:FirstAdmin names {handle}, who is disabled in the catalog. Name another person, or enable them with botops apply.",
        $"BotOps:FirstAdmin 指定的 {handle} 已在配置目录中停用。请换一个人，或用 botops apply 重新启用。");
    public static string FirstAdminTaken(string account, string handle) => Say(
        $"BotOps:FirstAdmin gives {account} to {handle}, but it is another person's account. Name that person, or another account.",
        $"BotOps:FirstAdmin 把账号 {account} 给了 {handle}，但它属于另一个人。请改写用户名或账号。");
    public static string FirstAdminMade(FirstAdmin made) => Say(
        $"There was no admin: {made.Handle} ({made.Account}) is admin of everything now.", $"此前没有管理员：{made.Handle}（{made.Account}）现在是全局管理员。");

    /// <summary>approver for order-svc to production</summary>
    static string RoleAt(RoleInput input) => Say($"{input.Role.Word()} {ScopeWords(input.Scope)}", $" {ScopeWords(input.Scope)} 的 {input.Role.Word()}");

    static string ScopeWords(RoleScope scope) => (scope.Project, scope.Environment) switch
    {
        (Roles.All, Roles.All) => Say("for all projects", "全部项目"),
        (Roles.All, var environment) => Say($"for {environment} of all projects", $"所有项目 {environment} 环境"),
        (var project, Roles.All) => Say($"for {project} in all environments", $"{project} 全部环境"),
        var (project, environment) => Say($"for {project} to {environment}", $"{project} → {environment}"),
    };
}
