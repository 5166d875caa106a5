using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using BotOps.IntegrationTests.Cloud;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Releases;
using BotOps.Sandbox.Cloud;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Scaling;

public class ScaleTests
{
    [SkippableFact]
    public async Task Two_more_are_asked_for_approved_answer_with_the_current_build_and_are_given_back()
    {
        Skip.IfNot(HostFolder.Busybox, HostFolder.BusyboxMissing);
        await using var folder = new HostFolder(); // its own folder is where the new hosts lie
        var archive = await HostFolder.Archive("v7");
        await using var scale = await ScaleRig.Create(new Settings { Run = folder.Run }, scaling: ScaleRig.Settings with { Root = $"{folder.Folder}/{{host}}", Init = $"echo fit >> {folder.Folder}/inits" },
            network: folder.Host.Address[..folder.Host.Address.LastIndexOf('.')]);
        var rig = scale.Rig;
        rig.Hosts.Real = host => host.Bought is null ? null : folder.Transport;
        await using var content = await archive.Open(default);
        rig.Artifacts.Content[archive.Sha256] = [.. ReadAll(content)];
        await rig.Save(db => db.Builds.ExecuteUpdateAsync(set => set.SetProperty(b => b.ArtifactSha256, archive.Sha256).SetProperty(b => b.ArtifactBytes, archive.Length)));

        Assert.Null(await rig.Type("/scale out order-svc +2 --note \"spring sale\"", rig.Operator));
        var id = await rig.Db(db => db.ScaleOrders.MaxAsync(o => o.Id));
        var card = await scale.Card(id);
        var facts = string.Join('\n', card.Facts.SelectMany(f => f.Lines).Select(l => string.Concat(l.Select(s => s.Text))));
        Assert.Contains("1 now, 3 after", facts);
        Assert.Contains("order-101, order-102", facts);
        Assert.Contains("2 × ecs.g7.large in h", facts);
        Assert.Contains("ecs.g7.large i, ecs.g7.xlarge h, ecs.g7.xlarge i", facts);
        Assert.Contains("1.96 CNY an hour, at most 3.92 CNY", facts);
        Assert.Contains("quota for 300 more cores; 500 free addresses", facts);
        Assert.Equal("nothing bought yet", card.StripNote);
        Assert.Contains("asked by Operator", string.Concat(card.Head.Select(s => s.Text)));
        Assert.Empty(scale.World.All);

        await rig.Use<DecideScale>(use => use.Approve(id, rig.Lead.Id, default));
        await scale.Run(id);
        Assert.Equal("Succeeded: InService InService", await scale.State(id));
        Assert.Equal("order-1 order-101 order-102", await scale.Serving());
        var hosts = await scale.Hosts(id);
        foreach (var host in hosts) Assert.Equal("v7", await Get($"http://{host.Address}:{folder.Run.Port}/version"));
        Assert.Equal(["fit", "fit"], await File.ReadAllLinesAsync($"{folder.Folder}/inits"));
        Assert.StartsWith("2 in service", (await scale.Card(id)).StripNote);
        Assert.Equal($"/orders/{id}/log", (await rig.Type($"/botops log {id}", rig.Operator))!.Lines!.Single().Single().Link);

        var back = await scale.Scaled("/scale in order-svc 2");
        Assert.Equal("Succeeded: GivenBack GivenBack", await scale.State(back.Id));
        Assert.Empty(scale.World.All);
        Assert.Equal("order-1", await scale.Serving());
        foreach (var host in hosts) await Assert.ThrowsAsync<HttpRequestException>(() => Get($"http://{host.Address}:{folder.Run.Port}/version"));
        var done = await rig.Use<AuditTrail, List<AuditLine>>(trail => trail.Read(new Sight(false, ["order-svc"]), new AuditFilter("order-svc"), 50, default));
        Assert.Contains($"BotOps buy instances #{id}: 2 × ecs.g7.large h: order-101,order-102", done.Select(d => $"{d.Name ?? "BotOps"} {d.Action} {d.Subject}: {d.Change}"));
        foreach (var host in hosts) Assert.Contains($"BotOps delete instance host {host.Name} of order-svc production: {host.InstanceId} (prod cn-hangzhou) #{back.Id}", done.Select(d => $"{d.Name ?? "BotOps"} {d.Action} {d.Subject}: {d.Change} {d.Why}"));
        Assert.Equal(["order-103"], await rig.Db(db => db.NewNames(ScaleRig.Settings, 1, default)));
    }

