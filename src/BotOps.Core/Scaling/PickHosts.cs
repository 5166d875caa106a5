using BotOps.Core.Releases;

namespace BotOps.Core.Scaling;

/// <summary>A host that could go.</summary>
/// <param name="Bought">By BotOps, by the hour; others it never deletes.</param>
public sealed record HostToGo(string Name, DateTimeOffset Since, bool Bought);

/// <summary>Which hosts a scale-in gives back: those that are named, or the newest of those that BotOps has bought.</summary>
public static class PickHosts
{
    /// <param name="all">Every host of the environment.</param>
    /// <param name="amount">Null: as many as are named.</param>
    /// <param name="named">Names and patterns; empty: the newest.</param>
    /// <param name="least">So many stay.</param>
    /// <exception cref="UserError">It would be another host than one that BotOps may delete, or too many.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<HostToGo> all, int? amount, IReadOnlyList<string> named, IReadOnlyList<string> spared, int least)
    {
        foreach (var typed in named.Concat(spared))
            if (!all.Any(h => HostPatterns.Means(typed, h.Name)))
                throw new UserError(Texts.NoSuchHost(typed, DidYouMean.Closest(typed, all.Select(h => h.Name)), [.. all.Select(h => h.Name)]), typed);

        var picked = named.Count > 0 ? Named(all, named, spared, amount) : Newest(all, spared, amount ?? 0);
        return all.Count - picked.Count >= least ? picked : throw new UserError(Texts.Scaling.TooFewLeft(all.Count, picked.Count, least), $"{picked.Count}");
    }

    static List<string> Named(IReadOnlyList<HostToGo> all, IReadOnlyList<string> named, IReadOnlyList<string> spared, int? amount)
    {
        var picked = all.Where(h => named.Any(typed => HostPatterns.Means(typed, h.Name)) && !Spared(h, spared)).ToList();
        if (picked.Find(h => !h.Bought) is { } foreign) throw new UserError(Texts.Scaling.NotBought(foreign.Name), foreign.Name);
        if (amount is { } wanted && wanted != picked.Count) throw new UserError(Texts.Scaling.OtherAmount(wanted, picked.Count), $"{wanted}");
        return picked.Count > 0 ? picked.ConvertAll(h => h.Name) : throw new UserError(Texts.Scaling.AllSpared, string.Join(',', spared));
    }

    static List<string> Newest(IReadOnlyList<HostToGo> all, IReadOnlyList<string> spared, int amount)
    {
        var bought = all.Where(h => h.Bought && !Spared(h, spared)).OrderByDescending(h => h.Since).ThenByDescending(h => h.Name, StringComparer.Ordinal).ToList();
        return bought.Count >= amount ? bought.Take(amount).Select(h => h.Name).ToList() : throw new UserError(Texts.Scaling.TooFewBought(amount, bought.Count), $"{amount}");
    }

    static bool Spared(HostToGo host, IReadOnlyList<string> spared) => spared.Any(typed => HostPatterns.Means(typed, host.Name));
}
