namespace BotOps.Core.Balancing;

/// <summary>What a host on which the balancer runs said.</summary>
/// <param name="Problem">What is not as it should be there, or why it said nothing; null: nothing.</param>
/// <param name="Servers">As <see cref="BalancerDrift.Servers"/>; null: not known.</param>
public sealed record FrontNow(string Name, string? Problem, IReadOnlySet<string>? Servers);

/// <summary>What is in front of an environment at this moment, beside what the rows say.</summary>
public sealed record FrontsNow(string File, IReadOnlyList<FrontNow> Fronts, IReadOnlyList<BalancedHost> Hosts)
{
    /// <summary>Where requests are passed on to the host and where not, in words; then what differs from what should be. Empty: no front said it.</summary>
    public (IReadOnlyList<string> Is, IReadOnlyList<string> Differs) Of(string host)
    {
        if (Hosts.FirstOrDefault(h => h.Name == host) is not { } row) return ([], []);
        var known = Fronts.Where(f => f.Servers is not null).ToLookup(f => f.Servers!.Contains(Upstream.Server(row)), f => f.Name);
        List<string> has = [.. known[true]], lacks = [.. known[false]];
        var both = has.Count > 0 && lacks.Count > 0;
        return (
            [.. has.Count > 0 ? [Texts.Balancing.IsIn(both ? has : [])] : Array.Empty<string>(), .. lacks.Count > 0 ? [Texts.Balancing.IsNotIn(both ? lacks : [])] : Array.Empty<string>()],
            (BalancerDrift.Moves(row), row.Serves) switch
            {
                (false, true) when lacks.Count > 0 => [Texts.Balancing.ShouldBeIn],
                (false, false) when has.Count > 0 => [Texts.Balancing.ShouldNotBeIn],
                _ => [],
            });
    }
}
