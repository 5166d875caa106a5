using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.IntegrationTests.Releases;

/// <summary>An operator takes hosts out by hand.</summary>
public class HostOutTests
{
    [SkippableFact]
    public async Task A_host_taken_out_is_told_everywhere_and_in_no_plan_unless_it_is_named()
    {
        await using var rig = await ReleaseRig.Create();
        var open = (await rig.Deploy()).Id;
        Assert.Equal("order-2 is out. 3 of 4 hosts are up, 2 have to be.", (await rig.Type("/botops host order-2 out --reason \"new disk\"", rig.Operator))!.Text);

        Assert.Equal(["order-2 of order-svc → production was taken out by Operator: “new disk”. 3 of 4 hosts are up; no release takes it along until it is back in."], await Told(rig));
        Assert.Equal("operator host out host order-2 of order-svc production: in > out, new disk", await LastAudit(rig));
        const string since = "out since 5 Jan 12:00 UTC (just now): new disk (Operator)";
        Assert.Contains($"order-2 order-svc → production  {since}", Lines(await rig.Type("/botops status", rig.Dev)));
        Assert.EndsWith($"  {since}", Lines(await rig.Type("/botops hosts order-svc", rig.Dev))[1]);
        Assert.Equal(["order-2 is out since 5 Jan 12:00 UTC. new disk (Operator). It takes no part in this release."], await Warnings(rig, open));

        var without = await rig.Deploy();
        Assert.Equal(["order-1", "order-3", "order-4"], without.Plan.Waves.SelectMany(w => w));
        Assert.Equal(["order-2 is out since 5 Jan 12:00 UTC. new disk (Operator). It takes no part in this release."], await Warnings(rig, without.Id));
        var named = await rig.Deploy("--hosts order-2");
        Assert.Equal(["order-2"], named.Plan.Waves.SelectMany(w => w));
        Assert.Equal(["order-2 is out since 5 Jan 12:00 UTC. new disk (Operator). This release is for it too."], await Warnings(rig, named.Id));
    }

    [SkippableFact]
    public async Task A_release_over_all_others_makes_its_build_the_current_one()
    {
        await using var rig = await ReleaseRig.Create();
        await Out(rig, 2);

        var release = await rig.Deployed();
        Assert.Equal(release.BuildId, await rig.Db(db => db.Environments.Where(e => e.Id == rig.Production).Select(e => e.CurrentBuildId).SingleAsync()));
        Assert.DoesNotContain("order-2 activate", rig.Hosts.Calls);
    }

    [SkippableFact]
    public async Task It_is_refused_below_what_has_to_stay_up()
    {
        await using var rig = await ReleaseRig.Create(new Policy { MinUp = "3" });
        await Out(rig, 1);

        Assert.Equal("order-2 cannot be taken out: 3 of 4 hosts have to stay up, so at most 1 may be out. Out already: order-1. Nothing changed.",
            await ReleaseRig.Refused(Out(rig, 2)));
        Assert.Single(await rig.Db(db => db.Assignments.Where(a => a.LeftOut != null).ToListAsync()));

        await Fails(rig, 2, "failed at Verifying of #7: 500");
        await Out(rig, 2); // it serves nobody as it is
        Assert.Equal("new disk (Operator)", (await Assigned(rig, 2)).LeftOut);
    }

    [SkippableFact]
    public async Task Hosts_that_a_rollout_has_under_way_are_not_taken_out_and_count_as_out()
    {
        await using var rig = await ReleaseRig.Create();
        var id = (await rig.Deploy("--batch 1,50%,100% --pause first")).Id;
        await rig.Approve(id, rig.Lead);
        Assert.Contains($"#{id} has order-4 before it or under way", await ReleaseRig.Refused(Out(rig, 4))); // it builds

        await rig.EndBuild(id);
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Paused, await rig.State(id));
        Assert.Contains($"#{id} has order-4 before it or under way", await ReleaseRig.Refused(Out(rig, 4)));