    [SkippableFact]
    public async Task A_worker_killed_again_and_again_at_every_call_ends_with_just_as_many_as_were_asked_for()
    {
        await using var scale = await ScaleRig.Create(scaling: ScaleRig.Settings with { Init = "true" });
        var rig = scale.Rig;
        scale.World.Stock(CloudRig.Zone, CloudRig.Large, 7);
        var id = await scale.Ordered("/scale out order-svc +10 --until +48h");
        var kills = await scale.RunKilled(id);
        Assert.InRange(kills, 10, 199);
        Assert.Equal($"Succeeded:{string.Concat(Enumerable.Repeat(" InService", 10))}", await scale.State(id));
        Assert.Equal(Enumerable.Range(101, 10).Select(n => $"order-{n} {(n < 108 ? 'h' : 'i')}"), scale.Bought);
        Assert.Equal($"order-1 {string.Join(' ', Enumerable.Range(101, 10).Select(n => $"order-{n}"))}", await scale.Serving());
        var net = (await scale.Order(id)).Net;
        Assert.All(scale.World.All, instance => Assert.Equal(net, instance.ReleaseAt));
        Assert.Empty(await rig.Db(db => db.Claims.ToListAsync()));
    }

    [SkippableFact]
    public async Task A_host_that_fails_stops_no_other_and_is_given_back_by_one_press_or_tried_again()
    {
        await using var scale = await ScaleRig.Create();
        var rig = scale.Rig;
        var ill = "order-102";
        rig.Hosts.Instead = (host, verb) => Task.FromResult(host == ill && verb == "health" ? ObedientHosts.Fails("no answer on 8080") : null);
        var order = await scale.Scaled("/scale out order-svc +3");
        Assert.Equal("AwaitingDecision: InService Failed InService", await scale.State(order.Id));
        Assert.Equal("order-1 order-101 order-103", await scale.Serving());
        Assert.Empty(await rig.Db(db => db.Claims.ToListAsync())); // nobody waits for a person's decision
        var card = await scale.Card(order.Id);
        Assert.Equal(["Retry", "Give back 1 host", "Accept fewer"], card.Buttons.Select(b => b.Label));
        Assert.StartsWith("1 failed, 2 in service", card.StripNote);
        Assert.Contains("order-102 failed; first: not deployed: no answer on 8080", card.Text[0][0].Text);
        Assert.EndsWith(" of order-102 is still there, and costs.", card.Text[1][0].Text, StringComparison.Ordinal);
        Assert.Contains("operator", await ReleaseRig.Refused(rig.Use<AnswerScale>(use => use.GiveBack(order.Id, rig.Dev.Id, default))));

        await rig.Use<AnswerScale>(use => use.Retry(order.Id, rig.Operator.Id, default));
        await scale.Run(order.Id);
        Assert.Equal("AwaitingDecision: InService Failed InService", await scale.State(order.Id));

        await rig.Use<AnswerScale>(use => use.GiveBack(order.Id, rig.Operator.Id, default));
        await scale.Run(order.Id);
        Assert.Equal("Fewer: InService GivenBack InService", await scale.State(order.Id));
        Assert.Equal(["order-101 h", "order-103 h"], scale.Bought);
    }

    [SkippableFact]
    public async Task A_rollout_and_a_scaling_exclude_each_other_both_ways_and_a_rollback_goes_first()
    {
        await using var scale = await ScaleRig.Create();
        var rig = scale.Rig;
        var order = await scale.Ordered("/scale out order-svc +1");
        rig.Commits.Head = LineOfCommits.Id(2);
        var release = await rig.Deploy();
        await rig.Approve(release.Id, rig.Lead);
        Assert.Equal((ScaleState.Scaling, ReleaseState.Queued), ((await scale.Order(order)).State, await rig.State(release.Id)));
        Assert.Contains($"behind #{order};", (await rig.Card(release.Id)).Text[0][0].Text);

        await scale.Run(order);
        Assert.Equal((ScaleState.Succeeded, ReleaseState.AwaitingApproval), ((await scale.Order(order)).State, await rig.State(release.Id)));
        Assert.Contains("order-101 was added", (await rig.Release(release.Id)).Reason);
        await rig.Approve(release.Id, rig.Lead, round: 2);
        var second = await scale.Ordered("/scale in order-svc --hosts order-101");
        Assert.Equal(ScaleState.Queued, (await scale.Order(second)).State);
        Assert.Contains($"behind #{release.Id};", (await scale.Card(second)).Text[0][0].Text);
        await rig.EndBuild(release.Id);
        await rig.RollOut(release.Id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(release.Id));
        Assert.Equal(ScaleState.Scaling, (await scale.Order(second)).State);

        Assert.StartsWith($"The scale order #{second} has order-101 before it or under way.", await ReleaseRig.Refused(rig.Type("/botops host order-101 out --reason disk", rig.Operator)));

        await rig.Type("/rollback order-svc", rig.Operator);
        var rollback = await rig.Db(db => db.Releases.MaxAsync(r => r.Id));
        await scale.Run(second);
        Assert.Equal((ScaleState.Queued, ReleaseState.RollingOut), ((await scale.Order(second)).State, await rig.State(rollback)));
        Assert.Single(scale.World.All);
    }

