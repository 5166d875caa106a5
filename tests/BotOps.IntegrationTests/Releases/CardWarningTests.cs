using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

public class CardWarningTests
{
    [SkippableFact]
    public async Task A_branch_is_unusual_after_five_releases_from_one_other()
    {
        await using var rig = await ReleaseRig.Create();
        for (var i = 0; i < 4; i++) await rig.Deployed("master");
        Assert.Empty(await Warned(rig, (await rig.Deploy("feature/x")).Id));

        await rig.Deployed("master");
        var feature = await rig.Deploy("feature/x");
        Assert.Equal(["Unusual branch.: The last 5 releases here came from master, this one comes from feature/x."], await Warned(rig, feature.Id));
        Assert.Empty(await Warned(rig, (await rig.Deploy("master")).Id));

        await rig.Deployed("feature/x");
        Assert.Empty(await Warned(rig, feature.Id)); // since then they came from two
    }

    [SkippableFact]
    public async Task Hosts_that_are_out_are_on_every_card_until_they_are_repaired_and_then_the_cards_are_drawn_anew()
    {
        await using var rig = await ReleaseRig.Create(new Policy { MinUp = "0" });
        var before = await rig.Deployed();
        await Out(rig, "order-2", "failed at Verifying of #7: no answer", null);
        await Out(rig, "order-3", "disk is being replaced", null);

        var partial = await rig.Deployed("--hosts order-1");
        var asked = await rig.Deploy();
        foreach (var (id, part) in new[] { (partial.Id, "It takes no part in this release."), (asked.Id, "This release is for it too.") })
            Assert.Equal(
            [
                $"order-2 is out since 5 Jan 12:00 UTC.: failed at Verifying of #7: no answer. {part}",
                $"order-3 is out since 5 Jan 12:00 UTC.: disk is being replaced. {part}",
            ], await Warned(rig, id));

        var drawn = await Wanted(rig);
        var whole = await rig.Deployed();
        foreach (var id in new[] { partial.Id, asked.Id }) Assert.Empty(await Warned(rig, id));
        var anew = await Wanted(rig);
        Assert.All([partial.Id, asked.Id], id => Assert.True(anew[ReleaseStory.CardOf(id)] > drawn[ReleaseStory.CardOf(id)], $"#{id} is drawn anew"));
        Assert.Equal(drawn[ReleaseStory.CardOf(before.Id)], anew[ReleaseStory.CardOf(before.Id)]); // it ended before any host was out
        Assert.Empty(await Warned(rig, whole.Id));
    }

    [SkippableFact]
    public async Task Many_hosts_that_are_out_are_all_named_in_few_warnings()
    {
        await using var rig = await ReleaseRig.Create(new Policy { MinUp = "0" }, hosts: 9);
        for (var i = 1; i <= 8; i++) await Out(rig, $"order-{i}", "broken", null);

        var warnings = (await rig.Card((await rig.Deploy("--hosts order-9")).Id)).Warnings;
        Assert.Equal(7, warnings.Count);
        Assert.Equal(("2 more hosts are out.", "order-7, order-8"), (warnings[^1].Strong, warnings[^1].Rest));
    }

    [SkippableFact]
    public async Task A_service_that_does_not_run_where_it_should_is_a_finding()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Settings { Run = new RunSettings { Start = ["./serve"] } }));
        await rig.Deployed();
        rig.Hosts.Instead = (host, verb) => Task.FromResult(verb == "preflight" ? new HostAnswer(0, "", new Dictionary<string, string> { ["running"] = host == "order-2" ? "no" : "yes" }) : null);

        var card = await rig.Card((await rig.Deploy()).Id);
        Assert.Equal("order-2: build:1 should run there and does not", Words(card, "Preflight"));
    }

    [SkippableFact]
    public async Task What_cannot_go_back_says_so_before_and_after_the_decision()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await rig.Deploy();
        await rig.Save(db => db.Releases.Where(r => r.Id == release.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.OneWay, "drops a column")));
        Assert.Equal(["No way back by itself.: “drops a column”. No rollback happens by itself past this release."], await Warned(rig, release.Id));
        await rig.Approve(release.Id, rig.Lead);
        Assert.Single(await Warned(rig, release.Id));
    }

    [SkippableFact]
    public async Task The_card_leads_to_the_comparison_of_what_runs_with_what_would_run()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Save(db => db.Projects.ExecuteUpdateAsync(set => set.SetProperty(p => p.Repository, new Repository("git", "git@gitlab.com:shop/order-svc.git"))));
        Assert.Null((await rig.Card((await rig.Deploy()).Id)).Compare); // nothing runs yet
        await rig.Deployed();
        Assert.Null((await rig.Card((await rig.Deploy()).Id)).Compare); // the same commit
        rig.Commits.Head = LineOfCommits.Id(2);

        var card = await rig.Card((await rig.Deploy()).Id);
        Assert.Equal($"https://gitlab.com/shop/order-svc/-/compare/{LineOfCommits.Id(1)}...{LineOfCommits.Id(2)}", card.Compare);
    }

    [SkippableFact]
    public async Task A_long_setting_is_shown_by_what_changed()
    {
        await using var rig = await ReleaseRig.Create();
        await Settings(rig, "max=40\nmin=1\npassword=hunter2");
        await rig.Deployed();
        await Settings(rig, "max=60\nmin=1\npassword=hunter3");

        Assert.Equal("run.environment.CONFIG  max=40 → max=60|  …  password=••• → password=•••", Words(await rig.Card((await rig.Deploy()).Id), "Settings"));

        static Task Settings(ReleaseRig rig, string config) => rig.Save(db => ReleaseRig.NewSettings(db, rig.Production,
            new Settings { Run = new RunSettings { Environment = new Dictionary<string, string> { ["CONFIG"] = config } } }));
    }

    static Task Out(ReleaseRig rig, string host, string why, Guid? by) => rig.Save(db => db.Assignments.Where(a => a.Host.Name == host)
        .ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, why).SetProperty(a => a.OutAt, rig.Clock.GetUtcNow()).SetProperty(a => a.OutBy, by)));

    static async Task<string[]> Warned(ReleaseRig rig, long id) => [.. (await rig.Card(id)).Warnings.Select(w => $"{w.Strong}: {w.Rest}")];

    static Task<Dictionary<string, long>> Wanted(ReleaseRig rig) => rig.Db(db => db.Outbox.Where(m => m.Topic != null && m.Topic.EndsWith("/card")).ToDictionaryAsync(m => m.Topic!, m => m.Wanted));

    static string Words(Card card, string fact) => string.Join('|', card.Facts.Single(f => f.Name == fact).Lines.Select(l => string.Concat(l.Select(s => s.Text))));
}
