using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>An admin gives a person a role, or takes it away; the channels of the projects where it holds hear of it.</summary>
public sealed class ChangeRoles(BotOpsDb db, Roles roles, FindProject find, Audit audit, Outbox outbox, Senders senders, Grantee grantee, AddPerson add, TimeProvider clock)
{
    public async Task<Reply> Handle(RoleInput input, Person by, CancellationToken stopping)
    {
        var newcomer = input.Grants ? await grantee.Vouch(input.Person, stopping) : null;
        return await db.InTransaction(() => Change(input, newcomer, by, stopping), stopping);
    }

    async Task<Reply> Change(RoleInput input, DirectoryEntry? newcomer, Person by, CancellationToken stopping)
    {
        await db.LockCatalog(stopping); // of two admins who revoke each other the second is too late
        await RequireKnown(input.Scope, stopping);
        await roles.Require(by.Id, Role.Admin, input.Scope.Project, input.Scope.Environment, stopping);
        var known = await Find(input.Person, stopping);
        var person = known ?? (newcomer is null ? throw await NoPerson(input.Person, stopping) : await add.Handle(AccountName.Parse(input.Person)!, newcomer, by.Id, input.Reason, stopping));
        input = input with { Person = person.Handle };
        var before = await GrantsOf(person, stopping);
        if (input.Grants) Grant(input, person, before);
        else await Revoke(input, person, before, stopping);

        await db.SaveChangesAsync(stopping);
        var after = await GrantsOf(person, stopping);
        audit.Note(by.Id, input.Grants ? "grant" : "revoke", $"role {Text(input)} of {person.Handle}", Text(before) ?? None, Text(after) ?? None, input.Reason);
        var told = Languages.ToAll(() => Texts.RoleChanged(by.Name, input));
        foreach (var place in await Channels(input.Scope, stopping))
            await outbox.Say($"roles/{Guid.CreateVersion7()}", place, new Line(Tone.Idle, "queued", [told], clock.GetUtcNow()), Urgency.Card, stopping: stopping);
        return await Answer(input, person, isNew: known is null, after, stopping);
    }

    void Grant(RoleInput input, Person person, List<RoleGrant> has)
    {
        if (person.Disabled) throw new UserError(Texts.PersonDisabled(person.Handle), person.Handle);
        if (Exactly(input, Own(has)) is not null) throw new UserError(Texts.HasRoleAlready(input));
        db.Roles.Add(new RoleGrant { PersonId = person.Id, Role = input.Role, Project = input.Scope.Project, Environment = input.Scope.Environment });
    }

    async Task Revoke(RoleInput input, Person person, List<RoleGrant> has, CancellationToken stopping)
    {
        if (Exactly(input, Own(has)) is not { } grant)
            throw Wider(input, Own(has)) is [var wider, ..]
                ? new UserError(Texts.RoleIsWider(input, wider), tryInstead: $"/botops revoke @{input.Person} {input.Role.Word()} {wider}")
                : new UserError(OfGroup(input, has) is { } group ? Texts.RoleIsOfGroup(input, group) : Texts.HasNoSuchRole(input, Text(has)));
        if (input.Role == Role.Admin && input.Scope == Everywhere && await roles.Admins(stopping) is [var last] && last == person.Handle)
            throw new UserError(Texts.LastAdminStays(person.Handle));
        db.Roles.Remove(grant);
    }

    async Task<Reply> Answer(RoleInput input, Person person, bool isNew, List<RoleGrant> after, CancellationToken stopping)
    {
        List<IReadOnlyList<Span>> lines = isNew ? [[Texts.PersonAdded(person.Name, person.Handle)]] : [];
        if (Wider(input, Own(after)) is [var wider, ..]) lines.Add([Texts.HasItStill(input, wider)]);
        if (OfGroup(input, after) is { } group) lines.Add([Texts.HasItStillOfGroup(input, group)]);
        if (await IsInACatalog(person, stopping)) lines.Add([Texts.CatalogWillUndo(input), new Span($"{person.Handle}: [{Text(Own(after))}]", Code: true)]);
        return new Reply(Texts.RoleIsNow(input), Lines: lines.Count > 0 ? lines : null);
    }

