using System.Security.Claims;
using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Web;

/// <summary>The person who looks, as the database has them at this request.</summary>
/// <param name="Language">One of <see cref="BotOps.Core.Languages.All"/>.</param>
/// <param name="HasRole">Has any role anywhere, and so may read.</param>
public sealed record Viewer(Guid Id, string Handle, string Name, TimeZoneInfo Zone, string Language, bool HasRole)
{
    public const string SubjectClaim = "sub", NameClaim = "name";

    /// <summary>Null for an unknown or disabled person.</summary>
    public static async Task<Viewer?> Find(BotOpsDb db, ClaimsPrincipal? principal, CancellationToken stopping)
    {
        if (!Guid.TryParse(principal?.FindFirstValue(SubjectClaim), out var id)) return null;

        var found = await db.Persons.Where(p => p.Id == id && !p.Disabled)
            .Select(p => new { p.Handle, p.Name, p.TimeZone, p.Language, HasRole = db.Roles.Any(r => r.PersonId == id) }).SingleOrDefaultAsync(stopping);
        return found is null ? null : new Viewer(id, found.Handle, found.Name, ZoneOf(found.TimeZone), found.Language, found.HasRole);
    }

    public static ClaimsPrincipal Principal(Person person) => new(new ClaimsIdentity(
        [new(SubjectClaim, person.Id.ToString()), new(NameClaim, person.Handle)], "botops", NameClaim, roleType: null));

    static TimeZoneInfo ZoneOf(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}
