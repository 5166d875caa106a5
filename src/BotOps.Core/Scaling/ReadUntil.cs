using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>The end of a stay.</summary>
/// <param name="Zone">Of who said it; moments are told in it.</param>
public sealed record StayEnd(DateTimeOffset At, string Zone)
{
    /// <summary>Of the cloud's own release after the end: BotOps may be down for so long.</summary>
    static readonly TimeSpan Net = TimeSpan.FromHours(24);

    /// <summary>In its zone; a zone that this machine does not know any more is told in UTC.</summary>
    public DateTimeOffset Local => TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? TimeZoneInfo.ConvertTime(At, zone) : At.ToUniversalTime();

    /// <summary>When the cloud deletes them by itself, should BotOps not have done it.</summary>
    public DateTimeOffset NetAt => Moment.WholeMinutes(At + Net);
}

/// <summary>Which moment a person means, in their own time zone, and whether hosts can stay until then.</summary>
public sealed class ReadUntil(BotOpsDb db, TimeProvider clock)
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <exception cref="UserError">It is over, or too far away.</exception>
    public async Task<StayEnd> Of(Moment typed, Guid person, CancellationToken stopping)
    {
        var zone = await db.Persons.Where(p => p.Id == person).Select(p => p.TimeZone).SingleAsync(stopping);
        var (now, at) = (clock.GetUtcNow(), typed.At(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)));
        if (at <= now) throw new UserError(Texts.Stays.IsOver(new StayEnd(at, zone), now), "--until");
        return at <= now + Longest ? new StayEnd(at, zone) : throw new UserError(Texts.Stays.TooFar(new StayEnd(at, zone), Longest), "--until");
    }
}
