using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Core.Projects.Catalog;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Access;

public class GroupTests
{
    readonly FakeDirectory directory = new();

    [SkippableFact]
    public async Task Who_is_in_the_group_has_its_roles_and_who_leaves_it_keeps_their_own()
    {
        await using var rig = await ReleaseRig.Create(directory: directory);
        var release = await rig.Deploy(by: rig.Lead);
        directory.People["U8"] = FakeDirectory.Guest("gus");
        directory.InGroup = ["dev", "U7", "U8"];
        await Apply(rig, "groups: { fake/t/S1: [approver order-svc, requester] }");

        Assert.Contains("role approver", await ReleaseRig.Refused(rig.Approve(release.Id, rig.Dev))); // it is not read yet
        await Read(rig);
        Assert.Equal(["requester", "approver order-svc (fake/t/S1)", "requester (fake/t/S1)"], await Roles(rig, "dev"));
        Assert.Equal(["approver order-svc (fake/t/S1)", "requester (fake/t/S1)"], await Roles(rig, "u7"));
        Assert.False(await rig.Db(db => db.Accounts.AnyAsync(a => a.ExternalId == "U8")));
        await rig.Approve(release.Id, rig.Dev);

        directory.InGroup = ["U7"];
        await Read(rig);
        await Read(rig); // a second time changes nothing
        Assert.Equal(["requester"], await Roles(rig, "dev"));
        Assert.Contains("role approver", await ReleaseRig.Refused(rig.Approve((await rig.Deploy(by: rig.Lead)).Id, rig.Dev)));
        Assert.Equal(
            ["nobody grant: group fake/t/S1", "nobody revoke: group fake/t/S1"], await rig.Audited("role approver order-svc of dev"));
        Assert.Equal(["nobody add-person: group fake/t/S1"], await rig.Audited("person u7"));
    }

    [SkippableFact]
    public async Task While_the_platform_is_away_everything_stays_and_who_left_it_all_gets_nothing_back()
    {
        await using var rig = await ReleaseRig.Create(directory: directory);
        directory.InGroup = ["dev", "lead"];
        await Apply(rig, "groups: { fake/t/S1: [operator order-svc] }");
        await Read(rig);
        (directory.Away, directory.InGroup) = (true, []);
        await Read(rig);
        Assert.Contains("operator order-svc (fake/t/S1)", await Roles(rig, "dev"));

        (directory.Away, directory.InGroup) = (false, ["dev", "lead", "U9"]);
        await rig.Save(async db =>
        {
            await db.Persons.Where(p => p.Handle == "dev").ExecuteUpdateAsync(set => set.SetProperty(p => p.Disabled, true));
            await db.Roles.Where(r => r.PersonId == rig.Dev.Id).ExecuteDeleteAsync();
        });
        await Read(rig);
        Assert.Empty(await Roles(rig, "dev"));
        Assert.Contains("operator order-svc (fake/t/S1)", await Roles(rig, "lead"));
    }

    [SkippableFact]
    public async Task A_role_of_a_group_is_not_revoked_from_one_of_its_members_and_stays_beside_their_own()
    {
        await using var rig = await ReleaseRig.Create(directory: directory);
        directory.InGroup = ["dev"];
        await Apply(rig, "groups: { fake/t/S1: [approver order-svc] }");
        await Read(rig);

        Assert.Contains("the group fake/t/S1", await ReleaseRig.Refused(GrantTests.Says(rig, rig.Operator, "/botops revoke @dev approver order-svc")));
        Assert.Contains("the group fake/t/S1", await ReleaseRig.Refused(GrantTests.Says(rig, rig.Operator, "/botops revoke @dev approver order-svc/production")));
        Assert.Contains("by the group fake/t/S1", GrantTests.Text(await GrantTests.Says(rig, rig.Operator, "/botops grant @dev approver order-svc")), StringComparison.Ordinal);
        Assert.Contains("still have it by the group fake/t/S1", GrantTests.Text(await GrantTests.Says(rig, rig.Operator, "/botops revoke @dev approver order-svc")), StringComparison.Ordinal);
        Assert.Contains("by the group fake/t/S1", GrantTests.Text(await GrantTests.Says(rig, rig.Dev, "/botops whoami")), StringComparison.Ordinal);

        Assert.Empty(await Apply(rig, "roles: { dev: [requester] }")); // a person's roles in a file are their own
        Assert.Equal(["requester", "approver order-svc (fake/t/S1)"], await Roles(rig, "dev"));
    }

