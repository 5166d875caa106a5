namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>Services that ran before BotOps.</summary>
    public static class Adopting
    {
        public static string Command => Say("Takes over services that already run, as build:0", "接管已在运行的服务，记为 build:0");
        public static string OptionPlan => Say("Only shows what would be adopted", "只显示将要接管的内容");
        public static string Reads => Say("Shows what would be adopted of ", "显示将要接管的服务：");
        public static string BeforeBotOps => Say("from before BotOps", "接管之前的服务");

        // What was found

        public static string WouldAdopt(string where, int hosts) => Say(
            $"{where}: what runs on {hosts} {(hosts == 1 ? "host" : "hosts")} would become build:0. Nothing changes on them.", $"{where}：{hosts} 台主机上运行的服务将记为 build:0。主机上不做任何更改。");
        public static string CannotAdopt(string where) => Say($"{where} cannot be adopted as it stands. Nothing changed.", $"{where} 目前无法接管。未做任何更改。");
        public static string ButtonLabel(int hosts) => hosts == 1 ? Say("Adopt it", "接管") : Say($"Adopt it on {hosts} hosts", $"接管这 {hosts} 台主机上的服务");
        public static string Process(string pid, string? user, int port) => Say($"pid {pid}{(string.IsNullOrEmpty(user) ? "" : $" of {user}")}, port {port}", $"pid {pid}{(string.IsNullOrEmpty(user) ? "" : $"（{user}）")}，端口 {port}");
        public static string NothingListens(string address, int port) => Say($"nothing listens on {address}:{port}: not adopted, the first release starts there afresh", $"没有进程监听 {address}:{port}：不接管，首次发布将在此全新启动");
        public static string FolderWord => Say("Folder", "目录");
        public static string StopWord => Say("Stopped by", "停止命令");
        public static string StartWord => Say("Started again by", "启动命令");
        public static string NoBalancer => Say("No balancer is set: requests are not taken from a host while it changes", "未设置负载均衡：主机变更期间不会摘除其流量");
        public static string NotNamed => Say("nginx names none of these hosts", "nginx 配置中没有这些主机");
        public static string LinesToGo(string file) => Say(
            $"Before the first release: take these lines out of there and include {file} in the upstream; BotOps writes it", $"首次发布之前：请从那里去掉这些行，并在 upstream 中 include {file}；该文件由 BotOps 写入");
        public static string TakesFile(string file) => Say($"{file} as it is now would be BotOps', which writes it anew", $"{file} 将归 BotOps 所有，由其重新写入");
        public static string FileToGo(string file) => Say(
            $"{file} names other servers as well: before the first release take them out of it, or name another file in the catalog", $"{file} 中还有其他服务器：首次发布之前请将其移出，或在配置目录中改用其他文件");

        // Why it cannot be

        public static string NotInCatalog(string project, string environment) => Say(
            $"The catalog does not say what {project} {environment} runs before BotOps. Write adopt: {{ folder, stop, start }} into that environment, and apply it. Nothing changed.",
            $"配置目录未说明 {project} {environment} 在接管之前运行什么。请在该环境写入 adopt: {{ folder, stop, start }} 并 apply。未做任何更改。");
        public static string ReleasedBefore(string host, long release, bool adopted) => adopted
            ? Say($"It was adopted already, by #{release}. Nothing changed.", $"已由 #{release} 接管。未做任何更改。")
            : Say($"#{release} was released to {host} already: only what BotOps has never released to can be adopted. Nothing changed.", $"#{release} 已发布到 {host}：只能接管 BotOps 从未发布过的环境。未做任何更改。");
        public static string IsBusy(long release) => Say($"#{release} is on its way there. Wait for its end, or abort it. Nothing changed.", $"#{release} 正在进行。请等待其结束或中止它。未做任何更改。");
        public static string ChangedSince => Say("Something else runs there by now, or the catalog changed. Look at it again. Nothing changed.", "那里运行的内容或配置目录已有变化，请重新查看。未做任何更改。");
        public static string NoFolder(string folder) => Say($"{folder} is not there", $"{folder} 不存在");
        public static string RunsOurs => Say("BotOps runs a release there already", "BotOps 已在此运行发布单");
        public static string Stranger(int port, string name, string folder) => Say($"port {port} is held by {name}, which does not come from {folder}", $"端口 {port} 被 {name} 占用，它不属于 {folder}");
        public static string HasNoSettings(string project, string environment) => Say(
            $"{project} {environment} runs what was adopted, to which BotOps brings no settings. Deploy first. Nothing changed.", $"{project} {environment} 运行的是接管的服务，BotOps 不向其下发配置。请先发布。未做任何更改。");
        public static string NotThere(string folder) => Say($"{folder} is not on this host: what was adopted elsewhere cannot be started here", $"该主机上没有 {folder}：在别处接管的服务无法在此启动");
        public static string Unknown => Say("how what was adopted is started is not known any more", "已不知道如何启动接管的服务");

        // Done

        public static string Adopted(string where, int hosts, long release) => Say(
            $"Adopted what runs of {where} on {hosts} {(hosts == 1 ? "host" : "hosts")}: it is build:0 now (#{release}). The first release stops it by its own command, and a rollback starts it again.",
            $"已接管 {where} 在 {hosts} 台主机上运行的服务，记为 build:0（#{release}）。首次发布会用其自身的命令停止它，回滚会重新启动它。");
        public static string Told(string where, string by, int hosts, long release) => Say(
            $"{by} adopted what runs of {where} on {hosts} {(hosts == 1 ? "host" : "hosts")}: it is build:0 now (#{release}).", $"{by} 接管了 {where} 在 {hosts} 台主机上运行的服务，记为 build:0（#{release}）。");
    }
}