        await rig.Save(db => db.HostRuns.Where(r => r.ReleaseId == id && r.Wave == 2).ExecuteUpdateAsync(set => set.SetProperty(r => r.State, HostRunState.Verifying)));
        await Out(rig, 1); // order-2 is under way, so that two are up
        await Back(rig, 1);
        await Fails(rig, 3, "broken");
        Assert.Contains("Out already: order-3; a release has 1 more under way.", await ReleaseRig.Refused(Out(rig, 1)));
    }

    [SkippableFact]
    public async Task An_approval_is_void_where_a_host_of_the_plan_was_taken_out_or_came_back()
    {
        await using var rig = await ReleaseRig.Create();
        var first = (await rig.Deploy()).Id;
        await Out(rig, 2);
        await rig.Approve(first, rig.Lead);
        var asked = await rig.Release(first);
        Assert.Equal((ReleaseState.AwaitingApproval, 3, true), (asked.State, asked.Plan.HostCount, asked.Plan.Whole));
        Assert.Contains("order-2 was taken out", asked.Reason);

        await Back(rig, 2);
        await rig.Approve(first, rig.Lead, round: 2);
        asked = await rig.Release(first);
        Assert.Equal((ReleaseState.AwaitingApproval, 4), (asked.State, asked.Plan.HostCount));
        Assert.Contains("order-2 is back in", asked.Reason);
    }

    [SkippableFact]
    public async Task A_host_that_was_named_stays_in_the_plan_though_it_is_out()
    {
        await using var rig = await ReleaseRig.Create();
        await Out(rig, 2);
        var id = (await rig.Deploy("--hosts order-2")).Id;
        await rig.Approve(id, rig.Lead);
        Assert.Equal(ReleaseState.Building, await rig.State(id));
    }

    [SkippableTheory]
    [InlineData("/restart order-svc")]
    [InlineData("/rollback order-svc last-good --reason \"errors\"")]
    public async Task No_other_release_takes_it_along_either(string line)
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        await rig.Deployed();
        await Out(rig, 2);

        Assert.Equal(["order-1", "order-3", "order-4"], await Planned(line));
        Assert.Equal(["order-2"], await Planned(line + " --hosts order-2"));

        async Task<IEnumerable<string>> Planned(string typed) => (await rig.Type(typed + " --plan", rig.Operator))!.Plan!.Strip.SelectMany(w => w).Select(c => c.Host);
    }

    [SkippableFact]
    public async Task Without_a_reason_a_form_asks_for_it()
    {
        await using var rig = await ReleaseRig.Create();
        var form = (await rig.Type("/botops host order-2 out", rig.Operator))!.Form!;

        Assert.Equal(["host=order-2", "out|in=out", "project=", "environment=production", "reason="], form.Fields.Select(f => $"{f.Name}={f.Value}"));
        Assert.Equal(["order-1", "order-2", "order-3", "order-4"], form.Fields[0].Choices.Select(c => c.Value).Where(v => v != ""));
        Assert.Null((await Assigned(rig, 2)).LeftOut);
    }

    [SkippableFact]
    public async Task Only_an_operator_of_the_environment_may_and_the_host_has_to_be_clear()
    {
        await using var rig = await ReleaseRig.Create();
        Assert.Contains("role operator", await ReleaseRig.Refused(rig.Type("/botops host order-2 out --reason x", rig.Dev)));
        Assert.StartsWith("There is no host order-9 here. Did you mean order-1, order-2 or order-3?", await ReleaseRig.Refused(Out(rig, 9)));
        Assert.Contains("belongs to order-svc → production", await ReleaseRig.Refused(rig.Type("/botops host order-2 out to staging --reason x", rig.Operator)));
        await Out(rig, 2);
        Assert.Contains("is out already: new disk (Operator)", await ReleaseRig.Refused(Out(rig, 2)));

        var other = await rig.Environment("pay-svc", "production", new Policy { MinUp = "0" }, 1);
        await rig.Save(async db => db.Assignments.Add(new Assignment { EnvironmentId = other, HostId = await db.Hosts.Where(h => h.Name == "order-3").Select(h => h.Id).SingleAsync() }));
        var error = await Assert.ThrowsAsync<Core.UserError>(() => Out(rig, 3));
        Assert.Equal("/botops host order-3 out order-svc to production --reason \"new disk\"", error.TryInstead);
        await rig.Type("/botops host order-3 out pay-svc --reason x", rig.Operator);
        Assert.Equal([other], await rig.Db(db => db.Assignments.Where(a => a.Host.Name == "order-3" && a.OutBy != null).Select(a => a.EnvironmentId).ToListAsync()));
    }

    [SkippableFact]
    public async Task The_private_answer_is_saved_with_the_change_that_it_tells()
    {
        await using var rig = await ReleaseRig.Create();
        var item = new InboxItem
        {
            Platform = "fake", Tenant = "t", EventId = "e", ReceivedAt = rig.Clock.GetUtcNow(),
            Event = new ChatEvent(ChatEventKind.Command, rig.Operator.Handle, ReleaseRig.Channel, Text: "/botops host order-2 out --reason disk"),
        };
        await rig.Save(async db => await db.Inbox.AddAsync(item));
        await rig.Use<IServiceProvider>(async services =>
        {
            services.GetRequiredService<BotOpsDb>().InboxItem = item.Id;
            await services.GetRequiredService<HandleEvent>().Handle(item, default);
        });

        Assert.Equal("order-2 is out. 3 of 4 hosts are up, 2 have to be.", (await rig.Db(db => db.Outbox.SingleAsync(m => m.PrivateTo == "operator"))).Content!.Push);
        var transactions = await rig.Db(db => db.Database.SqlQuery<string>(
            $"""select xmin::text as "Value" from botops.outbox union select xmin::text from botops.inbox""").ToListAsync());
        Assert.Single(transactions); // a worker that dies leaves no event done that was not answered
    }

    static Task<Reply?> Out(ReleaseRig rig, int host) => rig.Type($"/botops host order-{host} out --reason \"new disk\"", rig.Operator);

    static Task Back(ReleaseRig rig, int host) => rig.Save(db => db.Assignments.Where(a => a.Host.Name == $"order-{host}")
        .ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, (string?)null).SetProperty(a => a.OutBy, (Guid?)null)));

    static Task Fails(ReleaseRig rig, int host, string why) => rig.Save(db => db.Assignments.Where(a => a.Host.Name == $"order-{host}")
        .ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, why)));

    static Task<Assignment> Assigned(ReleaseRig rig, int host) => rig.Db(db => db.Assignments.SingleAsync(a => a.Host.Name == $"order-{host}"));

    static Task<List<string>> Told(ReleaseRig rig) => rig.Db(async db =>
        (await db.Outbox.Where(m => m.Key.StartsWith("host/") && m.Channel == "deploys").ToListAsync()).ConvertAll(m => m.Content!.Push));

    static Task<string> LastAudit(ReleaseRig rig) => rig.Db(async db =>
    {
        var entry = await db.Audit.OrderByDescending(a => a.Id).FirstAsync(a => a.Action.StartsWith("host"));
        return $"{(await db.Persons.FindAsync(entry.PersonId))!.Handle} {entry.Action} {entry.Subject}: {entry.Before} > {entry.After}, {entry.Why}";
    });

    static async Task<List<string>> Warnings(ReleaseRig rig, long id) => [.. (await rig.Card(id)).Warnings.Select(w => $"{w.Strong} {w.Rest}")];

    static List<string> Lines(Reply? reply) => [.. reply!.Lines!.Select(l => string.Concat(l.Select(s => s.Text)))];
}
