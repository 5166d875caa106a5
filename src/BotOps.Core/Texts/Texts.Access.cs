using BotOps.Core.Access;

namespace BotOps.Core;

public static partial class Texts
{
    /// <param name="holders">Handles of those who have the role.</param>
    /// <param name="admins">Handles of those who can grant it; used where nobody has it.</param>
    public static string RoleNeeded(Role role, string project, string environment, IReadOnlyList<string> holders, IReadOnlyList<string> admins)
    {
        var needed = Say(
            $"This needs the role {role.ToString().ToLowerInvariant()} for {Where(project, environment)}.",
            $"这需要{Where(project, environment)}的 {role.ToString().ToLowerInvariant()} 角色。");
        return (holders.Count, admins.Count) switch
        {
            ( > 0, _) => Say($"{needed} Ask {OneOf(holders)}.", $"{needed}请联系 {OneOf(holders)}。"),
            (_, > 0) => Say($"{needed} Nobody has it yet; {OneOf(admins)} can grant it.", $"{needed}目前没有人拥有该角色，可由 {OneOf(admins)} 授予。"),
            _ => Say(
                $"{needed} Nobody has it yet, and there is no admin to grant it; run `botops apply` on BotOps' machine with a catalog that names one.",
                $"{needed}目前没有人拥有该角色，也没有管理员可以授予；请在 BotOps 所在机器上执行 `botops apply`，在配置目录中指定一名管理员。"),
        };
    }

    public static string SignInLinkSpent(TimeSpan lives) => Say(
        $"This sign-in link was used before, or is older than {lives.TotalMinutes:0} minutes. Type /botops login in chat to get a new one.",
        $"此登录链接已被使用，或已超过 {lives.TotalMinutes:0} 分钟。请在聊天中输入 /botops login 获取新链接。");

    public static string PageLinkOver => Say(
        "This link was good for a day, and that is over. Type the line below in chat for a new one.",
        "此链接有效期为一天，现已过期。请在聊天中输入下面这一行获取新链接。");
    public static string PageLinkWrong => Say(
        "This link was changed on its way, or is not of this BotOps. Type the line below in chat for a new one.",
        "此链接已被改动，或不是由本 BotOps 生成的。请在聊天中输入下面这一行获取新链接。");
    public static string PageLinkOfOtherKey => Say(
        "This link was signed with a key that is not on this machine: BotOps:SecretKeys has to be the same on all of them. Until then, type the line below in chat.",
        "此链接的签名密钥不在本机上：所有机器的 BotOps:SecretKeys 必须一致。在此之前，请在聊天中输入下面这一行。");
    public static string PageLinkOfNobody => Say(
        "This link's person may not use BotOps any more. If that is you, ask an admin to enable you in the catalog, then type the line below in chat.",
        "此链接所属的人员已不能使用 BotOps。如果就是你本人，请联系管理员在配置目录中启用，然后在聊天中输入下面这一行。");

    static string Where(string project, string environment) => (project, environment) switch
    {
        (Roles.All, _) => Say("all projects", "所有项目"),
        (_, Roles.All) => Say($"{project} in all environments", $" {project} 所有环境"),
        _ => Say($"{project} to {environment}", $" {project} → {environment} "),
    };

    /// <summary>@a, @b or @c; the first five, and how many more.</summary>
    static string OneOf(IReadOnlyList<string> handles)
    {
        const int most = 5;
        var shown = handles.Take(most).Select(h => "@" + h).ToList();
        var list = string.Join(Comma, shown);
        if (handles.Count > most) return Say($"{list} or {handles.Count - most} more", $"{list} 等 {handles.Count} 人");
        return shown.Count == 1 ? shown[0] : $"{string.Join(Comma, shown[..^1])}{Or}{shown[^1]}";
    }

    /// <summary>Between names in a list.</summary>
    static string Comma => Say(", ", "、");

    /// <summary>Before the last of names of which any will do.</summary>
    static string Or => Say(" or ", " 或 ");

    /// <summary>Before the last of names that are all meant.</summary>
    static string And => Say(" and ", " 和 ");

    /// <summary>Between sentences.</summary>
    static string Blank => Say(" ", "");
}
