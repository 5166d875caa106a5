using BotOps.Adapters.Chat.Webhook;
using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BotOps.IntegrationTests.Chat;

public class PagerTests
{
    [SkippableFact]
    public async Task A_call_is_made_in_the_callers_transaction_and_once()
    {
        await using var rig = await ReleaseRig.Create();
        await using var server = await WebhookServer.Start();
        using Webhook ops = To("ops", server), night = To("night", server);
        var release = (await rig.Deploy()).Id;

        await Assert.ThrowsAsync<InvalidOperationException>(() => Call(rig, release, "a", fails: true, ops, night));
        Assert.Empty(await Rows(rig));
        await Call(rig, release, "a", fails: false, ops, night);
        await Call(rig, release, "a", fails: false, ops, night);
        await Call(rig, release, "b", fails: false);

        Assert.Equal(["a@webhook/night/pager", "a@webhook/ops/pager"], (await Rows(rig)).Select(m => m.Key));
        var alarm = Assert.IsType<Alarm>((await Rows(rig))[0].Content);
        Assert.Equal((release, "order-svc", "production", "Cancelled"), (alarm.Release, alarm.Project, alarm.Environment, alarm.State)); // as the transaction has changed it
    }

    [SkippableFact]
    public async Task It_is_delivered_through_errors_and_silence_under_one_key_and_the_next_one_is_not_held_up()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        await using var server = (await WebhookServer.Start()).Then(500).ThenSilent().Then(502);
        using var ops = To("ops", server);
        var release = (await rig.Deploy()).Id;
        await Call(rig, release, "a", fails: false, ops);
        await Call(rig, release, "b", fails: false, ops);

        using var dispatcher = new Dispatcher([ops], rig.The<IServiceScopeFactory>(), rig.The<IDbContextFactory<BotOpsDb>>(), rig.The<NpgsqlDataSource>(), rig.The<Notifications>(),
            rig.The<WorkerOptions>(), TimeProvider.System, NullLogger<Dispatcher>.Instance);
        await dispatcher.StartAsync(default);
        await Eventually.True(async () => (await Rows(rig)).TrueForAll(m => m.Sent == m.Wanted), "both are sent");
        await dispatcher.StopAsync(default);

        Assert.Equal(5, server.Seen.Count);
        Assert.Equal(["a@webhook/ops/pager", "b@webhook/ops/pager"], server.Seen.Select(r => r.Headers["Idempotency-Key"]).Distinct().Order());
        Assert.All(await Rows(rig), row => Assert.Equal((null, row.Key), (row.Parked, row.Reference)));
    }

    static Webhook To(string name, WebhookServer server) =>
        new(new WebhookOptions(name, server.Url, WebhookKind.Json, null) { Limit = TimeSpan.FromSeconds(1) }, NoDatabase.References, new WorkerOptions { DataFolder = "" }, TimeProvider.System);

    static Task Call(ReleaseRig rig, long release, string key, bool fails, params Webhook[] webhooks) => rig.Use<BotOpsDb>(db => db.InTransaction(async () =>
    {
        var changed = await db.Releases.SingleAsync(r => r.Id == release);
        if (changed.State == ReleaseState.AwaitingApproval) changed.Cancel(rig.Dev.Id, "a change that is not saved yet", DateTimeOffset.UtcNow);
        await new Pager(db, new Outbox(db, TimeProvider.System), webhooks).Call(key, "order-3 failed", release, default);
        if (fails) throw new InvalidOperationException("the caller fails");
    }, default));

    static Task<List<OutboxMessage>> Rows(ReleaseRig rig) => rig.Db(db => db.Outbox.AsNoTracking().Where(m => m.Platform == "webhook").OrderBy(m => m.Key).ToListAsync());
}
