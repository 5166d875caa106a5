using BotOps.Core.Hosts;
using BotOps.Core.Releases;

namespace BotOps.Core.Balancing;

/// <summary>Asks the hosts on which a balancer runs what is in its file, for a person who waits. Changes nothing there.</summary>
public sealed class AskFronts(AskHosts ask)
{
    public async Task<FrontsNow> Ask(BalancerRows rows, TimeSpan patience, CancellationToken stopping)
    {
        var fronts = await Task.WhenAll(rows.Fronts.Select(front => Ask(rows, front, patience, stopping)));
        var unknown = rows.Balancer.Hosts.Except(rows.Fronts.Select(f => f.Name)).Select(name => new FrontNow(name, Texts.Balancing.NoSuchFront(name), null));
        return new(rows.Balancer.File, [.. fronts, .. unknown], rows.Hosts);
    }

    async Task<FrontNow> Ask(BalancerRows rows, Host front, TimeSpan patience, CancellationToken stopping)
    {
        var (answer, problem) = await ask.Try(patience, front, HostVerbs.Balanced(rows.Project, rows.Environment, rows.Balancer), stopping);
        return answer is null ? new(front.Name, problem, null) : new(front.Name, BalancerDrift.Of(rows, answer), BalancerDrift.Servers(answer));
    }
}
