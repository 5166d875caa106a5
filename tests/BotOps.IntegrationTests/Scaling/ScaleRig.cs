using BotOps.Core.Chat;
using BotOps.Core.Dns;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Scaling;
using BotOps.IntegrationTests.Cloud;
using BotOps.IntegrationTests.Releases;
using BotOps.Sandbox.Cloud;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Scaling;

/// <summary>A project with a current build on its host, settings for more of them, and the cloud double over HTTP.</summary>
sealed class ScaleRig : IAsyncDisposable
{
    const string Type = CloudRig.Large, Dearer = "ecs.g7.xlarge";

    public static readonly ScaleSettings Settings = new()
    {
        Account = "prod", Region = CloudRig.Region, Image = "img-botops", Types = [new ScaleType("standard", [Type, Dearer])], Zones = [new ScaleZone("h", "vsw-h"), new ScaleZone("i", "vsw-i")],
        SecurityGroups = ["sg-web"], KeyPair = "botops", Names = "order-[101]", Root = "/srv/{host}",
        Back = new BackSettings { Wave = "100%" }, // obedient hosts do not say what they run, so none would be well
    };

    static readonly CloudOffer Offer = CloudOffer.Sample with { ShownAfter = TimeSpan.FromMilliseconds(500), BootsIn = TimeSpan.FromSeconds(1), Beat = TimeSpan.FromMilliseconds(200), Cores = 300 };
    readonly CloudRig cloud;

    ScaleRig(CloudRig cloud, WatchedCloud watched, ReleaseRig rig) => (this.cloud, Cloud, Rig) = (cloud, watched, rig);

    public ReleaseRig Rig { get; }
    public WatchedCloud Cloud { get; }
    public CloudWorld World => cloud.Double.World;

    /// <summary>As <c>order-101 h</c>: name and zone of what was bought and is not deleted.</summary>
    public IEnumerable<string> Bought => World.All.Select(i => $"{i.Name} {i.Subnet.Zone[^1]}").Order();

    /// <param name="network">Addresses of the machines begin so.</param>
    public static async Task<ScaleRig> Create(Settings? settings = null, ScaleSettings? scaling = null, string network = "127.9.8", INameServer? names = null, TimeProvider? clock = null)
    {
        var cloud = await CloudRig.Start(Offer, clock, hosts: new Machines(network));
        var watched = new WatchedCloud(cloud.Cloud);
        var rig = await ReleaseRig.Create(realClock: true, hosts: 1, cloud: watched, names: names, clock: clock);
        await rig.Save(async db =>
        {
            if (settings is not null) await ReleaseRig.NewSettings(db, rig.Production, settings);
            (await db.Environments.SingleAsync(e => e.Id == rig.Production)).Scaling = scaling ?? Settings;
        });
        await rig.Deployed();
        return new ScaleRig(cloud, watched, rig);
    }

    /// <summary>Asks and has it approved; the order waits for its worker.</summary>
    public async Task<long> Ordered(string line)
    {
        Assert.Null(await Rig.Type(line, Rig.Operator));
        var id = await Rig.Db(db => db.ScaleOrders.MaxAsync(o => o.Id));
        await Rig.Use<DecideScale>(use => use.Approve(id, Rig.Lead.Id, default));
        return id;
    }

    public Task Run(long id, CancellationToken stopping = default) => Rig.New<ScaleJob>().Run(id, stopping);

    public async Task<ScaleOrder> Scaled(string line)
    {
        var id = await Ordered(line);
        await Run(id);
        return await Order(id);
    }

    public Task<ScaleOrder> Order(long id) => Rig.Db(db => db.ScaleOrders.AsNoTracking().SingleAsync(o => o.Id == id));
    public Task<List<ScaleHost>> Hosts(long id) => Rig.Db(db => db.HostsOf(id, default));
    public Task<Card> Card(long id) => Rig.Use<ScaleCards, Card>(cards => cards.Of(id, default));

    /// <summary>State of the order, and of its hosts in their order.</summary>
    public async Task<string> State(long id) => $"{(await Order(id)).State}: {string.Join(' ', (await Hosts(id)).Select(h => h.State))}";

    /// <summary>Hosts of the environment that serve, by name.</summary>
    public async Task<string> Serving() => string.Join(' ', await Rig.Db(db =>
        db.Assignments.Where(a => a.EnvironmentId == Rig.Production && a.LeftOut == null && a.ReleaseId != null).OrderBy(a => a.Host.Name).Select(a => a.Host.Name).ToListAsync()));

    /// <summary>What the reconciler does for hosts that go by themselves.</summary>
    public async Task Watch()
    {
        foreach (var id in await Rig.Use<WatchStays, IReadOnlyList<long>>(use => use.Due(default))) await Rig.Use<WatchStays>(use => use.Look(id, default));
    }

    /// <summary>Carries it out by workers that die at one call after another; returns how many did.</summary>
    public async Task<int> RunKilled(long id)
    {
        var kills = 0;
        for (var at = 1; (await Order(id)).State == ScaleState.Scaling && kills < 200; at++)
        {
            using var worker = new CancellationTokenSource();
            var left = 1 + at / 2; // later and later, so that it comes to an end
            void Count(string what)
            {
                if (Interlocked.Decrement(ref left) == 0) worker.Cancel();
                if (left <= 0) throw new OperationCanceledException(worker.Token); // nothing of a dead worker goes on
            }
            Cloud.Hook = Count;
            Rig.Hosts.Instead = (host, verb) =>
            {
                Count($"{host} {verb}");
                return Task.FromResult<HostAnswer?>(null);
            };
            await Run(id, worker.Token);
            if (worker.IsCancellationRequested) kills++;
        }
        (Cloud.Hook, Rig.Hosts.Instead) = (_ => { }, (_, _) => Task.FromResult<HostAnswer?>(null));
        return kills;
    }

    public async ValueTask DisposeAsync()
    {
        await Rig.DisposeAsync();
        await cloud.DisposeAsync();
    }

    /// <summary>Addresses of loopback; what lies there is the transport's.</summary>
    sealed class Machines(string network) : ICloudHosts
    {
        public string Address(int number) => $"{network}.{200 + number}";
        public Task Boot(CloudInstance instance, CancellationToken stopping) => Task.CompletedTask;
        public Task Remove(CloudInstance instance, CancellationToken stopping) => Task.CompletedTask;
    }
}
