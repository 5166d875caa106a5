namespace BotOps.Core;

public static partial class Texts
{
    // Why a host could not be reached; the host's name stands before it

    public static string HostGaveNoAnswer(string verb, TimeSpan limit) => Say($"{verb} gave no answer within {limit.TotalSeconds:0} s", $"{verb} 在 {limit.TotalSeconds:0} 秒内没有返回结果");
    public static string HostBrokeOff(string verb) => Say($"{verb} broke off without an answer", $"{verb} 中断，没有返回结果");
    public static string HostCannotStart(string program, string why) => Say($"cannot start {program}: {why}", $"无法启动 {program}：{why}");
    public static string CommandHost => Say("Takes a host out, with the reason, or brings it back in", "摘除一台主机（写明原因），或将其重新加入");
    public static string OutSays => Say("No release takes it along until it is back in", "重新加入之前，任何发布都不会包含它");
    public static string InSays => Say("It has to run the current build and be healthy", "须运行当前构建且健康检查通过");
    public static string ReadsOut => Say("Takes out ", "摘除 ");
    public static string ReadsIn => Say("Brings back in ", "重新加入 ");
    public static string ReadsOf => Say(" of ", "，所属项目 ");
    public static string NotOutOrIn(string typed) => Say(
        $"{typed} is neither out nor in. Write /botops host order-01 out --reason \"new disk\", or /botops host order-01 in.",
        $"{typed} 既不是 out 也不是 in。请输入 /botops host order-01 out --reason \"换硬盘\" 或 /botops host order-01 in。");

    // Which host is meant

    public static string HostElsewhere(string host, IReadOnlyList<string> places) => Say(
        $"{host} does not belong there; it belongs to {string.Join(", ", places)}. Nothing changed.",
        $"{host} 不属于该项目或环境，它属于 {string.Join("、", places)}。未做任何更改。");
    public static string HostOfMany(string host, IReadOnlyList<string> places) => Say(
        $"{host} belongs to {string.Join(", ", places)}. Say which one is meant. Nothing changed.",
        $"{host} 同时属于 {string.Join("、", places)}，请指明是哪一个。未做任何更改。");

    // Out

    /// <summary>Kept with the host and read in every language: the words of the person, and who it was.</summary>
    public static string ByHand(string reason, string name) => $"{reason} ({name})";

    public static string HostOutAlready(string host, string why) => Say($"{host} is out already: {why}. Nothing changed.", $"{host} 已处于摘除状态：{why}。未做任何更改。");
    public static string HostUnderWay(string host, long release) => Say(
        $"#{release} has {host} before it or under way. Wait for its end, or abort it. Nothing changed.",
        $"#{release} 尚未完成 {host} 的处理。请等待其结束或中止该发布。未做任何更改。");

    /// <param name="out">Hosts that are out.</param>
    /// <param name="underWay">Hosts that a release may have out of service at this moment.</param>
    public static string HostMinUp(string host, int minUp, int hosts, IReadOnlyList<string> @out, int underWay)
    {
        var most = Math.Max(0, hosts - minUp);
        var english = (@out.Count, underWay) switch
        {
            (0, 0) => "",
            (0, _) => $" A release has {underWay} under way.",
            (_, 0) => $" Out already: {Some(@out)}.",
            _ => $" Out already: {Some(@out)}; a release has {underWay} more under way.",
        };
        var chinese = (@out.Count, underWay) switch
        {
            (0, 0) => "",
            (0, _) => $"发布正在处理其中 {underWay} 台。",
            (_, 0) => $"已摘除：{Some(@out)}。",
            _ => $"已摘除：{Some(@out)}；另有 {underWay} 台正在发布中。",
        };
        return Say(
            $"{host} cannot be taken out: {minUp} of {hosts} hosts have to stay up, so at most {most} may be out.{english} Nothing changed.",
            $"无法摘除 {host}：{hosts} 台主机中须保持 {minUp} 台在线，最多只能摘除 {most} 台。{chinese}未做任何更改。");
    }

    public static string HostTakenOut(string host, string where, string by, string reason, int up, int hosts) => Say(
        $"{host} of {where} was taken out by {by}: “{reason}”. {up} of {hosts} hosts are up; no release takes it along until it is back in.",
        $"{by} 摘除了 {where} 的 {host}：“{reason}”。{hosts} 台主机中 {up} 台在线；重新加入之前，任何发布都不会包含它。");
    public static string HostIsOut(string host, int up, int hosts, int minUp) => Say(
        $"{host} is out. {up} of {hosts} hosts are up, {minUp} have to be.",
        $"{host} 已摘除。{hosts} 台主机中 {up} 台在线，至少须有 {minUp} 台。");

