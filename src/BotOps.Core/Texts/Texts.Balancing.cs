namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>What is in front of hosts, and how they leave it and return.</summary>
    public static partial class Balancing
    {
        public static string NoSuchFront(string host) => Say($"{host}: there is no such host in the catalog", $"{host}：配置目录中没有这台主机");

        public static string FileOfAnother(string file, string front, string of) => Say(
            $"{file} on {front} is the file of {of} already; each environment needs one of its own", $"{front} 上的 {file} 已属于 {of}；每个环境须使用自己的文件");

        // When a release is asked for

        /// <param name="away">Hosts that do not serve now.</param>
        public static string WaveLeavesNone(int wave, IReadOnlyList<string> hosts, IReadOnlyList<string> away) => Say(
            $"Wave {wave} ({Some(hosts)}) would leave no server in the balancer. "
                + (away.Count == 0 ? "Take smaller waves (--serial, or --min-up 1)." : $"Release to {Some(away)} first (--hosts {string.Join(',', away)}), or take smaller waves (--serial)."),
            $"第 {wave} 批（{Some(hosts)}）会使负载均衡中没有任何服务器。"
                + (away.Count == 0 ? "请减小批次（--serial 或 --min-up 1）。" : $"请先向 {Some(away)} 发布（--hosts {string.Join(',', away)}），或减小批次（--serial）。"));
        public static string NobodyServes(int wave, int waves) => Say(
            $"wave {wave} of {waves} takes the last server out of the balancer: requests get a 502 until it is back",
            $"第 {wave}/{waves} 批会摘除负载均衡中的最后一台服务器：在其恢复之前请求会得到 502");

        // In the log

        /// <param name="undrained">Where requests were still under way when the limit was over.</param>
        public static string Left(IReadOnlyList<string> fronts, IReadOnlyList<string> undrained) => undrained.Count == 0
            ? Say($"Left the balancer on {Some(fronts)}; no request is under way any more", $"已从 {Some(fronts)} 上的负载均衡摘除，没有未完成的请求")
            : Say(
                $"Left the balancer on {Some(fronts)}; the drain limit was over before all requests were, on {Some(undrained)}",
                $"已从 {Some(fronts)} 上的负载均衡摘除；{Some(undrained)} 上的请求未在摘流量限时内全部结束");
        public static string Returned(IReadOnlyList<string> fronts) => Say($"Returned to the balancer on {Some(fronts)}", $"已挂回 {Some(fronts)} 上的负载均衡");
        public static string NotSettled(string reason) => Say(
            $"What the balancer was to be set back to could not be written: {reason}", $"负载均衡未能恢复到应有的状态：{reason}");

        // Why a step fails

        public static string NotWritten(IReadOnlyList<string> problems) => Say(
            $"the balancer could not be written: {string.Join("; ", problems)}", $"无法写入负载均衡：{string.Join("；", problems)}");
        public static string LastServer(IReadOnlyList<string> hosts) => Say(
            $"without {Some(hosts)} no server would be left in the balancer: take smaller waves (--serial), or bring another host in first",
            $"去掉 {Some(hosts)} 后负载均衡中将没有任何服务器：请减小批次（--serial），或先让其他主机重新加入");

        // In the channel, after a person took a host out or in

        public static string LastOut(string host) => Say(
            $"{host} is the last server in the balancer. Bring another host in first. Nothing changed.",
            $"{host} 是负载均衡中的最后一台服务器。请先让其他主机重新加入。未做任何更改。");
        public static string OutAlready(string host, string why) => Say(
            $"{host} is out already: {why}. The balancer is written anew; the channel hears what comes of it.",
            $"{host} 已处于摘除状态：{why}。将重新写入负载均衡，结果会发到频道。");
        public static string InAlready(string host) => Say(
            $"{host} is in already. The balancer is written anew; the channel hears what comes of it.",
            $"{host} 未被摘除。将重新写入负载均衡，结果会发到频道。");
        public static string HostLeft(string host, string where, IReadOnlyList<string> fronts, IReadOnlyList<string> undrained) => Say(
            $"{host} of {where}: {Left(fronts, undrained)}.", $"{where} 的 {host}：{Left(fronts, undrained)}。");
        public static string HostReturned(string host, string where, IReadOnlyList<string> fronts) => Say(
            $"{host} of {where}: {Returned(fronts)}.", $"{where} 的 {host}：{Returned(fronts)}。");

        /// <param name="host">Whom it was about; null: a host on which a release ended.</param>
        public static string NotAsRowsSay(string where, string? host, string reason) => host is null
            ? Say(
                $"{where}: {reason}. It may lack a host that serves, or have one that does not. Once that is mended, /botops host HOST in writes it anew.",
                $"{where}：{reason}。其中可能缺少正在提供服务的主机，或含有不再提供服务的主机。修复后用 /botops host HOST in 重新写入。")
            : Say(
                $"{where}: {reason}. For {host} it is as it was before. Once that is mended, type the same /botops host {host} again.",
                $"{where}：{reason}。{host} 在其中保持原状。修复后请再次输入同样的 /botops host {host}。");

        // hosts

        public static string IsIn(IReadOnlyList<string> fronts) => fronts.Count == 0 ? Say("in the balancer", "在负载均衡中") : Say($"in the balancer on {Some(fronts)}", $"在 {Some(fronts)} 的负载均衡中");
        public static string IsNotIn(IReadOnlyList<string> fronts) => fronts.Count == 0 ? Say("not in the balancer", "不在负载均衡中") : Say($"not in the balancer on {Some(fronts)}", $"不在 {Some(fronts)} 的负载均衡中");
        public static string ShouldBeIn => Say("it serves and should be in the balancer", "它在提供服务，应在负载均衡中");
        public static string ShouldNotBeIn => Say("it should not be in the balancer", "它不应在负载均衡中");
        public static string FrontIsWell(string file) => Say($"{file} is as BotOps wrote it", $"{file} 与 BotOps 写入的一致");

        // doctor

        public static string None => Say("no environment has one", "没有环境设置负载均衡");
        public static string Well(int fronts) => Say(fronts == 1 ? "1 is as BotOps wrote it" : $"{fronts} are as BotOps wrote them", $"{fronts} 个均与 BotOps 写入的一致");
        public static string Problem(string front, string where, string what) => Say($"{front} ({where}): {what}", $"{front}（{where}）：{what}");
        public static string Edited(string file) => Say(
            $"{file} was edited by hand: undo that or move it away, else the next release stops there", $"{file} 被手工修改：请撤销修改或将其移走，否则下次发布会在此停止");
        public static string Foreign(string file) => Say(
            $"{file} is there and not from BotOps: move it away, or name another file in the catalog", $"{file} 已存在但不是 BotOps 写入的：请将其移走，或在配置目录中改用其他文件");
        public static string Absent(string file) => Say(
            $"{file} is not there: the next release or `/botops host` writes it", $"{file} 不存在：下次发布或 `/botops host` 会写入");
        public static string NotTakenUp(string file) => Say(
            $"{file} was written, but nginx has not taken it up: `/botops host HOST in` for one that is in has it reload", $"{file} 已写入，但 nginx 尚未加载：对在线主机执行 `/botops host HOST in` 可使其重新加载");
        public static string Behind(string file) => Say(
            $"{file} has other servers than it should: `/botops host HOST in` for one that is in writes it anew", $"{file} 中的服务器与应有的不同：对在线主机执行 `/botops host HOST in` 可重新写入");
    }
}
