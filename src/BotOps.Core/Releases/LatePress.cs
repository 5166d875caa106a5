using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>A decision that comes too late is told who decided, and when.</summary>
static class LatePress
{
    /// <exception cref="UserError">The release does not wait for its approval any more.</exception>
    public static async Task RequireWaiting(this BotOpsDb db, Release release, Guid person, DateTimeOffset now, CancellationToken stopping)
    {
        if (release.State == ReleaseState.AwaitingApproval)
        {
            if (release.ExpiresAt <= now) throw new UserError(Texts.TooLateExpired(release.Id, await InZoneOf(db, person, release.ExpiresAt, stopping)));
            return;
        }
        var decision = await db.Set<StateChange>()
            .Where(h => h.ReleaseId == release.Id && (h.From == ReleaseState.AwaitingApproval || h.To == ReleaseState.Cancelled))
            .OrderByDescending(h => h.Id).FirstOrDefaultAsync(stopping);
        var by = decision?.By is { } who ? await db.Persons.Where(p => p.Id == who).Select(p => p.Name).SingleAsync(stopping) : null;
        throw new UserError(Texts.TooLate(release, decision, by, mine: decision?.By == person, now));
    }

    static async Task<DateTimeOffset> InZoneOf(BotOpsDb db, Guid person, DateTimeOffset at, CancellationToken stopping) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(await db.Persons.Where(p => p.Id == person).Select(p => p.TimeZone).SingleAsync(stopping)));
}
