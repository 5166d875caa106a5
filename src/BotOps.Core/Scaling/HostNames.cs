using System.Net;
using BotOps.Core.Dns;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>The names of a host, as the order has them that bought it: also when the catalog has others by now, exactly those are taken away again.</summary>
public abstract class HostNames(IDbContextFactory<BotOpsDb> databases) : IScaleStep
{
    public abstract ScaleStep Step { get; }

    public async Task Do(string project, string environment, Host host, CancellationToken stopping)
    {
        if (host.Bought is not { } bought) return;
        IReadOnlyList<string> names;
        await using (var db = await databases.CreateDbContextAsync(stopping))
            names = (await db.ScaleOrders.AsNoTracking().SingleAsync(o => o.Id == bought.Order, stopping)).Plan.Settings.Dns;
        foreach (var name in names)
        {
            var full = name.Replace("{host}", host.Name, StringComparison.Ordinal);
            foreach (var server in ServersOf(full)) await Do(server, full[..^(server.Zone.Length + 1)], IPAddress.Parse(host.Address), stopping);
        }
    }

    /// <summary>The one whose zone is the longest that the name ends with; null: none.</summary>
    public static INameServer? ServerOf(IEnumerable<INameServer> servers, string name) => servers
        .Where(s => Has(s, name)).MaxBy(s => s.Zone.Length);

    protected static bool Has(INameServer server, string name) => name.EndsWith($".{server.Zone}", StringComparison.Ordinal);

    protected abstract IEnumerable<INameServer> ServersOf(string name);
    protected abstract Task Do(INameServer server, string name, IPAddress address, CancellationToken stopping);
}

public sealed class PutNames(IEnumerable<INameServer> servers, IDbContextFactory<BotOpsDb> databases) : HostNames(databases)
{
    public override ScaleStep Step => ScaleStep.InDns;
    protected override IEnumerable<INameServer> ServersOf(string name) => [ServerOf(servers, name) ?? throw new UserError(Texts.Dns.NoServer(name), name)];
    protected override Task Do(INameServer server, string name, IPAddress address, CancellationToken stopping) => OwnNames.Put(server, name, address, stopping);
}

/// <summary>What BotOps did not write stays, whatever it says. Each zone is looked at that the name ends with: a longer one may have been configured since.</summary>
public sealed class TakeNames(IEnumerable<INameServer> servers, IDbContextFactory<BotOpsDb> databases) : HostNames(databases)
{
    public override ScaleStep Step => ScaleStep.OutOfDns;
    protected override IEnumerable<INameServer> ServersOf(string name) => servers.Where(s => Has(s, name)).ToList() is { Count: > 0 } some ? some : throw new UserError(Texts.Dns.NoServer(name), name);
    protected override Task Do(INameServer server, string name, IPAddress address, CancellationToken stopping) => OwnNames.Take(server, name, address, stopping);
}
