using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Hosts;

/// <summary>Tells that a host was taken out or is back: a line in the project's channels, and every open card shows it.</summary>
public sealed class HostStory(BotOpsDb db, Outbox outbox, TimeProvider clock)
{
    static readonly ReleaseState[] Open = [.. Enum.GetValues<ReleaseState>().Where(s => !s.Ended())];

    public async Task Tell(HostOf host, Tone tone, string glyph, Func<string> text, Place typedIn, CancellationToken stopping)
    {
        var event_ = Guid.CreateVersion7();
        var line = new Line(tone, glyph, [Languages.ToAll(text)], clock.GetUtcNow());
        foreach (var place in host.Project.Places(typedIn))
            await outbox.Say($"host/{host.Name}/{event_}@{place}", place, line, Urgency.Card, stopping: stopping);

        foreach (var release in await db.Releases.Where(r => r.EnvironmentId == host.Environment.Id && Open.Contains(r.State)).Select(r => r.Id).ToListAsync(stopping))
            await outbox.Raise(ReleaseStory.CardOf(release), stopping);
    }
}