    [SkippableFact]
    public async Task What_is_not_BotOps_own_any_more_is_not_deleted()
    {
        await using var scale = await ScaleRig.Create();
        var rig = scale.Rig;
        await scale.Scaled("/scale out order-svc +4");
        scale.Cloud.Seen = i => i.Name switch { "order-101" => i with { Tags = new Dictionary<string, string>() }, "order-103" => i with { Prepaid = true }, _ => i };
        var other = await rig.Environment("pay-svc", "production", new Policy(), 0);
        var order = await scale.Ordered("/scale in order-svc 4");
        Task TakenBy(string host) => rig.Save(async db => db.Assignments.Add(new Assignment { EnvironmentId = other, HostId = await db.Hosts.Where(h => h.Name == host).Select(h => h.Id).SingleAsync() }));
        await TakenBy("order-102");
        var atTheLastMoment = new Lazy<Task>(() => TakenBy("order-104"));
        scale.Cloud.Hook = call => (call == "find" ? atTheLastMoment.Value : Task.CompletedTask).GetAwaiter().GetResult(); // it is drained and unassigned by then

        await scale.Run(order);
        Assert.Equal("AwaitingDecision: Failed Failed Failed Failed", await scale.State(order));
        string NotOurs(string host) => $"{scale.World.All.Single(i => i.Name == host).Id} does not carry BotOps' tag, or is prepaid: BotOps does not delete it";
        string OfAnother(string host) => $"{host} belongs to another project or environment as well: BotOps does not delete it";
        Assert.Equal([NotOurs("order-101"), OfAnother("order-102"), NotOurs("order-103"), OfAnother("order-104")], (await scale.Hosts(order)).OrderBy(h => h.Name).Select(h => h.Reason));
        Assert.Equal(4, scale.World.All.Count);
        Assert.DoesNotContain("delete", scale.Cloud.Calls);
    }

    [SkippableTheory]
    [InlineData("/scale out order-svc +151", "The account prod may have 300 more cores, not 302.")]
    [InlineData("/scale out order-svc +30", "order-svc → production: at most 20 hosts may be bought within 24 hours; 0 were, so 20 can be asked for, not 30. The catalog has the limit (`scaling`); @operator may raise it. Nothing was asked for.")]
    [InlineData("/scale out order-svc +1 --spec huge", "There is no spec huge; the catalog has standard.")]
    [InlineData("/scale out order-svc +1 --zone k", "There is no zone k; the catalog has h, i.")]
    [InlineData("/scale out order-svc +1 --zone h", "There is no stock of ecs.g7.large, ecs.g7.xlarge in h.")]
    [InlineData("/scale in order-svc 1", "BotOps has bought 0 of the hosts that may go, not 1;")]
    [InlineData("/scale in order-svc --hosts order-1", "order-1 was not bought by BotOps, so BotOps does not delete it.")]
    public async Task What_cannot_be_is_refused_before_anybody_is_asked(string line, string refusal)
    {
        await using var scale = await ScaleRig.Create(scaling: line.Contains("151") ? ScaleRig.Settings with { MostADay = 500 } : null);
        var rig = scale.Rig;
        foreach (var type in CloudOffer.Sample.Types) scale.World.Stock(CloudRig.Zone, type.Name, 0);
        Assert.StartsWith(refusal, await ReleaseRig.Refused(rig.Type(line, rig.Operator)));
        Assert.Contains("operator", await ReleaseRig.Refused(rig.Type(line, rig.Dev)));
        Assert.Empty(await rig.Db(db => db.ScaleOrders.ToListAsync()));
    }

