using System.Net;
using BotOps.Core.Dns;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Scaling;

/// <summary>The names of a host, as the order has them that bought it: also when the catalog has others by now, exactly those are taken away again.</summary>
public abstract class HostNames(IEnumerable<INameServer> servers, IDbContextFactory<BotOpsDb> databases, ILogger logger) : IScaleStep
{
    public abstract ScaleStep Step { get; }

    public async Task Do(string project, string environment, Host host, CancellationToken stopping)
    {
        if (host.Bought is not { } bought) return;
        var order = await databases.Database(db => db.ScaleOrders.AsNoTracking().SingleAsync(o => o.Id == bought.Order, stopping), logger, stopping);
        foreach (var name in order.Plan.Settings.Dns)
        {
            var full = name.Replace("{host}", host.Name, StringComparison.Ordinal);
            var found = ServersOf(servers, full);
            if (found.Count == 0) throw new UserError(Texts.Dns.NoServer(full), full);
            foreach (var server in Which(found)) await Do(server, full[..^(server.Zone.Length + 1)], IPAddress.Parse(host.Address), stopping);
        }
    }

    /// <summary>Those whose zone the name ends with, the longest first.</summary>
    public static IReadOnlyList<INameServer> ServersOf(IEnumerable<INameServer> servers, string name) =>
        [.. servers.Where(s => name.EndsWith($".{s.Zone}", StringComparison.Ordinal)).OrderByDescending(s => s.Zone.Length)];

    protected abstract IEnumerable<INameServer> Which(IReadOnlyList<INameServer> found);
    protected abstract Task Do(INameServer server, string name, IPAddress address, CancellationToken stopping);
}

public sealed class PutNames(IEnumerable<INameServer> servers, IDbContextFactory<BotOpsDb> databases, ILogger<PutNames> logger) : HostNames(servers, databases, logger)
{
    public override ScaleStep Step => ScaleStep.InDns;
    protected override IEnumerable<INameServer> Which(IReadOnlyList<INameServer> found) => found.Take(1);
    protected override Task Do(INameServer server, string name, IPAddress address, CancellationToken stopping) => OwnNames.Put(server, name, address, stopping);
}

/// <summary>What BotOps did not write stays, whatever it says. Each zone is looked at: a longer one may have been configured since.</summary>
public sealed class TakeNames(IEnumerable<INameServer> servers, IDbContextFactory<BotOpsDb> databases, ILogger<TakeNames> logger) : HostNames(servers, databases, logger)
{
    public override ScaleStep Step => ScaleStep.OutOfDns;
    protected override IEnumerable<INameServer> Which(IReadOnlyList<INameServer> found) => found;
    protected override Task Do(INameServer server, string name, IPAddress address, CancellationToken stopping) => OwnNames.Take(server, name, address, stopping);
}
