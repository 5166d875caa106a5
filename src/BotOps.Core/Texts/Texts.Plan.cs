using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public const string EnvironmentHasNoHosts = "This environment has no hosts yet. An admin assigns them.";
    public const string AllHostsExcluded = "No host is left: --exclude takes out every one that was meant. Exclude fewer.";
    public static string PatternMeansNoHost(string pattern, IReadOnlyList<string> names) => $"No host matches {pattern}. There are {Some(names)}.";
    public static string NoSuchHost(string typed, IReadOnlyList<string> closest, IReadOnlyList<string> names) => closest.Count > 0
        ? $"There is no host {typed} here. Did you mean {Either(closest)}?"
        : $"There is no host {typed} here. There are {Some(names)}.";

    public const string OneStrategyOnly = "--serial, --halves and --batch exclude each other. Keep one.";
    public const string BatchEmpty = "--batch needs a size or a list: 3, 25% or 1,25%,100%.";
    public const string WaveOfNoHost = "A wave has at least one host. Write 1 or more.";
    public static string BatchDoesNotGrow(string list, Amount before, Amount entry) =>
        $"A list says how many hosts are updated in all after each wave, so it has to grow: in {list}, {entry} does not follow {before}. For waves of one size write it once: --batch {entry}.";
    public static string BatchLeavesHosts(string list, int left, int hosts) =>
        $"--batch {list} would leave {left} of {hosts} hosts on the old version. End the list with 100%: --batch {list},100%. To update a few hosts only, name them with --hosts.";

    public static string NotAnAmount(string typed) => $"{typed} is not a number of hosts. Write a count such as 3, or a share such as 25%.";
    public static string MoreThanAll(string typed) => $"{typed} is more than all hosts. A share goes up to 100%.";

    public static string MinUpImpossible(int minUp, int up, int hosts, int largest, IReadOnlyList<string> down) =>
        $"{minUp} of {hosts} hosts have to stay up and {up} {(up == 1 ? "is" : "are")} up, so none may be taken out. The largest --min-up that works is {largest}."
        + (down.Count is > 0 and <= 8 ? $" Or first deploy what is down: --hosts {string.Join(',', down)}" : "");

    static string Either(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";

    static string Some(IReadOnlyList<string> names)
    {
        const int most = 8;
        return names.Count <= most ? string.Join(", ", names) : $"{string.Join(", ", names.Take(most))} and {names.Count - most} more";
    }
}
