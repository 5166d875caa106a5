using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Projects.Catalog;

sealed class ApplyHosts(BotOpsDb db, CatalogChanges changes)
{
    public async Task Handle(IReadOnlyList<CatalogHost> hosts, CancellationToken stopping)
    {
        foreach (var wanted in hosts)
        {
            var host = await db.Hosts.SingleOrDefaultAsync(h => h.Name == wanted.Name, stopping);
            if (host is null)
            {
                db.Hosts.Add(new Host { Name = wanted.Name, Address = wanted.Address, Root = wanted.Root, Transport = wanted.Transport, Ssh = wanted.Ssh, Salt = wanted.Salt, Pulls = wanted.Pulls });
                changes.Added($"host {wanted.Name}");
                continue;
            }

            var before = CatalogValues.Of(host);
            (host.Address, host.Root, host.Transport, host.Ssh, host.Salt, host.Pulls) = (wanted.Address, wanted.Root, wanted.Transport, wanted.Ssh, wanted.Salt, wanted.Pulls);
            changes.Changed($"host {host.Name}", CatalogValues.Difference(before, CatalogValues.Of(host)));
        }
        await db.SaveChangesAsync(stopping);
    }
}
