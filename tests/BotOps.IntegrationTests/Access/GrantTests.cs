using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Access;

public class GrantTests
{
    [SkippableFact]
    public async Task A_granted_role_counts_at_once_and_a_revoked_one_no_longer()
    {
        await using var rig = await WithChannels();
        var release = await rig.Deploy(by: rig.Lead);
        Assert.Contains("role approver", await ReleaseRig.Refused(rig.Approve(release.Id, rig.Dev)));

        var answer = await Says(rig, rig.Operator, "/botops grant @dev approver order-svc/production --reason \"leads are away\"");
        await rig.Approve(release.Id, rig.Dev);
        await Says(rig, rig.Operator, "/botops revoke @dev approver order-svc/production");

        Assert.Equal("@dev is approver for order-svc to production now.", answer.Text);
        Assert.Equal(ReleaseState.Building, await rig.State(release.Id));
        Assert.Contains("role approver", await ReleaseRig.Refused(rig.Approve((await rig.Deploy(by: rig.Lead)).Id, rig.Dev)));
        var audit = await rig.Db(db => db.Audit.Where(a => a.Action == "grant" || a.Action == "revoke").OrderBy(a => a.Id).ToListAsync());
        Assert.Equal(
            [("grant", "requester", "requester, approver order-svc/production", "leads are away"), ("revoke", "requester, approver order-svc/production", "requester", null)],
            audit.Select(a => (a.Action, a.Before!, a.After!, a.Why)));
        Assert.All(audit, a => Assert.Equal((rig.Operator.Id, "role approver order-svc/production of dev"), (a.PersonId!.Value, a.Subject)));
        Assert.Equal(
            ["Operator made @dev approver for order-svc to production: “leads are away”", "Operator took from @dev the role approver for order-svc to production."],
            await Told(rig, "orders"));
    }

    [SkippableFact]
    public async Task A_role_for_all_projects_is_told_in_the_channels_of_all()
    {
        await using var rig = await WithChannels();
        await Says(rig, rig.Operator, "/botops grant @dev operator *");

        Assert.Single(await Told(rig, "orders"));
        Assert.Single(await Told(rig, "pay"));
    }

    [SkippableFact]
    public async Task An_admin_of_a_project_grants_only_there()
    {
        await using var rig = await WithChannels();
        await Says(rig, rig.Operator, "/botops grant @lead admin order-svc");

        await Says(rig, rig.Lead, "/botops grant @dev approver order-svc/production");
        foreach (var elsewhere in new[] { "pay-svc", "*", "*/production" })
            Assert.Contains("role admin", await ReleaseRig.Refused(Says(rig, rig.Lead, $"/botops grant @dev approver {elsewhere}")));
        Assert.Contains("role admin", await ReleaseRig.Refused(Says(rig, rig.Dev, "/botops grant @dev admin order-svc")));
        Assert.Equal(["approver order-svc/production", "requester *"], await Roles(rig, rig.Dev));
    }

    [SkippableFact]
    public async Task What_cannot_be_is_refused_with_its_reason_and_changes_nothing()
    {
        await using var rig = await WithChannels();

        Assert.Contains("Did you mean @lead?", await ReleaseRig.Refused(Says(rig, rig.Operator, "/botops grant @leda approver order-svc")));
        Assert.Contains("order-sv", await ReleaseRig.Refused(Says(rig, rig.Operator, "/botops grant @dev approver order-sv")));
        Assert.Contains("production", await ReleaseRig.Refused(Says(rig, rig.Operator, "/botops grant @dev approver order-svc/prod")));
        Assert.Contains("already", await ReleaseRig.Refused(Says(rig, rig.Operator, "/botops grant @lead approver *")));
        var wider = await Assert.ThrowsAsync<UserError>(() => Says(rig, rig.Operator, "/botops revoke @lead approver order-svc"));
        Assert.Equal("/botops revoke @lead approver *", wider.TryInstead);
        Assert.Contains("but: requester. Nothing", await ReleaseRig.Refused(Says(rig, rig.Operator, "/botops revoke @dev approver order-svc")));

        Assert.Empty(await rig.Db(db => db.Audit.ToListAsync()));
        Assert.Empty(await rig.Db(db => db.Outbox.ToListAsync()));
    }