    /// <summary>A file named this person's roles, and one that names them names all of them: the next apply of it would undo this.</summary>
    Task<bool> IsInACatalog(Person person, CancellationToken stopping) =>
        db.Audit.AnyAsync(a => a.Action == "apply" && a.Subject.StartsWith("role ") && a.Subject.EndsWith(" of " + person.Handle), stopping);

    async Task RequireKnown(RoleScope scope, CancellationToken stopping)
    {
        if (scope.Project != Roles.All)
        {
            if (scope.Environment == Roles.All) await find.Named(scope.Project, stopping);
            else await find.Environment(scope.Project, scope.Environment, stopping);
        }
        else if (scope.Environment != Roles.All && !await db.Environments.AnyAsync(e => e.Name == scope.Environment, stopping))
        {
            throw new UserError(Texts.NoSuchEnvironment(scope.Environment), scope.Environment);
        }
    }

    /// <param name="named">A handle, or an account.</param>
    Task<Person?> Find(string named, CancellationToken stopping) =>
        AccountName.Parse(named) is { } account ? senders.Find(account, stopping) : db.Persons.SingleOrDefaultAsync(p => p.Handle == named, stopping);

    async Task<UserError> NoPerson(string handle, CancellationToken stopping)
    {
        if (AccountName.Parse(handle) is { } account) return new UserError(Texts.NobodyHasAccount(account), $"@{account}");

        var close = DidYouMean.Closest(handle, await db.Persons.Select(p => p.Handle).ToListAsync(stopping));
        return new UserError(Texts.NoPerson(handle, close), "@" + handle, meant: close is [var meant, ..] ? "@" + meant : null);
    }

    async Task<IReadOnlyList<Place>> Channels(RoleScope scope, CancellationToken stopping)
    {
        var told = await db.Projects.AsNoTracking().Where(p => scope.Project == Roles.All || p.Name == scope.Project).OrderBy(p => p.Name).ToListAsync(stopping);
        return [.. told.SelectMany(p => p.Channels).Distinct().Select(Place.Parse)];
    }

    Task<List<RoleGrant>> GrantsOf(Person person, CancellationToken stopping) =>
        db.Roles.Where(g => g.PersonId == person.Id).OrderBy(g => g.Project).ThenBy(g => g.Environment).ThenBy(g => g.Role).ToListAsync(stopping);

    const string None = "–";
    static readonly RoleScope Everywhere = new(Roles.All, Roles.All);

    static RoleGrant? Exactly(RoleInput input, List<RoleGrant> has) => has.Find(g => g.Role == input.Role && ScopeOf(g) == input.Scope);

    static List<RoleScope> Wider(RoleInput input, List<RoleGrant> has) =>
        [.. has.Where(g => g.Role == input.Role).Select(ScopeOf).Where(s => s != input.Scope && input.Scope.IsWithin(s))];

    static List<RoleGrant> Own(List<RoleGrant> grants) => grants.FindAll(g => g.Source is null);

    /// <summary>The group that gives this role there, or a wider one.</summary>
    static string? OfGroup(RoleInput input, List<RoleGrant> has) => has.Find(g => g.Source is not null && g.Role == input.Role && input.Scope.IsWithin(ScopeOf(g)))?.Source;

    static RoleScope ScopeOf(RoleGrant grant) => new(grant.Project, grant.Environment);

    static string Text(RoleInput input) => CatalogGrant.Text(input.Role, input.Scope.Project, input.Scope.Environment);
    static string? Text(List<RoleGrant> grants) => grants.Count == 0 ? null : string.Join(", ", grants.Select(g => CatalogGrant.Text(g.Role, g.Project, g.Environment)));
}