    [SkippableFact]
    public async Task Limits_hold_when_an_order_is_placed_and_again_when_it_starts()
    {
        await using var scale = await ScaleRig.Create(scaling: ScaleRig.Settings with { MostADay = 500 });
        var rig = scale.Rig;
        var staging = await rig.Environment("order-svc", "staging", new Policy(), 0);
        await rig.Save(async db =>
        {
            var (from, to) = (await db.Environments.SingleAsync(e => e.Id == rig.Production), await db.Environments.SingleAsync(e => e.Id == staging));
            (to.Scaling, to.CurrentReleaseId, to.CurrentBuildId) = (from.Scaling! with { Names = "stage-[1]" }, from.CurrentReleaseId, from.CurrentBuildId);
        });
        Assert.Null(await rig.Type("/scale out order-svc +120 to production", rig.Operator));
        var first = await rig.Db(db => db.ScaleOrders.MaxAsync(o => o.Id));
        Assert.Equal(
            $"order-svc: at most {ReleaseRig.HostsADay} hosts may be bought within 24 hours; 120 were, so 80 can be asked for, not 81. BotOps' configuration has the limit (BotOps:Scaling); whoever runs BotOps may raise it. Nothing was asked for.",
            await ReleaseRig.Refused(rig.Type("/scale out order-svc +81 to staging", rig.Operator)));
        await rig.Save(db => db.ScaleOrders.ExecuteUpdateAsync(set => set.SetProperty(o => o.CreatedAt, o => o.CreatedAt.AddHours(-25)))); // it waited for a day
        Assert.Null(await rig.Type("/scale out order-svc +81 to staging", rig.Operator));
        await rig.Use<DecideScale>(use => use.Approve(first, rig.Lead.Id, default));
        var order = await scale.Order(first);
        Assert.Equal(ScaleState.Cancelled, order.State);
        Assert.Contains("81 were, so 119 can be asked for, not 120", order.Reason, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_plan_says_what_it_may_cost_and_whether_the_provider_would_take_it_and_what_became_too_dear_is_not_bought()
    {
        await using var scale = await ScaleRig.Create();
        var rig = scale.Rig;
        var plan = (await rig.Type("/scale out order-svc +2 --max-cost 2 --plan", rig.Operator))!.Plan!;
        string Said(string fact) => string.Join('\n', plan.Facts.Where(f => f.Name == fact).SelectMany(f => f.Lines).Select(l => string.Concat(l.Select(s => s.Text))));
        Assert.Equal(("1.96 CNY an hour", "ecs.g7.large i", "the provider would take it as it is"), (Said("Price"), Said("Falls back to"), Said("Dry run")));
        Assert.StartsWith("2 hosts cost at least 1.96 CNY an hour, more than --max-cost 1.5.", await ReleaseRig.Refused(rig.Type("/scale out order-svc +2 --max-cost 1.5", rig.Operator)));
        scale.World.InArrears = true;
        plan = (await rig.Type("/scale out order-svc +2 --plan", rig.Operator))!.Plan!;
        Assert.StartsWith("2 × ecs.g7.large in h: prod: RunInstances was refused with InvalidAccountStatus.NotEnoughBalance", Said("Dry run"));
        Assert.Empty(scale.World.All);
        scale.World.InArrears = false;

        var order = await scale.Ordered("/scale out order-svc +1");
        scale.Cloud.Priced = (type, price) => type == CloudRig.Large ? price with { Amount = 2.5m } : price;
        await scale.Run(order);
        Assert.Equal(["ecs.g7.xlarge"], scale.World.All.Select(i => i.Type.Name)); // as dear as was approved
        order = await scale.Ordered("/scale out order-svc +1");
        scale.Cloud.Priced = (_, price) => price with { Amount = 9 };
        await scale.Run(order);
        Assert.Equal("not created: ecs.g7.xlarge costs 9 CNY an hour by now, more than the 2.5 CNY that was approved", Texts.Scaling.FailedAt(ScaleStep.Created, (await scale.Hosts(order)).Single().Reason));
    }

    [SkippableFact]
    public async Task The_catalog_neither_exports_nor_takes_away_what_was_bought()
    {
        await using var scale = await ScaleRig.Create(settings: new Settings { Build = new BuildSettings { Command = ["make"], Artifact = ["out/**"] } });
        var rig = scale.Rig;
        await scale.Scaled("/scale out order-svc +1");
        var exported = await rig.Use<ExportCatalog, string>(use => use.Handle(default));
        Assert.DoesNotContain("order-101", exported, StringComparison.Ordinal);
        Assert.Contains("names: order-[101]", exported.Replace("'", "").Replace("\"", ""), StringComparison.Ordinal);
        Assert.Empty(await rig.Use<ApplyCatalog, IReadOnlyList<string>>(use => use.Handle([CatalogReader.Read("x.yaml", exported)], null, default, takeOver: true)));
        Assert.Equal("order-1 order-101", await scale.Serving());
    }

    static async Task<string> Get(string url)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return (await http.GetStringAsync(new Uri(url))).Trim();
    }

    static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
