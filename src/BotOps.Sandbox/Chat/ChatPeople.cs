using System.Security.Claims;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Sandbox.Chat;

/// <summary>Somebody who has an account in the web chat.</summary>
public sealed record ChatPerson(Guid Id, string Handle, string Name, TimeZoneInfo Zone, string Language, IReadOnlyCollection<Role> Roles)
{
    public const string SubjectClaim = "sub", NameClaim = "name";

    public string Initials => Core.Access.Initials.Of(Name);

    /// <summary>Class of the avatar, so that who runs things is told apart from who asks.</summary>
    public string Look => Roles.Contains(Role.Admin) ? "ops" : Roles.Contains(Role.Approver) ? "lead" : "";

    public string May => Texts.WebChat.May(Roles);

    /// <summary>The session that all of BotOps' pages understand.</summary>
    public ClaimsPrincipal Principal() =>
        new(new ClaimsIdentity([new(SubjectClaim, Id.ToString()), new(NameClaim, Handle)], WebChat.Platform, NameClaim, roleType: null));
}

/// <summary>The people of the web chat: persons with an account on it.</summary>
sealed class ChatPeople(IDbContextFactory<BotOpsDb> databases)
{
    public async Task<IReadOnlyList<ChatPerson>> All(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var found = await (
            from account in db.Accounts
            join person in db.Persons on account.PersonId equals person.Id
            where account.Platform == WebChat.Platform && account.Tenant == WebChat.Tenant && !person.Disabled
            orderby person.Id
            select new
            {
                person.Id, account.ExternalId, person.Name, person.TimeZone, person.Language,
                Roles = db.Roles.Where(r => r.PersonId == person.Id).Select(r => r.Role).ToList(),
            }).ToListAsync(stopping);
        return [.. found.Select(p => new ChatPerson(p.Id, p.ExternalId, p.Name, ZoneOf(p.TimeZone), p.Language, p.Roles))];
    }

    /// <summary>That the person wants now.</summary>
    public async Task<string> LanguageOf(ChatPerson person, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Persons.Where(p => p.Id == person.Id).Select(p => p.Language).SingleOrDefaultAsync(stopping) ?? person.Language;
    }

    static TimeZoneInfo ZoneOf(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
