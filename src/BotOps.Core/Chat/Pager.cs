using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Chat;

/// <summary>Calls people by every configured webhook, in the transaction of what they are called for. Without one it does nothing.</summary>
public sealed class Pager(BotOpsDb db, Outbox outbox, IEnumerable<IChatPlatform> platforms)
{
    /// <summary>Name of the <see cref="IChatPlatform"/> whose tenants are webhooks.</summary>
    public const string Platform = "webhook";
    const string Channel = "pager";

    /// <param name="key">The same however often the call is tried, another one for the next: <c>release/42/question/2/pager</c>.</param>
    public async Task Call(string key, string text, long release, CancellationToken stopping)
    {
        var webhooks = platforms.Where(p => p.Name == Platform).SelectMany(p => p.Tenants).ToList();
        if (webhooks.Count == 0) return;

        var of = await db.Releases.FindAsync([release], stopping) ?? throw new UserError(Texts.NoRelease(release)); // as the caller has changed it
        var at = await db.Environments.Where(e => e.Id == of.EnvironmentId).Select(e => new { Project = e.Project.Name, e.Name }).SingleAsync(stopping);
        using var all = Languages.SpeakToAll();
        var alarm = new Alarm(Texts.Webhooks.AlarmTitle(release, at.Project, at.Name, of.State), text, release, at.Project, at.Name, of.State.ToString(), $"/releases/{release}");
        foreach (var place in webhooks.Select(name => new Place(Platform, name, Channel)))
            await outbox.Say(Outbox.KeyOf(key, place), place, alarm, Urgency.Failure, stopping: stopping);
    }
}
