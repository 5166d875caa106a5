using System.IO.Enumeration;

namespace BotOps.Core.Releases;

/// <summary>Which hosts <c>--hosts</c> and <c>--exclude</c> mean: names, and patterns in which <c>*</c> stands for anything.</summary>
static class HostPatterns
{
    /// <summary>The hosts of the release, in the order of the catalog.</summary>
    /// <exception cref="UserError">A name or pattern means no host of the environment, or no host is left.</exception>
    public static IReadOnlyList<PlanHost> Select(PlanOptions options, IReadOnlyList<PlanHost> hosts)
    {
        if (hosts.Count == 0) throw new UserError(Texts.EnvironmentHasNoHosts);

        foreach (var typed in options.Hosts.Concat(options.Exclude)) RequireSome(typed, hosts);
        var selected = hosts
            .Where(h => options.Hosts.Count == 0 || options.Hosts.Any(typed => Means(typed, h)))
            .Where(h => !options.Exclude.Any(typed => Means(typed, h)))
            .ToLookup(h => !h.ByHand || Named(options, h.Name));
        if (selected[true].Any()) return [.. selected[true]];
        throw selected[false].Select(h => h.Name).ToList() is { Count: > 0 } out_
            ? new UserError(Texts.OnlyHostsOut(out_))
            : new UserError(Texts.AllHostsExcluded, string.Join(',', options.Exclude));
    }

    /// <summary>By its whole name: a pattern does not reach a host that was taken out by hand.</summary>
    public static bool Named(PlanOptions options, string host) => options.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    /// <summary>Of one name or pattern.</summary>
    public static bool Means(string typed, string host) => FileSystemName.MatchesSimpleExpression(typed, host);

    static bool Means(string typed, PlanHost host) => Means(typed, host.Name);

    static void RequireSome(string typed, IReadOnlyList<PlanHost> hosts)
    {
        if (hosts.Any(h => Means(typed, h))) return;

        var names = hosts.Select(h => h.Name).ToList();
        throw new UserError(typed.Contains('*') ? Texts.PatternMeansNoHost(typed, names) : Texts.NoSuchHost(typed, DidYouMean.Closest(typed, names), names), typed);
    }
}
