using BotOps.Core;
using BotOps.Core.Access;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Web;

public sealed class RolesTests
{
    [SkippableFact]
    public async Task A_star_matches_all_and_a_name_only_itself()
    {
        await using var db = Database.Open(await Database.Create());
        var everywhere = await Grant(db, "everywhere", Role.Operator, "*", "*");
        var staging = await Grant(db, "staging", Role.Operator, "*", "staging");
        var pay = await Grant(db, "pay", Role.Operator, "pay-svc", "production");
        var roles = new Roles(db);

        Assert.True(await roles.May(everywhere, Role.Operator, "pay-svc", "production", default));
        Assert.True(await roles.May(staging, Role.Operator, "pay-svc", "staging", default));
        Assert.False(await roles.May(staging, Role.Operator, "pay-svc", "production", default));
        Assert.True(await roles.May(pay, Role.Operator, "pay-svc", "production", default));
        Assert.False(await roles.May(pay, Role.Operator, "order-svc", "production", default));
        Assert.Equal(["everywhere", "pay"], (await roles.Holders(Role.Operator, "pay-svc", "production", default)).Select(p => p.Handle));
    }

    [SkippableFact]
    public async Task No_role_implies_another_and_a_part_of_the_catalog_is_not_the_whole()
    {
        await using var db = Database.Open(await Database.Create());
        var admin = await Grant(db, "admin", Role.Admin, "*", "*");
        var small = await Grant(db, "small", Role.Admin, "pay-svc", "*");
        var roles = new Roles(db);

        foreach (var role in new[] { Role.Requester, Role.Approver, Role.Operator })
            Assert.False(await roles.May(admin, role, "pay-svc", "production", default));
        Assert.True(await roles.MayAdminister(admin, default));
        Assert.False(await roles.MayAdminister(small, default));
    }

    [SkippableFact]
    public async Task A_disabled_person_has_no_role()
    {
        await using var db = Database.Open(await Database.Create());
        var gone = await Grant(db, "gone", Role.Approver, "*", "*");
        await db.Persons.ExecuteUpdateAsync(set => set.SetProperty(p => p.Disabled, true));
        var roles = new Roles(db);

        Assert.False(await roles.May(gone, Role.Approver, "pay-svc", "production", default));
        Assert.Empty(await roles.Of(gone, default));
        Assert.Empty(await roles.Holders(Role.Approver, "pay-svc", "production", default));
    }

    [SkippableFact]
    public async Task Who_may_not_is_told_the_role_and_whom_to_ask()
    {
        await using var db = Database.Open(await Database.Create());
        var developer = await Grant(db, "developer", Role.Requester, "*", "*");
        var roles = new Roles(db);

        var nobody = await Assert.ThrowsAsync<UserError>(() => roles.Require(developer, Role.Approver, "pay-svc", "production", default));
        await Grant(db, "ops", Role.Admin, "*", "*");
        var admin = await Assert.ThrowsAsync<UserError>(() => roles.Require(developer, Role.Approver, "pay-svc", "production", default));
        await Grant(db, "lead-1", Role.Approver, "pay-svc", "*");
        await Grant(db, "lead-2", Role.Approver, "*", "production");
        var leads = await Assert.ThrowsAsync<UserError>(() => roles.Require(developer, Role.Approver, "pay-svc", "production", default));

        Assert.Contains("botops apply", nobody.Message, StringComparison.Ordinal);
        Assert.Equal("This needs the role approver for pay-svc to production. Nobody has it yet; @ops can grant it.", admin.Message);
        Assert.Equal("This needs the role approver for pay-svc to production. Ask @lead-1 or @lead-2.", leads.Message);
    }

    static async Task<Guid> Grant(Core.Persistence.BotOpsDb db, string handle, Role role, string project, string environment)
    {
        var person = new Person { Handle = handle, Name = handle };
        db.Persons.Add(person);
        await db.SaveChangesAsync();
        db.Roles.Add(new RoleGrant { PersonId = person.Id, Role = role, Project = project, Environment = environment });
        await db.SaveChangesAsync();
        return person.Id;
    }
}
