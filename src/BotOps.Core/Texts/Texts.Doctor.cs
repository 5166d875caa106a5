namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Doctor
    {
        public static string NoneParked => Say("none is parked", "没有搁置的消息");
        public static string NoBuildTools => Say("no project has a build command", "没有项目设置构建命令");
        public static string NoHosts => Say("no project has a host", "没有项目分配主机");
        public static string NotDrained => Say("nothing is held", "没有暂缓的任务");
        public static string NoJobStorage => Say("jobs are not configured here", "此处未配置任务存储");

        public static string CheckTooLong(TimeSpan limit) => Say($"no answer within {limit.TotalSeconds:0} s", $"{limit.TotalSeconds:0} 秒内无响应");
        public static string NoDatabase(string why) => Say(
            $"cannot be reached: {why}: check ConnectionStrings:BotOps and that PostgreSQL runs",
            $"无法连接：{why}：请检查 ConnectionStrings:BotOps 以及 PostgreSQL 是否运行");
        public static string DatabaseUpToDate(Version version) => Say($"PostgreSQL {version.ToString(2)}, up to date", $"PostgreSQL {version.ToString(2)}，结构已是最新");
        public static string DatabaseBehind(Version version, int migrations) => Say(
            $"PostgreSQL {version.ToString(2)}, {(migrations == 1 ? "1 migration" : $"{migrations} migrations")} to go: run `botops migrate`",
            $"PostgreSQL {version.ToString(2)}，还有 {migrations} 个迁移：请执行 `botops migrate`");

        public static string ToolBroken(string command, string why) => Say($"`{command}` fails: {why}", $"`{command}` 失败：{why}");
        public static string ToolsMissing(IReadOnlyList<string> tools) => Say(
            $"{string.Join(", ", tools)} not found on PATH: install on every worker",
            $"PATH 中找不到 {string.Join("、", tools)}：请在每台 worker 上安装");

        public static string HostsWell(int hosts) => Say(hosts == 1 ? "1 host answered" : $"{hosts} hosts answered", $"{hosts} 台主机均有响应");
        public static string HostProblem(string host, string what) => Say($"{host}: {what}", $"{host}：{what}");
        public static string HostNotReached(string what) => Say(
            $"{what}: check its address and transport in the catalog, and that it is up",
            $"{what}：请检查配置目录中的地址和传输方式，以及主机是否开机");
        public static string HostIsLeftOut(string project, string why) => Say(
            $"is left out of {project}: {why}: repair it and deploy to it with --hosts",
            $"已从 {project} 摘除：{why}：修复后请用 --hosts 重新发布");
        public static string NothingRuns(string project, long release) => Say(
            $"nothing runs although #{release} was deployed: look at its log, then `/restart {project}`",
            $"已部署 #{release}，但没有进程在运行：请查看其日志，然后执行 `/restart {project}`");

        public static string MessagesParked(IReadOnlyList<string> messages, int most) => Say(
            $"{messages.Count} parked: {SomeOf(messages, most)}: check the channel and the bot's rights in it",
            $"搁置 {messages.Count} 条：{SomeOf(messages, most)}：请检查频道以及机器人在其中的权限");

        public static string NoWorker(IReadOnlyList<string> queues) => Say(
            $"nobody takes the {(queues.Count == 1 ? "queue" : "queues")} {string.Join(" and ", queues)}: start `botops serve --role worker`",
            $"没有 worker 处理队列 {string.Join("、", queues)}：请启动 `botops serve --role worker`");

        public static string SomeOf(IReadOnlyList<string> items, int most)
        {
            var shown = string.Join(Say("; ", "；"), items.Take(most));
            return items.Count > most ? Say($"{shown}; and {items.Count - most} more", $"{shown}；另有 {items.Count - most} 项") : shown;
        }
    }
}