    // In

    public static string HostNotOut(string host) => Say($"{host} is not out. Nothing changed.", $"{host} 未被摘除。未做任何更改。");
    public static string HostRunsOther(string host, long? build, long wanted) => Say(
        $"{host} runs {BuildName(build)}, not {BuildName(wanted)}. Deploy to it first: when that succeeds, it is in again. Nothing changed.",
        $"{host} 运行的是 {(build is null ? "（无）" : BuildName(build))}，而不是 {BuildName(wanted)}。请先向它发布，发布成功后它会自动重新加入。未做任何更改。");
    public static string HostHasOtherSettings(string host) => Say(
        $"{host} runs with other settings than the others. Deploy to it first: when that succeeds, it is in again. Nothing changed.",
        $"{host} 使用的配置与其他主机不同。请先向它发布，发布成功后它会自动重新加入。未做任何更改。");
    public static string HostSaysOther(string host, string? release, long ours) => Say(
        $"On {host} {(string.IsNullOrEmpty(release) ? "nothing" : $"release {release}")} is current, not #{ours} as BotOps left it. Deploy to it first: when that succeeds, it is in again. Nothing changed.",
        $"{host} 上当前的版本是 {(string.IsNullOrEmpty(release) ? "（无）" : $"#{release}")}，而不是 BotOps 部署的 #{ours}。请先向它发布，发布成功后它会自动重新加入。未做任何更改。");
    public static string HostNotHealthy(string host, string reason) => Say($"{host} is not healthy: {reason}. It stays out.", $"{host} 健康检查未通过：{reason}。仍保持摘除状态。");
    public static string WithAppLog(string reason, string appLog) => Say($"{reason}; its own log: {appLog}", $"{reason}；应用日志：{appLog}");
    public static string HostNotAsked(string why) => Say($"{why}. It stays out.", $"{why}。仍保持摘除状态。");
    public static string HostChangedMeanwhile(string host) => Say(
        $"A release changed {host} while it was asked. It stays out; try again.", $"检查 {host} 期间有发布更改了它。仍保持摘除状态，请重试。");
    public static string HostBroughtIn(string host, string where, string by, string? reason, int up, int hosts) => Say(
        $"{host} of {where} was brought back in by {by}{(reason is null ? "" : $": “{reason}”")}. It is healthy; {up} of {hosts} hosts are up.",
        $"{by} 将 {where} 的 {host} 重新加入{(reason is null ? "" : $"：“{reason}”")}。健康检查已通过，{hosts} 台主机中 {up} 台在线。");
    public static string HostIsIn(string host, int up, int hosts) => Say($"{host} is in again. {up} of {hosts} hosts are up.", $"{host} 已重新加入。{hosts} 台主机中 {up} 台在线。");

    // Told until it is back

    public static string OutSince(string why, DateTimeOffset? since, TimeSpan? ago) => Say(
        since is { } at ? $"out since {Moment(at)} ({Ago(ago ?? TimeSpan.Zero)}): {why}" : $"out: {why}",
        since is { } then ? $"自 {Moment(then)} 起摘除（{Ago(ago ?? TimeSpan.Zero)}）：{why}" : $"已摘除：{why}");

    // What it means for plans and approvals

    public static string OnlyHostsOut(IReadOnlyList<string> hosts) => Say(
        $"No host is left: {Some(hosts)} {(hosts.Count == 1 ? "is" : "are")} taken out. Bring one in with /botops host, or name it whole: --hosts {hosts[0]}.",
        $"没有可用的主机：{Some(hosts)} 已摘除。请用 /botops host 重新加入，或用完整名称指定：--hosts {hosts[0]}。");
    public static string HostsTakenOut(IReadOnlyList<string> hosts) => Say(
        $"{string.Join(", ", hosts)} {(hosts.Count == 1 ? "was" : "were")} taken out", $"{string.Join("、", hosts)} 已被摘除");
    public static string HostsBackIn(IReadOnlyList<string> hosts) => Say(
        $"{string.Join(", ", hosts)} {(hosts.Count == 1 ? "is" : "are")} back in", $"{string.Join("、", hosts)} 已重新加入");

    public static partial class Doctor
    {
        public static string HostIsTakenOut(string host, string project, string why) => Say(
            $"is taken out of {project}: {why}: bring it back with `/botops host {host} in`", $"已从 {project} 摘除：{why}：用 `/botops host {host} in` 重新加入");
    }
}
