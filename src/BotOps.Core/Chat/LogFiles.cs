using BotOps.Core.Builds;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Chat;

/// <summary>When a log has ended, its thread gets the whole of it as a file, where the platform takes files. Written in the transaction that ends it.</summary>
public sealed class LogFiles(BotOpsDb db, Outbox outbox, IEnumerable<IChatPlatform> platforms)
{
    /// <param name="story">The topic whose threads get it.</param>
    public Task OfBuild(Build build, string story, CancellationToken stopping) =>
        Say(story, new LogFile(build.LogId, $"build-{build.Id}.log", Languages.ToAll(() => Texts.LogOf(Texts.BuildName(build.Id))), Sources: false), stopping);

    public Task OfRelease(Release release, CancellationToken stopping) =>
        Say(ReleaseStory.CardOf(release.Id), new LogFile(release.LogId, $"release-{release.Id}.log", Languages.ToAll(() => Texts.LogOf($"#{release.Id}")), Sources: true), stopping);

    async Task Say(string story, LogFile file, CancellationToken stopping)
    {
        var takers = platforms.Where(p => p.TakesFiles).Select(p => p.Name).ToList();
        if (takers.Count == 0 || !await db.Logs.AnyAsync(l => l.Id == file.Log && l.Lines > 0, stopping)) return; // what did not run has no log

        foreach (var place in (await outbox.Places(story, stopping)).Where(p => takers.Contains(p.Platform)))
            await outbox.Say($"{story}/file/{file.Log}@{place}", place, file, Urgency.Log, Outbox.KeyOf(story, place), stopping: stopping);
    }
}
