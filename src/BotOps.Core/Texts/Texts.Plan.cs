using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static string EnvironmentHasNoHosts => Say("This environment has no hosts yet. An admin assigns them.", "该环境还没有主机。请管理员分配。");
    public static string AllHostsExcluded => Say(
        "No host is left: --exclude takes out every one that was meant. Exclude fewer.",
        "没有剩余主机：--exclude 排除了全部目标主机。请减少排除项。");
    public static string PatternMeansNoHost(string pattern, IReadOnlyList<string> names) => Say(
        $"No host matches {pattern}. There are {Some(names)}.",
        $"没有主机匹配 {pattern}。现有 {Some(names)}。");
    public static string NoSuchHost(string typed, IReadOnlyList<string> closest, IReadOnlyList<string> names) => closest.Count > 0
        ? Say($"There is no host {typed} here. Did you mean {Either(closest)}?", $"这里没有主机 {typed}。是否想输入 {Either(closest)}？")
        : Say($"There is no host {typed} here. There are {Some(names)}.", $"这里没有主机 {typed}。现有 {Some(names)}。");

    public static string OneStrategyOnly => Say("--serial, --halves and --batch exclude each other. Keep one.", "--serial、--halves 和 --batch 互斥。请只保留一个。");
    public static string BatchEmpty => Say("--batch needs a size or a list: 3, 25% or 1,25%,100%.", "--batch 需要大小或列表：3、25% 或 1,25%,100%。");
    public static string WaveOfNoHost => Say("A wave has at least one host. Write 1 or more.", "每批至少一台主机。请写 1 或更大的数。");
    public static string BatchDoesNotGrow(string list, Amount before, Amount entry) => Say(
        $"A list says how many hosts are updated in all after each wave, so it has to grow: in {list}, {entry} does not follow {before}. For waves of one size write it once: --batch {entry}.",
        $"列表表示每批之后累计更新的主机数，必须递增：{list} 中 {entry} 不能接在 {before} 之后。若每批大小相同，只写一次：--batch {entry}。");
    public static string BatchLeavesHosts(string list, int left, int hosts) => Say(
        $"--batch {list} would leave {left} of {hosts} hosts on the old version. End the list with 100%: --batch {list},100%. To update a few hosts only, name them with --hosts.",
        $"--batch {list} 会使 {hosts} 台主机中的 {left} 台停留在旧版本。请以 100% 结尾：--batch {list},100%。若只更新部分主机，请用 --hosts 指定。");

    public static string NotAnAmount(string typed) => Say(
        $"{typed} is not a number of hosts. Write a count such as 3, or a share such as 25%.",
        $"{typed} 不是主机数量。请写数量（如 3）或比例（如 25%）。");
    public static string MoreThanAll(string typed) => Say($"{typed} is more than all hosts. A share goes up to 100%.", $"{typed} 超过了全部主机。比例最多 100%。");

    public static string MinUpImpossible(int minUp, int up, int hosts, int largest, IReadOnlyList<string> down)
    {
        var repair = down.Count is > 0 and <= 8 ? Say($" Or first deploy what is down: --hosts {string.Join(',', down)}", $"或先发布不在线的主机：--hosts {string.Join(',', down)}") : "";
        return Say(
            $"{minUp} of {hosts} hosts have to stay up and {up} {(up == 1 ? "is" : "are")} up, so none may be taken out. The largest --min-up that works is {largest}.{repair}",
            $"{hosts} 台主机中须有 {minUp} 台保持在线，而目前在线 {up} 台，因此一台也不能摘除。可行的最大 --min-up 为 {largest}。{repair}");
    }

    static string Either(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"{string.Join(Comma, names.SkipLast(1))}{Or}{names[^1]}";

    static string Some(IReadOnlyList<string> names)
    {
        const int most = 8;
        var shown = string.Join(Comma, names.Take(most));
        return names.Count <= most ? shown : Say($"{shown} and {names.Count - most} more", $"{shown} 等，另有 {names.Count - most} 台");
    }
}
