namespace BotOps.Core;

public static partial class Texts
{
    public static string SandboxReady(string url) => Say($"The web chat is at {url}/chat", $"网页聊天地址：{url}/chat");
    public static string SandboxOpenToAll(string listen) => Say(
        $"It listens on {listen}: anyone who reaches that address may act as anyone. Do not do this on a network that you do not trust.",
        $"正在监听 {listen}：任何能访问该地址的人都可以任意身份操作。请勿在不可信的网络中这样做。");
    public static string SandboxStops => Say("Ctrl-C stops it and everything that it started.", "按 Ctrl-C 停止它以及它启动的一切。");
    public static string NotAListenAddress(string text) => Say(
        $"'{text}' is not an address; write --listen 127.0.0.1 or --listen 0.0.0.0.",
        $"“{text}”不是地址；请写 --listen 127.0.0.1 或 --listen 0.0.0.0。");
    public static string PortTaken(string listen, int port) => Say(
        $"Port {port} at {listen} is taken by another program. Give another one with --port, or none: then a free one is taken.",
        $"{listen} 的端口 {port} 已被其他程序占用。请用 --port 指定其他端口，或不指定，由 BotOps 选用空闲端口。");
    public static string AddressTaken(string reason) => Say(
        $"BotOps cannot listen where it should: {reason} Give another address with --urls.",
        $"BotOps 无法监听指定地址：{reason} 请用 --urls 指定其他地址。");
    public static string NoFreePort(string listen) => Say($"There is no free port at {listen}.", $"{listen} 上没有空闲端口。");
    public static string NoPortForHosts(IEnumerable<string> addresses) => Say(
        $"No port is free at all of {string.Join(", ", addresses)}. The sandbox's hosts need these loopback addresses.",
        $"{string.Join("、", addresses)} 上没有共同的空闲端口。沙箱的主机需要这些回环地址。");
    public static string FolderTaken(string folder) => Say($"Another copy of BotOps uses {folder}.", $"另一个 BotOps 正在使用 {folder}。");
    public static string TooManyCopies(int copies) => Say($"{copies} copies of the sandbox are running already.", $"已有 {copies} 个沙箱在运行。");
    public static string FolderOutOfReach(string barrier) => Say(
        $"The sandbox runs PostgreSQL and builds as users of their own, and they cannot pass {barrier}. Choose another folder with --data.",
        $"沙箱以独立用户运行 PostgreSQL 和构建，而这些用户无法穿过 {barrier}。请用 --data 选择其他目录。");
    public static string SampleFailed(string command, string folder, string error) => Say(
        $"git {command} for the sample in {folder} failed: {error}",
        $"在 {folder} 中为示例项目执行 git {command} 失败：{error}");

    public static string PostgresMissing => Say(
        """
        The sandbox needs PostgreSQL's server binaries (initdb, postgres), and there are none on this machine.
          Debian, Ubuntu:  sudo apt-get install postgresql
          Fedora:          sudo dnf install postgresql-server
          macOS:           brew install postgresql@17
          Docker:          docker run -d -p 5432:5432 -e POSTGRES_PASSWORD=botops postgres:17
        With a server of your own, give its connection string instead:
          BOTOPS_ConnectionStrings__BotOps="Host=localhost;Username=postgres;Password=botops;Database=botops" dotnet run --project src/BotOps -- sandbox
        """,
        """
        沙箱需要 PostgreSQL 的服务端程序（initdb、postgres），而本机没有安装。
          Debian、Ubuntu： sudo apt-get install postgresql
          Fedora：         sudo dnf install postgresql-server
          macOS：          brew install postgresql@17
          Docker：         docker run -d -p 5432:5432 -e POSTGRES_PASSWORD=botops postgres:17
        若已有自己的服务器，也可以改为提供其连接串：
          BOTOPS_ConnectionStrings__BotOps="Host=localhost;Username=postgres;Password=botops;Database=botops" dotnet run --project src/BotOps -- sandbox
        """);
    public static string PostgresDidNotStart(string log) => Say($"The sandbox's PostgreSQL did not start; its log is {log}.", $"沙箱的 PostgreSQL 未能启动；日志在 {log}。");
    public static string PostgresFailed(string program, string folder, string error) => Say(
        $"{program} for the sandbox's PostgreSQL in {folder} failed: {error}",
        $"在 {folder} 中为沙箱的 PostgreSQL 执行 {program} 失败：{error}");

    /// <summary>What the demo tells in the terminal.</summary>
    public static class Demo
    {
        public static string Types(string command) => Say($"Developer types {command}", $"Developer 输入 {command}");
        public static string OpsTypes(string command) => Say($"Ops types {command}", $"Ops 输入 {command}");
        public static string ScaledBack(int hosts) => Say($"The hosts came from the cloud, served, and are gone; {hosts} are left as before.", $"云主机已购买、上线并归还；仍为原来的 {hosts} 台。");
        public static string NotScaled => Say("The hosts of the cloud did not come and go as they should.", "云主机未按预期扩容和归还。");
        public static string Approves => Say("Lead 1 presses Approve", "Lead 1 点击“批准”");
        public static string AllRun(int hosts, string version) => Say($"All {hosts} hosts run {version}.", $"全部 {hosts} 台主机已运行 {version}。");
        public static string Ended(long release, string state, string? reason) => Say($"#{release} ended {state}. {reason}", $"#{release} 以 {state} 结束。{reason}");
        public static string TooLong(TimeSpan limit) => Say($"It did not end within {limit.TotalMinutes:0} minutes.", $"未能在 {limit.TotalMinutes:0} 分钟内结束。");
        public static string NoCard => Say("The chat ended before a card came.", "聊天在卡片出现之前就断开了。");
        public static string Answers(string host, Uri address, string answer) => Say($"{host} at {address} answers: {answer}", $"{host}（{address}）返回：{answer}");
        public static string Refused(string path, int status, string text) => Say($"{path} answered {status}: {text}", $"{path} 返回 {status}：{text}");
        public static string Is(long release, string state) => Say($"#{release} is {state}", $"#{release} 状态：{state}");
        public static string BuildIs(string state) => Say($"its build is {state}", $"构建状态：{state}");
        public static string ColumnWave => Say("Wave", "批次");
        public static string ColumnHost => Say("Host", "主机");
        public static string ColumnState => Say("State", "状态");
    }
}
