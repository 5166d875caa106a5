using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Scaling;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Scaling;

/// <summary>A project with a current build on its hosts and settings for more of them.</summary>
static class ScaleRig
{
    public static readonly ScaleSettings Settings = new()
    {
        Account = "main", Region = "cn", Image = "m-1", Types = [new ScaleType("standard", ["c7", "c6"])], Zones = [new ScaleZone("i", "vsw-i"), new ScaleZone("j", "vsw-j")],
        Names = "order-[101]", Root = "/srv/{host}",
    };

    public static async Task<ReleaseRig> Create(int hosts = 1, Settings? settings = null, ScaleSettings? scaling = null)
    {
        var rig = await ReleaseRig.Create(realClock: true, hosts: hosts);
        await rig.Save(async db =>
        {
            if (settings is not null) await ReleaseRig.NewSettings(db, rig.Production, settings);
            (await db.Environments.SingleAsync(e => e.Id == rig.Production)).Scaling = scaling ?? Settings;
        });
        await rig.Deployed();
        return rig;
    }

    /// <summary>Asks and has it approved; the order waits for its worker.</summary>
    public static async Task<long> Ordered(this ReleaseRig rig, string line)
    {
        Assert.Null(await rig.Type(line, rig.Operator));
        var id = await rig.Db(db => db.ScaleOrders.MaxAsync(o => o.Id));
        await rig.Use<DecideScale>(use => use.Approve(id, rig.Lead.Id, default));
        return id;
    }

    public static Task Scale(this ReleaseRig rig, long id, CancellationToken stopping = default) => rig.New<ScaleJob>().Run(id, stopping);

    public static async Task<ScaleOrder> Scaled(this ReleaseRig rig, string line)
    {
        var id = await rig.Ordered(line);
        await rig.Scale(id);
        return await rig.Order(id);
    }

    public static Task<ScaleOrder> Order(this ReleaseRig rig, long id) => rig.Db(db => db.ScaleOrders.AsNoTracking().SingleAsync(o => o.Id == id));
    public static Task<List<ScaleHost>> Hosts(this ReleaseRig rig, long id) => rig.Db(db => db.HostsOf(id, default));
    public static async Task<string> States(this ReleaseRig rig, long id) => string.Join(' ', (await rig.Hosts(id)).Select(h => h.State));
    public static Task<Core.Chat.Card> ScaleCard(this ReleaseRig rig, long id) => rig.Use<ScaleCards, Core.Chat.Card>(cards => cards.Of(id, default));

    /// <summary>Hosts of the environment that serve, by name.</summary>
    public static async Task<string> Serving(this ReleaseRig rig) => string.Join(' ', await rig.Db(db =>
        db.Assignments.Where(a => a.EnvironmentId == rig.Production && a.LeftOut == null && a.ReleaseId != null).OrderBy(a => a.Host.Name).Select(a => a.Host.Name).ToListAsync()));
}