    [SkippableFact]
    public async Task Of_two_last_admins_who_revoke_each_other_at_once_one_stays()
    {
        await using var rig = await ReleaseRig.Create();
        await Says(rig, rig.Operator, "/botops grant @lead admin *");

        var both = new[] { Says(rig, rig.Operator, "/botops revoke @lead admin *"), Says(rig, rig.Lead, "/botops revoke @operator admin *") };
        var refused = (await Task.WhenAll(both.Select(async revoke => await Record.ExceptionAsync(() => revoke)))).OfType<UserError>().ToList();

        Assert.Single(refused);
        var last = Assert.Single(await rig.Use<Roles, IReadOnlyList<string>>(roles => roles.Admins(default)));
        var admin = last == "lead" ? rig.Lead : rig.Operator;
        Assert.Contains("last admin", await ReleaseRig.Refused(Says(rig, admin, $"/botops revoke @{last} admin *")));
    }

    [SkippableFact]
    public async Task Who_is_in_a_catalog_file_is_told_what_its_next_apply_would_undo()
    {
        await using var rig = await ReleaseRig.Create();
        const string file = "roles: { dev: [requester, approver order-svc] }";
        await Apply(rig, file);

        var answer = await Says(rig, rig.Operator, "/botops grant @dev operator order-svc");
        var free = await Says(rig, rig.Operator, "/botops grant @lead operator order-svc");
        var undone = await Apply(rig, file);

        Assert.Equal("A catalog file names this person's roles: the next botops apply of it takes this one away again. To keep it, write under roles: "
            + "dev: [requester, approver order-svc, operator order-svc]", Text(answer));
        Assert.Null(free.Lines);
        Assert.Equal(["- role operator order-svc of dev"], undone);
    }

    [SkippableFact]
    public async Task Who_has_no_role_is_told_whom_to_ask_whatever_they_type()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Save(db => db.Roles.Where(g => g.PersonId == rig.Dev.Id).ExecuteDeleteAsync());

        foreach (var typed in new[] { "/botops status", "/botops projects", "/botops history", "/botops hosts order-svc", "/deploy order-svc", "/deploy", "/botops log 1" })
            Assert.Equal("You have no role yet. Ask @operator to grant you one.", await ReleaseRig.Refused(Says(rig, rig.Dev, typed)));
        Assert.Contains("Ask @operator", Text(await Says(rig, rig.Dev, "/botops whoami")), StringComparison.Ordinal);
        Assert.Contains("Ask @operator", Text(await Says(rig, rig.Dev, "/botops help")), StringComparison.Ordinal);
        await Says(rig, rig.Dev, "/botops language"); // how one is spoken to needs no role
    }

    internal static Task<Reply> Says(ReleaseRig rig, Person person, string text) => rig.Use<RunCommand, Reply>(async run =>
        (await run.Handle(new ChatEvent(ChatEventKind.Command, person.Handle, ReleaseRig.Channel, text), person, default))!);

    internal static string Text(Reply reply) => string.Join('\n', reply.Lines!.Select(l => string.Concat(l.Select(s => s.Text))));

    static async Task<ReleaseRig> WithChannels()
    {
        var rig = await ReleaseRig.Create();
        await rig.Environment("pay-svc", "production", new Policy(), 1);
        await rig.Save(async db =>
        {
            foreach (var (name, channel) in new[] { ("order-svc", "fake/t/orders"), ("pay-svc", "fake/t/pay") })
                (await db.Projects.SingleAsync(p => p.Name == name)).Channels = [channel];
        });
        return rig;
    }

    static Task<List<string>> Told(ReleaseRig rig, string channel) => rig.Db(async db =>
        (await db.Outbox.Where(m => m.Channel == channel && m.Key.StartsWith("roles/")).OrderBy(m => m.Id).ToListAsync()).ConvertAll(m => m.Content!.Push));

    static Task<List<string>> Roles(ReleaseRig rig, Person person) => rig.Db(async db =>
        (await db.Roles.Where(g => g.PersonId == person.Id).ToListAsync()).ConvertAll(g => $"{g.Role.Word()} {new RoleScope(g.Project, g.Environment)}").Order().ToList());

    static Task<IReadOnlyList<string>> Apply(ReleaseRig rig, string text) => rig.Use<BotOpsDb, IReadOnlyList<string>>(db =>
        new ApplyCatalog(db, [], rig.Clock).Handle([CatalogReader.Read("people.yaml", text)], null, default));
}
