using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Access;

public class NewcomerTests
{
    readonly FakeDirectory directory = new();

    [SkippableFact]
    public async Task A_role_for_an_account_that_nobody_has_makes_its_person()
    {
        await using var rig = await ReleaseRig.Create(directory: directory);
        directory.People["U7"] = new("Lead", "Lin  Mei", "Asia/Shanghai", "zh-CN", IsMember: true);

        var answer = await GrantTests.Says(rig, rig.Operator, "/botops grant @fake/t/U7 approver order-svc");

        Assert.Equal("@lead-2 is approver for order-svc in all environments now.", answer.Text);
        Assert.Contains("Lin Mei is new here, as @lead-2.", GrantTests.Text(answer), StringComparison.Ordinal);
        var made = await rig.Db(db => db.Persons.SingleAsync(p => p.Handle == "lead-2")); // @lead is somebody else
        Assert.Equal(("Lin Mei", "Asia/Shanghai", Languages.Chinese), (made.Name, made.TimeZone, made.Language));
        Assert.Equal(made.Id, (await rig.Db(db => db.Accounts.SingleAsync(a => a.ExternalId == "U7"))).PersonId);
        Assert.Equal([("add-person", "person lead-2", "fake/t/U7"), ("grant", "role approver order-svc of lead-2", "approver order-svc")],
            (await rig.Db(db => db.Audit.Where(a => a.PersonId == rig.Operator.Id).OrderBy(a => a.Id).ToListAsync())).Select(a => (a.Action, a.Subject, a.After!)));
        await GrantTests.Says(rig, rig.Operator, "/botops revoke @fake/t/U7 approver order-svc");
        Assert.Empty(await rig.Db(db => db.Roles.Where(r => r.PersonId == made.Id).ToListAsync()));
    }

    [SkippableFact]
    public async Task Guests_and_whom_nobody_can_vouch_for_get_no_role_and_are_not_made()
    {
        await using var rig = await ReleaseRig.Create(directory: directory);
        (directory.People["U7"], directory.People["U8"], directory.People["dev"]) = (FakeDirectory.Guest("Gus"), null, FakeDirectory.Guest("Dev"));

        Assert.Contains("Gus is no full member", await ReleaseRig.Refused(GrantTests.Says(rig, rig.Operator, "/botops grant @fake/t/U7 approver order-svc")));
        Assert.Contains("no account U8", await ReleaseRig.Refused(GrantTests.Says(rig, rig.Operator, "/botops grant @fake/t/U8 approver order-svc")));
        Assert.Contains("Dev is no full member", await ReleaseRig.Refused(GrantTests.Says(rig, rig.Operator, "/botops grant @dev approver order-svc")));
        Assert.Contains("Nobody in BotOps has", await ReleaseRig.Refused(GrantTests.Says(rig, rig.Operator, "/botops grant @other/t/U9 approver order-svc")));
        Assert.Contains("role admin", await ReleaseRig.Refused(GrantTests.Says(rig, rig.Lead, "/botops grant @fake/t/U10 approver order-svc")));
        directory.Away = true;
        Assert.Contains("cannot be asked now: away", await ReleaseRig.Refused(GrantTests.Says(rig, rig.Operator, "/botops grant @fake/t/U11 approver order-svc")));

        Assert.Equal(4, await rig.Db(db => db.Persons.CountAsync()));
        Assert.Empty(await rig.Db(db => db.Audit.ToListAsync()));
        await GrantTests.Says(rig, rig.Operator, "/botops grant @lead operator order-svc"); // at 2 a.m. who is known goes on
    }

    [SkippableFact]
    public async Task A_mention_is_the_handle_of_who_has_the_account()
    {
        await using var rig = await ReleaseRig.Create(directory: directory);
        var said = new ChatEvent(ChatEventKind.Form, "operator", ReleaseRig.Channel, Text: "deploy order-svc --note \"thanks @fake/t/lead, @fake/t/U9\"", Input: "@fake/t/dev",
            Filled: new Dictionary<string, string> { ["person"] = "@fake/t/lead" });

        var read = await rig.Use<Mentions, ChatEvent>(use => use.Read(said, default));

        Assert.Equal(("deploy order-svc --note \"thanks @lead, @fake/t/U9\"", "@dev", "@lead"), (read.Text, read.Input, read.Filled!["person"]));
    }
}
