namespace BotOps.Core;

public static partial class Texts
{
    public static string NoConnectionString => Say(
        """
        serve needs a PostgreSQL database and has no connection string. Give one in the environment,
          BOTOPS_ConnectionStrings__BotOps="Host=localhost;Username=botops;Password=...;Database=botops"
        or in appsettings.json under ConnectionStrings:BotOps. To try BotOps without one, start it with no verb: the sandbox brings its own.
        """,
        """
        serve 需要 PostgreSQL 数据库，但没有连接串。请通过环境变量提供，
          BOTOPS_ConnectionStrings__BotOps="Host=localhost;Username=botops;Password=...;Database=botops"
        或写在 appsettings.json 的 ConnectionStrings:BotOps 下。若只想试用，可不带动词直接启动：沙箱自带数据库。
        """);
    public static string LeaseTooShort(TimeSpan lease) => Say($"BotOps:Lease is {lease.TotalSeconds:0.##} s; it has to be 1 s or more.", $"BotOps:Lease 为 {lease.TotalSeconds:0.##} 秒，至少应为 1 秒。");
    public static string HouseLanguageUnknown(string text) => Say(
        $"BotOps:Language is '{text}', which BotOps does not speak; write en or zh-Hans.",
        $"BotOps:Language 为“{text}”，BotOps 不支持；请写 zh-Hans 或 en。");
    public static string MigrationsPending(int count) => Say(
        $"The database is {count} {(count == 1 ? "migration" : "migrations")} behind this BotOps. Run: botops migrate",
        $"数据库比此版本的 BotOps 落后 {count} 个迁移。请执行：botops migrate");
    public static string DatabaseAway(string why) => Say($"The database does not answer: {why}", $"数据库没有响应：{why}");
    public static string MigrationsApplied(IReadOnlyList<string> names) => names.Count == 0
        ? Say("The database is up to date.", "数据库结构已是最新。")
        : Say($"Applied {string.Join(", ", names)}. The database is up to date.", $"已应用 {string.Join("、", names)}。数据库结构已是最新。");
    public static string Serves(string role, string urls) => Say($"BotOps serves ({role}) at {urls}", $"BotOps 正在运行 ({role})，地址 {urls}");
    public static string NoFile(string path) => Say($"There is no file {path}.", $"没有文件 {path}。");
    public static string NoChange => Say("No change.", "没有变更。");

    /// <summary>What the executable's help says of its verbs and options.</summary>
    public static class Usage
    {
        public static string BotOps => Say(
            "BotOps ships code to servers from a chat channel. Without a verb it starts the sandbox.",
            "BotOps 在聊天频道中把代码发布到服务器。不带动词则启动沙箱。");
        public static string Serve => Say("Runs BotOps against its PostgreSQL", "连接 PostgreSQL 正式运行 BotOps");
        public static string ServeRole => Say(
            "all, web (pages and chat) or worker (builds and rollouts); more workers share the work",
            "all、web（网页和聊天）或 worker（构建和发布）；多个 worker 会分担工作");
        public static string ServeUrls => Say("Where to listen, http://0.0.0.0:8080", "监听地址，http://0.0.0.0:8080");
        public static string Sandbox => Say(
            "Starts a whole BotOps of its own: PostgreSQL, people, hosts, a sample project and a web chat",
            "启动一套完整的试用环境：PostgreSQL、人员、主机、示例项目和网页聊天");
        public static string SandboxData => Say("Where its state lies", "状态存放目录");
        public static string SandboxListen => Say("The address it listens on; anyone who reaches it may act", "监听地址；任何能访问它的人都可以操作");
        public static string SandboxPort => Say("The port of the web chat", "网页聊天的端口");
        public static string SandboxRole => Say("web leaves the work to workers of their own (serve --role worker)", "web 表示把工作交给独立的 worker（serve --role worker）");
        public static string Demo => Say("Plays a whole deploy in this terminal, against a fresh sandbox", "在本终端用全新的沙箱演示一次完整发布");
        public static string DemoScale => Say("Then buys two more hosts from a double of the cloud, and gives them back", "随后从云替身购买两台主机，再归还");
        public static string Migrate => Say("Brings the database up to this version of BotOps", "把数据库升级到此版本的 BotOps");
        public static string Apply => Say("Makes the catalog what the files say, and prints what changed", "按文件内容更新配置目录，并打印变更");
        public static string ApplyFiles => Say("YAML: people, roles, hosts, projects", "YAML 文件：people、roles、hosts、projects");
        public static string Export => Say("Prints the catalog as YAML", "以 YAML 打印配置目录");
        public static string Secret => Say("Keeps secrets, encrypted with a key that is not in the database", "保管密钥；用不在数据库中的加密密钥加密");
        public static string SecretName => Say("As in secret:NAME", "即 secret:NAME 中的 NAME");
        public static string SecretSet => Say("Keeps a value, read from standard input or typed without being shown", "保存一个值；从标准输入读取，或不回显地输入");
        public static string SecretList => Say("Names, versions and who uses them; never a value", "名称、版本和使用者；绝不显示值");
        public static string SecretRemove => Say("Removes a secret that nobody refers to", "删除无人引用的密钥");
        public static string SecretRotate => Say("Encrypts every secret with a new key", "用新的加密密钥重新加密全部密钥");
        public static string Doctor => Say("Checks database, git, build tools, hosts and messages, one line each", "检查数据库、git、构建工具、主机和消息，每项一行");
    }
}
