using BotOps.Core.Access;
using BotOps.Core.Jobs;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Access;

public class LockTests
{
    const string Subject = "project order-svc production";

    [SkippableFact]
    public async Task What_is_asked_and_approved_while_it_is_locked_waits_in_line_says_for_whom_and_starts_when_it_is_unlocked()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Type(rig.Operator, "/lock order-svc --reason migration");
        var (first, second) = (await rig.Deploy(), await rig.Deploy());
        Assert.Equal("Locked by Operator until 5 Jan 13:00 UTC.", Assert.Single((await rig.Card(first.Id)).Warnings).Strong);

        await rig.Approve(first.Id, rig.Lead);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await rig.Approve(second.Id, rig.Lead);
        Assert.Equal([ReleaseState.Queued, ReleaseState.Queued], [await rig.State(first.Id), await rig.State(second.Id)]);
        Assert.Equal("Waits for the lock of Operator until 5 Jan 13:00 UTC (“migration”); starts by itself when it ends.", (await rig.Card(first.Id)).Text[0][0].Text);
        Assert.Empty(rig.Jobs.Enqueued);

        await rig.Type(rig.Operator, "/unlock order-svc");
        Assert.Equal([ReleaseState.Building, ReleaseState.Queued], [await rig.State(first.Id), await rig.State(second.Id)]);
        Assert.Equal(["Your release #1 has started: order-svc → production is not locked any more."], (await rig.ToldPrivately(rig.Dev)).Select(r => r.Text));
        Assert.Equal(
            ["Operator locked order-svc → production until 5 Jan 13:00 UTC: “migration”. Nothing new starts there until then.", "Operator unlocked order-svc → production."],
            await rig.SaidOfLocks());
        Assert.Equal(["operator lock: migration", "operator unlock"], await rig.Audited(Subject));
    }

    [SkippableFact]
    public async Task What_runs_goes_on_and_its_environment_alone_is_locked()
    {
        await using var rig = await ReleaseRig.Create();
        var running = await rig.Deploy();
        await rig.Approve(running.Id, rig.Lead);
        var staging = await rig.Environment("order-svc", "staging", new Policy { Approvals = 0 }, 1);
        Assert.Contains("production, staging", (await rig.Type(rig.Operator, "/lock order-svc --reason x").Refusal()).Message);
        await rig.Type(rig.Operator, "/lock order-svc to production --reason x");

        await rig.EndBuild(running.Id);
        await rig.RollOut(running.Id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(running.Id));
        Assert.True((await rig.State((await rig.Deploy("to staging")).Id)).HoldsClaim());
        Assert.Equal(rig.Production, Assert.Single(await rig.Locks()).EnvironmentId);
        Assert.NotEqual(staging, rig.Production);
    }

    [SkippableFact]
    public async Task The_reconciler_ends_a_lock_whose_time_is_over_and_the_next_starts()
    {
        await using var rig = await ReleaseRig.Create(new Policy { Approvals = 0 });
        await rig.Type(rig.Operator, "/lock order-svc --reason migration --for 5m");
        var release = await rig.Deploy();
        Assert.Equal(ReleaseState.Queued, release.State);
        rig.Clock.Advance(TimeSpan.FromMinutes(5));

        using var reconciler = rig.New<Reconciler>();
        await reconciler.StartAsync(default);
        await Eventually.True(async () => await rig.State(release.Id) == ReleaseState.Building, "it starts");
        await Eventually.True(async () => (await rig.Locks())[0].EndedAt is not null, "the lock ends");
        await reconciler.StopAsync(default);

        Assert.Equal("The lock of Operator on order-svc → production is over.", (await rig.SaidOfLocks())[^1]);
        Assert.Equal("nobody unlock", (await rig.Audited(Subject))[^1]);
        Assert.Single(await rig.ToldPrivately(rig.Dev), r => r.Text.StartsWith("Your release #1 has started", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Somebody_elses_lock_is_taken_with_steal_and_a_reason_and_they_are_told()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Grant(rig.Lead, Role.Operator);
        await rig.Type(rig.Operator, "/lock order-svc --reason migration --for 2h");

        var refused = await rig.Type(rig.Lead, "/lock order-svc --reason hotfix").Refusal();
        Assert.Contains("is locked by Operator until 5 Jan 14:00 UTC: “migration”", refused.Message);
        var unlock = await rig.Type(rig.Lead, "/unlock order-svc").Refusal();
        Assert.Contains("is Operator's (@operator)", unlock.Message);
        Assert.Equal("/lock order-svc to production --reason \"what it is for\" --steal", unlock.TryInstead);
        Assert.Null(Assert.Single(await rig.Locks()).EndedAt);

        await rig.Type(rig.Lead, "/lock order-svc --reason hotfix --steal");
        var locks = await rig.Locks();
        Assert.Equal((rig.Lead.Id, null), (locks[0].EndedBy!.Value, locks[1].EndedAt));
        Assert.Equal((rig.Lead.Id, "hotfix", rig.Clock.GetUtcNow().AddHours(1)), (locks[1].OwnerId, locks[1].Reason, locks[1].Until!.Value));
        Assert.Equal("Lead took over your lock of order-svc → production (“migration”): “hotfix”.", Assert.Single(await rig.ToldPrivately(rig.Operator)).Text);
        Assert.StartsWith("Lead took the lock of order-svc → production from Operator", (await rig.SaidOfLocks())[^1]);
        Assert.Equal(["operator lock: migration", "lead steal lock: hotfix"], await rig.Audited(Subject));
    }

    [SkippableFact]
    public async Task A_lock_that_a_rollback_made_ends_never_by_itself_and_any_operator_may_end_it()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Grant(rig.Lead, Role.Operator);
        await RolledBack(rig, await rig.Deployed());
        var release = await rig.Deploy();
        await rig.Approve(release.Id, rig.Lead);
        rig.Clock.Advance(TimeSpan.FromDays(2));
        await rig.LookAtLocks();
        Assert.Contains("Waits until somebody unlocks order-svc → production, which rollback #1 of Operator locked", (await rig.Card(release.Id)).Text[0][0].Text);
        Assert.Empty(await rig.ToldPrivately(rig.Operator));

        await rig.Type(rig.Lead, "/unlock order-svc");
        Assert.True((await rig.State(release.Id)).HoldsClaim());
    }

    [SkippableFact]
    public async Task Only_an_operator_locks_and_a_second_lock_of_the_owner_takes_the_place_of_the_first()
    {
        await using var rig = await ReleaseRig.Create();
        Assert.Contains("role operator", (await rig.Type(rig.Dev, "/lock order-svc --reason x").Refusal()).Message);
        Assert.Contains("is not locked", (await rig.Type(rig.Operator, "/unlock order-svc").Refusal()).Message);

        await rig.Type(rig.Operator, "/lock order-svc --reason one");
        rig.Clock.Advance(TimeSpan.FromMinutes(30));
        await rig.Type(rig.Operator, "/lock order-svc --reason two --for 2h");
        var open = Assert.Single(await rig.Locks(), l => l.EndedAt is null);
        Assert.Equal(("two", rig.Clock.GetUtcNow().AddHours(2)), (open.Reason, open.Until!.Value));
        Assert.StartsWith("Operator keeps order-svc → production locked until 5 Jan 14:30 UTC: “two”", (await rig.SaidOfLocks())[^1]);
        await rig.Deploy();
        Assert.Equal(["#1 order-svc → production, master: awaiting approval, 0 s", "order-svc → production is locked by Operator until 5 Jan 14:30 UTC: “two”"], await Status(rig));
    }

    [SkippableFact]
    public async Task An_override_passes_the_lock_at_the_start_also_past_one_that_waits_for_it_and_the_card_and_the_audit_say_so()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Type(rig.Operator, "/lock order-svc --reason migration");
        var held = await rig.Deploy();
        await rig.Approve(held.Id, rig.Lead);
        Assert.Contains("role operator", (await rig.Deploy("--override \"outage\"", by: rig.Lead).Refusal()).Message);
        var passing = await rig.Deploy("--override \"outage\"", by: rig.Operator);
        await rig.Approve(passing.Id, rig.Lead);

        Assert.Equal([ReleaseState.Queued, ReleaseState.Building], [await rig.State(held.Id), await rig.State(passing.Id)]);
        await rig.EndBuild(passing.Id);
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.Type(rig.Operator, "/unlock order-svc");
        var warning = Assert.Single((await rig.Card(passing.Id)).Warnings);
        Assert.Equal(("Override by Operator:", "“outage”. It passes the lock of Operator until 5 Jan 13:00 UTC (“migration”)."), (warning.Strong, warning.Rest));
        Assert.Equal(["operator deploy", "operator override: outage", "lead approve", "operator pass lock: outage"], await rig.Audited($"#{passing.Id}"));
    }

    [SkippableFact]
    public async Task A_release_that_needs_nobody_passes_every_lock()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Type(rig.Operator, "/lock order-svc --reason migration");
        var (held, urgent) = (await rig.Deploy(), await rig.Deploy());
        await rig.Save(db => db.Releases.Where(r => r.Id == urgent.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Urgent, true)));
        await rig.Approve(held.Id, rig.Lead);
        await rig.Approve(urgent.Id, rig.Lead);

        Assert.Equal([ReleaseState.Queued, ReleaseState.Building], [await rig.State(held.Id), await rig.State(urgent.Id)]);
        Assert.StartsWith("Passes the lock of Operator", Assert.Single((await rig.Card(urgent.Id)).Warnings).Strong);
    }

    [SkippableFact]
    public async Task A_persons_lock_does_not_end_by_itself_once_its_environment_was_rolled_back()
    {
        await using var rig = await ReleaseRig.Create();
        var rollback = await rig.Deployed();
        await rig.Type(rig.Operator, "/lock order-svc --reason migration --for 20m");
        rig.Clock.Advance(TimeSpan.FromMinutes(12));
        await rig.LookAtLocks();
        Assert.NotNull(Assert.Single(await rig.ToldPrivately(rig.Operator)).Buttons);
        await RolledBack(rig, rollback);
        await RolledBack(rig, rollback); // killed and done again

        rig.Clock.Advance(TimeSpan.FromHours(1));
        await rig.LookAtLocks();
        var held = Assert.Single(await rig.Locks());
        Assert.Equal((rig.Operator.Id, "migration", null, null), (held.OwnerId, held.Reason, held.Until, held.EndedAt));
        Assert.Null(Assert.Single(await rig.ToldPrivately(rig.Operator)).Buttons);
        Assert.Equal("order-svc → production was rolled back: the lock of Operator (“migration”) stays until a person unlocks it.", (await rig.SaidOfLocks())[^1]);
    }

    static Task RolledBack(ReleaseRig rig, Release release) => rig.Use<LockAfterRollback>(use => use.Handle(release, rig.Operator.Id, "rolled back", default));

    static async Task<IEnumerable<string>> Status(ReleaseRig rig) =>
        (await rig.Type(rig.Dev, "/botops status"))!.Lines!.Select(l => string.Concat(l.Select(s => s.Text)));
}
