using BotOps.Core;
using BotOps.Core.Access;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Access;

public class FirstAdminTests
{
    static readonly FirstAdmin Anna = FirstAdmin.Parse("anna slack/T012/U345");

    [SkippableFact]
    public async Task Many_processes_that_start_at_once_make_one_admin()
    {
        await using var rig = await WithoutAdmin();

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Make(rig, Anna)));

        Assert.Single(made, true);
        var person = await rig.Db(db => db.Persons.SingleAsync(p => p.Handle == "anna"));
        Assert.Equal((Role.Admin, "*", "*"), await rig.Db(async db => (await db.Roles.Where(r => r.PersonId == person.Id).ToListAsync()).ConvertAll(r => (r.Role, r.Project, r.Environment)).Single()));
        Assert.Equal(("slack", "T012", "U345"), await rig.Db(async db => (await db.Accounts.Where(a => a.PersonId == person.Id).ToListAsync()).ConvertAll(a => (a.Platform, a.Tenant, a.ExternalId)).Single()));
        var entry = Assert.Single(await rig.Db(db => db.Audit.ToListAsync()));
        Assert.Equal(("first-admin", "role admin of anna", null, "admin"), (entry.Action, entry.Subject, entry.Before, entry.After));
    }

    [SkippableFact]
    public async Task While_there_is_an_admin_the_configuration_makes_no_other()
    {
        await using var rig = await ReleaseRig.Create();

        Assert.False(await Make(rig, Anna));
        Assert.False(await rig.Db(db => db.Persons.AnyAsync(p => p.Handle == "anna")));
    }

    [SkippableFact]
    public async Task A_person_who_is_there_becomes_it_but_not_by_another_ones_account()
    {
        await using var rig = await WithoutAdmin();

        await Assert.ThrowsAsync<UserError>(() => Make(rig, FirstAdmin.Parse("dev fake/t/lead")));
        Assert.Empty(await rig.Db(db => db.Audit.ToListAsync()));
        Assert.True(await Make(rig, FirstAdmin.Parse("dev fake/t/dev")));
        Assert.Equal(["dev"], await rig.Use<Roles, IReadOnlyList<string>>(roles => roles.Admins(default)));
    }

    static Task<bool> Make(ReleaseRig rig, FirstAdmin wanted) => rig.Use<MakeFirstAdmin, bool>(make => make.Handle(wanted, default));

    static async Task<ReleaseRig> WithoutAdmin()
    {
        var rig = await ReleaseRig.Create();
        await rig.Save(db => db.Roles.Where(r => r.Role == Role.Admin).ExecuteDeleteAsync());
        return rig;
    }
}
