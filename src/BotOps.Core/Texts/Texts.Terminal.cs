namespace BotOps.Core;

/// <summary>What the executable's own verbs say on the terminal.</summary>
public static partial class Texts
{
    public static string VerbPress => Say("Presses a button of an answer", "按下回复中的按钮");
    public static string VerbWords(string verb) => verb == "press"
        ? Say("press takes a button's action and value, and the words that it asks for: press ACTION VALUE [TEXT].", "press 需要按钮的动作和值，以及它要求填写的文字：press ACTION VALUE [TEXT]。")
        : Say("What would be typed behind it in chat; --yes answers what is asked again", "与聊天中输入的内容相同；--yes 表示确认再次询问");

    public static string VerbNeedsDatabase => Say(
        """
        There is no connection string. Give the same as to serve, in the environment,
          BOTOPS_ConnectionStrings__BotOps="Host=localhost;Username=botops;Password=...;Database=botops"
        or in appsettings.json; or name the folder of a sandbox that runs: botops --data FOLDER status. Nothing was changed.
        """,
        """
        没有数据库连接串。请使用与 serve 相同的配置，写在环境变量
          BOTOPS_ConnectionStrings__BotOps="Host=localhost;Username=botops;Password=...;Database=botops"
        或 appsettings.json 中；也可以指定正在运行的沙箱目录：botops --data FOLDER status。未做任何更改。
        """);
    public static string UnknownOsUser(string account, string user, IReadOnlyList<string> admins) => admins.Count == 0
        ? Say($"BotOps knows nobody as {account}, and there is no admin yet. Set BotOps:FirstAdmin to \"{user} os/{user}\" where the connection string is. Nothing was changed.",
            $"BotOps 不认识 {account}，目前也没有管理员。请在连接串所在的配置中设置 BotOps:FirstAdmin 为“{user} os/{user}”。未做任何更改。")
        : Say($"BotOps knows nobody as {account}. Ask {OneOf(admins)} to give your person the account in the catalog, accounts: [os/{user}]. Nothing was changed.",
            $"BotOps 不认识 {account}。请联系 {OneOf(admins)} 在配置目录中为你添加账号 accounts: [os/{user}]。未做任何更改。");
    public static string DataFolderClosed(string folder, string user) => Say(
        $"{user} may not write to BotOps' folder {folder}. Run it as the user that runs BotOps, or with sudo. Nothing was changed.",
        $"用户 {user} 无权写入 BotOps 的目录 {folder}。请用运行 BotOps 的用户或 sudo 执行。未做任何更改。");
    public static string ArtifactsNotReachable(string folder, string user) => Say(
        $"The artifacts in {folder} cannot be seen by {user}, or are elsewhere. Give the configuration that serve has (BotOps:Artifacts), or use sudo. Nothing was changed.",
        $"用户 {user} 看不到 {folder} 中的构建产物，或产物在别处。请使用与 serve 相同的配置（BotOps:Artifacts），或用 sudo 执行。未做任何更改。");
    public static string NoSandboxThere(string folder, string why) => Say($"No sandbox runs in {folder}: {why}", $"{folder} 中没有正在运行的沙箱：{why}");
    public static string TerminalBrokeOff(string why, string program) => Say(
        $"The database broke off: {why} Whether it was done: {program} history", $"数据库连接中断：{why} 是否已生效，请执行：{program} history");
    public static string TerminalFailed(string program) => Say(
        $"BotOps itself failed at this. Whether anything was done: {program} history", $"BotOps 自身出错。是否已生效，请执行：{program} history");
    public static string SayYes(string line) => Say($"Nothing was changed. If you mean it: {line}", $"未做任何更改。确认执行：{line}");
    public static string TryLine(string line) => Say($"Try: {line}", $"可以试试：{line}");
    public static string AndMore(int count) => Say($"and {count} more", $"还有 {count} 个");
    public static string NobodyWorks => Say(
        "No worker is running. It goes on when one starts: botops serve --role worker", "目前没有工作进程在运行。启动后会继续：botops serve --role worker");
    public static string SandboxVerbs(string program) => Say($"The same without chat, from another terminal: {program} status", $"不用聊天，在另一个终端：{program} status");
}
