using BotOps.Core.Cloud;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Inventory;

/// <summary>Whose an instance is.</summary>
/// <param name="Host">The host that it is.</param>
/// <param name="Environments">That host's.</param>
/// <param name="Order">The scale order that has it still before it, or has left it over.</param>
/// <param name="Open">That order moves it, or asks a person about it.</param>
/// <param name="Leaves">It was given back a while ago, and providers take their time.</param>
public sealed record Owner(Host? Host, IReadOnlyList<DeployEnvironment> Environments, long? Order, bool Open, bool Leaves)
{
    public static readonly Owner Nobody = new(null, [], null, false, false);

    /// <summary>A project has it, an order moves it, or it only disappears still.</summary>
    public bool Any => Environments.Count > 0 || Open || Leaves;
}

/// <summary>Finds who owns what: what BotOps has bought by its id, a host of the catalog by its address.</summary>
public sealed class InstanceOwners
{
    /// <summary>What is there longer after it was given back is a machine that is paid for, and nobody's.</summary>
    static readonly TimeSpan Leaving = TimeSpan.FromHours(1);
    readonly DateTimeOffset now;
    readonly Dictionary<(string Account, string Id), Host> bought;
    readonly ILookup<string, Host> byAddress;
    readonly ILookup<int, DeployEnvironment> environments;
    readonly Dictionary<string, (long Order, bool Open)> ofOrders;
    readonly Dictionary<string, long> openTokens;
    readonly HashSet<string> ambiguous;

    InstanceOwners(DateTimeOffset now, IReadOnlyList<Host> hosts, ILookup<int, DeployEnvironment> environments, IReadOnlyList<ScaleOrder> open, IReadOnlyList<ScaleHost> ordered, IReadOnlyList<Instance> live)
    {
        (this.now, this.environments) = (now, environments);
        bought = hosts.Where(h => h.Bought is not null).GroupBy(h => (h.Bought!.Account, h.Bought.Id)).ToDictionary(g => g.Key, g => g.MaxBy(h => h.Id)!);
        byAddress = hosts.Where(h => h.Bought is null && h.GoneAt is null).ToLookup(h => h.Address);
        openTokens = open.Where(o => o.Plan.Token.Length > 0).ToDictionary(o => o.Plan.Token, o => o.Id);
        var moving = open.Select(o => o.Id).ToHashSet();
        ofOrders = ordered.GroupBy(h => h.InstanceId!).ToDictionary(g => g.Key, g => g.Select(h => (Order: h.OrderId, Open: moving.Contains(h.OrderId))).OrderByDescending(o => o.Open).ThenByDescending(o => o.Order).First());
        ambiguous = [.. live.SelectMany(Addresses).GroupBy(a => a).Where(g => g.Count() > 1).Select(g => g.Key)]; // private networks of two accounts
    }

    /// <param name="live">All that there are in any account.</param>
    public static async Task<InstanceOwners> Read(BotOpsDb db, IReadOnlyList<Instance> live, DateTimeOffset now, CancellationToken stopping)
    {
        ScaleState[] ended = [.. Enum.GetValues<ScaleState>().Where(s => s.Ended())];
        var open = await db.ScaleOrders.AsNoTracking().Where(o => !ended.Contains(o.State)).ToListAsync(stopping);
        var ids = live.Select(i => i.Id).ToList();
        var ordered = await db.ScaleHosts.AsNoTracking().Where(h => ids.Contains(h.InstanceId!) && h.State != ScaleStep.GivenBack).ToListAsync(stopping);
        var going = open.Select(o => o.Id).ToList();
        var byHost = await (from host in db.ScaleHosts.AsNoTracking()
                            join of in db.Hosts on host.Name equals of.Name
                            where going.Contains(host.OrderId) && host.InstanceId == null && of.Bought != null
                            select new { host, of.Bought }).ToListAsync(stopping);
        foreach (var one in byHost) one.host.InstanceId = one.Bought.Id; // it goes: an order of its own, which has not written its id yet
        var assigned = await db.Assignments.AsNoTracking().Join(db.Environments.Include(e => e.Project), a => a.EnvironmentId, e => e.Id, (a, e) => new { a.HostId, Environment = e }).ToListAsync(stopping);
        return new(now, await db.Hosts.AsNoTracking().ToListAsync(stopping), assigned.ToLookup(a => a.HostId, a => a.Environment), open, [.. ordered, .. byHost.Select(b => b.host)], live);
    }

    public Owner Of(string account, Instance instance)
    {
        var host = bought.GetValueOrDefault((account, instance.Id)) ?? OfCatalog(instance);
        var (order, open) = ofOrders.TryGetValue(instance.Id, out var ordered) ? ((long?)ordered.Order, ordered.Open)
            : instance.Tags.GetValueOrDefault(ScalePlan.OrderTag) is { } token && openTokens.TryGetValue(token, out var buying) ? (buying, true)
            : (null, false);
        return host is null && order is null ? Owner.Nobody : new(host, host is null ? [] : [.. environments[host.Id]], order, open, host?.GoneAt > now - Leaving);
    }

    Host? OfCatalog(Instance instance) => Addresses(instance).SelectMany(a => byAddress[a].Where(h => h.Name == instance.Name || !ambiguous.Contains(a))).FirstOrDefault();

    static IEnumerable<string> Addresses(Instance instance) => new[] { instance.PrivateAddress, instance.PublicAddress }.OfType<string>();
}
