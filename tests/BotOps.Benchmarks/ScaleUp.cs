using BotOps.Adapters.Cloud.Alibaba;
using BotOps.Adapters.Hosts.Ssh;
using BotOps.Benchmarks.Rig;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using BotOps.Sandbox.Cloud;

namespace BotOps.Benchmarks;

/// <summary>20 and 200 hosts from the press to in service, on the wall's clock: the cloud double boots each in 30 s, and the hosts answer at once. What is more than a boot is BotOps' own.</summary>
sealed class ScaleUp : IBenchmark
{
    static readonly TimeSpan Boots = TimeSpan.FromSeconds(30), Shown = TimeSpan.FromMilliseconds(500);

    /// <summary>What BotOps may add to a boot.</summary>
    static readonly (int Hosts, TimeSpan Own)[] Orders = [(20, TimeSpan.FromSeconds(5)), (200, TimeSpan.FromSeconds(15))];

    static readonly Settings Bench = new()
    {
        Build = new BuildSettings { Command = ["true"], Artifact = [OneFile.File] },
        Run = new RunSettings { Start = ["serve"], Port = 8080, Health = new HealthCheck { Kind = "http", Path = "/health" } },
    };

    public string Name => "scale";

    public async Task<IReadOnlyList<Figure>> Run(Action<string> tell, CancellationToken stopping)
    {
        await using var bed = await TestBed.Create(stopping);
        var offer = CloudOffer.Sample with { BootsIn = Boots, ShownAfter = Shown, Cores = 1000, Stock = 500 };
        await using var cloud = await CloudDouble.Start(offer, TimeProvider.System, stopping: stopping);
        await using var engine = await Engine.Start(bed, [Engine.Host("host-1", "127.0.0.1", "/srv", "simulated")], Bench, new SshOptions(), stopping, Account(offer, cloud.Url), Scaling(offer));
        await engine.Deploy(new PlanOptions(), stopping); // what new hosts get

        List<Figure> figures = [];
        foreach (var (amount, limit) in Orders)
        {
            var (calls, cpu) = (cloud.Calls.Count, Environment.CpuUsage.TotalTime);
            var (order, hosts) = await engine.ScaleOut(amount, stopping);
            cpu = Environment.CpuUsage.TotalTime - cpu;
            var all = order.EndedAt!.Value - order.CreatedAt;
            var (own, made) = (all - Boots - Shown, cloud.Calls.Skip(calls).GroupBy(c => c.Action).OrderByDescending(g => g.Count()).ToList());
            var ways = hosts.Select(h => h.EndedAt!.Value - h.StartedAt!.Value).ToList();
            tell($"+{amount}: {Show.Seconds(all)}");
            figures.AddRange(
            [
                new($"{amount} hosts, press to the last in service", Show.Seconds(all), $"a boot: {Show.Seconds(Boots + Shown)}"),
                new("of it BotOps' own", $"{Show.Seconds(own)}, {own / all:P0}", $"< {Show.Seconds(limit)}", own < limit),
                new("calls of the cloud's API", $"{made.Sum(g => g.Count())}: {string.Join(", ", made.Select(g => $"{g.Count()} {g.Key}"))}", $"one by one {amount * 3} or more", made.Sum(g => g.Count()) < amount * 3),
                new("the first host serves, the last one", $"{Show.Seconds(hosts.Min(h => h.EndedAt!.Value) - order.CreatedAt)}, {Show.Seconds(hosts.Max(h => h.EndedAt!.Value) - order.CreatedAt)}"),
                new("ways of hosts at once, on average", $"{ways.Sum(w => w.TotalSeconds) / (hosts.Max(h => h.EndedAt!.Value) - hosts.Min(h => h.StartedAt!.Value)).TotalSeconds:0.0}", $"one after another: {Show.Seconds(TimeSpan.FromSeconds(ways.Sum(w => w.TotalSeconds)))}"),
                new("CPU of BotOps and the double a host", Show.Fine(cpu / amount), ""),
            ]);
        }
        return figures;
    }

    static AlibabaOptions Account(CloudOffer offer, Uri url)
    {
        const string Key = "BOTOPS_BENCH_KEY", Secret = "BOTOPS_BENCH_SECRET";
        Environment.SetEnvironmentVariable(Key, offer.KeyId);
        Environment.SetEnvironmentVariable(Secret, offer.KeySecret);
        return new AlibabaOptions { Account = "bench", Region = offer.Region, AccessKey = $"env:{Key}", Secret = $"env:{Secret}", Endpoints = AlibabaOptions.Addresses.ToDictionary(name => name, _ => url) };
    }

    static ScaleSettings Scaling(CloudOffer offer) => new()
    {
        Account = "bench", Region = offer.Region, Image = offer.Images[0], Names = "bench-[101]", Root = "/srv/{host}", Transport = "simulated", SecurityGroups = [offer.SecurityGroups[0]],
        Types = [new ScaleType("standard", ["ecs.c7.large"])], Zones = [.. offer.Subnets.Select(s => new ScaleZone(s.Zone[^1..], s.Id))], MostADay = 1000,
    };
}