    [SkippableFact]
    public async Task A_file_says_all_roles_of_a_group_and_what_is_exported_is_taken_back_without_a_change()
    {
        await using var rig = await ReleaseRig.Create(directory: directory);
        directory.InGroup = ["dev"];
        const string file = "groups:\n  fake/t/S1: [approver order-svc, operator order-svc/production]";
        Assert.Equal(["+ group fake/t/S1: approver order-svc", "+ group fake/t/S1: operator order-svc/production"], await Apply(rig, file));
        await Read(rig);
        Assert.Empty(await Apply(rig, file));
        var exported = await rig.Use<BotOpsDb, string>(db => new ExportCatalog(db).Handle(default));
        Assert.Contains("\ngroups:\n  fake/t/S1:\n  - approver order-svc\n  - operator order-svc/production\n", exported, StringComparison.Ordinal);
        Assert.Empty(await Apply(rig, exported[..exported.IndexOf("\nhosts:", StringComparison.Ordinal)])); // the rig's hosts and projects are no whole ones

        directory.Away = true; // who is known to be in it loses at once what it loses
        Assert.Equal(["- group fake/t/S1: approver order-svc"], await Apply(rig, "groups: { fake/t/S1: [operator order-svc/production] }"));
        Assert.Equal(["requester", "operator order-svc/production (fake/t/S1)"], await Roles(rig, "dev"));
        Assert.Equal(["- group fake/t/S1: operator order-svc/production"], await Apply(rig, "groups: { fake/t/S1: [] }"));
        Assert.Equal(["requester"], await Roles(rig, "dev"));
        Assert.Empty(await rig.Db(db => db.Groups.ToListAsync()));
    }

    [SkippableFact]
    public async Task What_is_wrong_with_a_group_is_told_with_its_place()
    {
        await using var rig = await ReleaseRig.Create(directory: directory);

        Assert.StartsWith("shop.yaml:2: groups.ops: 'ops' is not a group", await ReleaseRig.Refused(Apply(rig, "groups:\n  ops: [approver]")), StringComparison.Ordinal);
        Assert.StartsWith("shop.yaml:2: groups.fake/t/S1[0]: 'boss' is not a role", await ReleaseRig.Refused(Apply(rig, "groups:\n  fake/t/S1: [boss]")), StringComparison.Ordinal);
        Assert.StartsWith("shop.yaml:2: groups.fake/t/S1[0]: there is no project 'order-src'", await ReleaseRig.Refused(Apply(rig, "groups:\n  fake/t/S1: [approver order-src]")), StringComparison.Ordinal);
    }

    static Task Read(ReleaseRig rig) => rig.Use<ReadGroup>(use => use.Handle(FakeDirectory.Group, default));

    static async Task<IReadOnlyList<string>> Apply(ReleaseRig rig, string text) => await rig.Use<BotOpsDb, IReadOnlyList<string>>(db =>
        new ApplyCatalog(db, [], rig.Clock).Handle([CatalogReader.Read("shop.yaml", text)], null, default));

    static Task<List<string>> Roles(ReleaseRig rig, string handle) => rig.Db(async db =>
        (await db.Roles.Where(r => db.Persons.Any(p => p.Id == r.PersonId && p.Handle == handle)).OrderBy(r => r.Id).ToListAsync())
            .ConvertAll(r => CatalogGrant.Text(r.Role, r.Project, r.Environment) + (r.Source is null ? "" : $" ({r.Source})")));
}
