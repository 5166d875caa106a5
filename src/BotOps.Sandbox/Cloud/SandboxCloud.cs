using BotOps.Adapters.Cloud.Alibaba;
using BotOps.Core.Persistence;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Sandbox.Cloud;

/// <summary>The double in which the sandbox's order-svc is scaled. It forgets what it sold when the sandbox ends; what BotOps still has of it is there again at the next start.</summary>
public static class SandboxCloud
{
    /// <summary>Beside the four hosts of the catalog.</summary>
    const int MostADay = 20;
    const decimal MostAnHour = 40;
    static readonly CloudOffer Offer = CloudOffer.Sample;

    /// <param name="url">Where the double answers.</param>
    public static AlibabaOptions Account(string work, Uri url)
    {
        var keys = Directory.CreateDirectory(Path.Combine(work, "cloud")).FullName;
        return new AlibabaOptions
        {
            Account = "sandbox", Region = Offer.Region, Endpoints = AlibabaOptions.Addresses.ToDictionary(name => name, _ => url),
            AccessKey = Written(Path.Combine(keys, "key"), Offer.KeyId), Secret = Written(Path.Combine(keys, "secret"), Offer.KeySecret),
        };
    }

    /// <param name="hosts">The folder of the sandbox's hosts.</param>
    /// <param name="names">What the names of new hosts begin with.</param>
    public static ScaleSettings Scaling(string hosts, string names) => new()
    {
        Account = "sandbox", Region = Offer.Region, Image = Offer.Images[0], Names = $"{names}-[101]", Root = Path.Combine(hosts, "{host}"), SecurityGroups = [Offer.SecurityGroups[0]],
        Types = [new ScaleType("standard", ["ecs.g7.large", "ecs.g7.xlarge"]), new ScaleType("small", ["ecs.c7.large"])],
        Zones = [.. Offer.Subnets.Select(s => new ScaleZone(s.Zone[^1..], s.Id))], MostADay = MostADay, MostAnHour = MostAnHour, Least = 2,
    };

    public static async Task<CloudDouble> Start(Uri url, SandboxFolder folder, SandboxHosts hosts, BotOpsDb db, CancellationToken stopping)
    {
        var cloud = await CloudDouble.Start(Offer, TimeProvider.System, new SandboxMachines(folder, hosts), url.ToString().TrimEnd('/'), stopping);
        foreach (var host in await db.Hosts.AsNoTracking().Where(h => h.Bought != null && h.GoneAt == null).ToListAsync(stopping))
        {
            var order = await db.ScaleOrders.AsNoTracking().SingleAsync(o => o.Id == host.Bought!.Order, stopping);
            cloud.World.SellAgain(host.Bought!.Id, host.Name, host.Address, host.Bought.Type, host.Bought.Zone, order.Plan.Tags, order.CreatedAt);
        }
        cloud.World.SellAgain("i-bp100000000", "jenkins-old", "10.0.9.9", "ecs.g7.xlarge", "i", new Dictionary<string, string>(), TimeProvider.System.GetUtcNow().AddDays(-90)); // as every account has one
        return cloud;
    }

    static string Written(string path, string text)
    {
        File.WriteAllText(path, text);
        return $"file:{path}";
    }
}
