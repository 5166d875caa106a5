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
        try
        {
            var answer = await ask.Within(patience, front, HostVerbs.Balanced(rows.Project, rows.Environment, rows.Balancer), stopping);
            return answer.Ok ? new(front.Name, BalancerDrift.Of(rows, answer), BalancerDrift.Servers(answer)) : new(front.Name, answer.Reason, null);
        }
        catch (HostUnreachable error)
        {
            return new(front.Name, Texts.HostSilent(error.Why), null);
        }
        catch (UserError error)
        {
            return new(front.Name, error.Message, null);
        }
    }
}
