using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;

namespace BotOps.Core.Releases;

/// <summary>A release that was asked for gets its row, its log, its card, and where nobody has to agree its place in line.</summary>
public sealed class PlaceRelease(BotOpsDb db, Audit audit, StartReleases start, ReleaseStory story, TimeProvider clock)
{
    /// <param name="verb">As the audit has it: <c>deploy</c>.</param>
    /// <param name="typedIn">Where the command was typed; the card goes to the project's channels if it names some.</param>
    /// <param name="queued">What has to happen between its place in line and the start of the first in line.</param>
    public Task<Release> Handle(DeployEnvironment environment, Release release, string verb, Place typedIn, CancellationToken stopping, Func<Task>? queued = null) => db.InTransaction(async () =>
    {
        var log = new Log { CreatedAt = clock.GetUtcNow() };
        db.Logs.Add(log);
        await db.SaveChangesAsync(stopping);

        release.LogId = log.Id;
        db.Releases.Add(release);
        await db.SaveChangesAsync(stopping);
        audit.Note(release.RequestedBy, verb, $"#{release.Id}", after: $"{environment.Project.Name} {environment.Name} {release.Commit}", why: release.Note);
        if (release.Override is not null) audit.Note(release.RequestedBy, "override", $"#{release.Id}", after: CheckAllowed.Passed(release), why: release.Override);

        var places = environment.Project.Places(typedIn);
        await story.Asked(release, places, stopping);
        await Point(release, typedIn, places);
        await story.NoLongerNewest(release, stopping);
        if (release.ApprovalsNeeded > 0)
        {
            await story.CallApprovers(release, environment.Policy, places, stopping);
            return release;
        }

        release.Queue(null, clock.GetUtcNow());
        await db.SaveChangesAsync(stopping);
        if (queued is not null) await queued();
        await start.Handle(environment.Id, stopping);
        return release;
    }, stopping);

    /// <summary>Asked for in another channel than the one that hears of it: the asker is told where the card is.</summary>
    async Task Point(Release release, Place typedIn, IReadOnlyList<Place> places)
    {
        if (db.Answer is { } answer && typedIn.Platform != OsUser.Platform && places.All(p => $"{p}" != $"{typedIn}"))
            await answer(new Reply(Texts.CardIsIn(release.Id), Lines: [[new Span($"#{release.Id}", Link: $"/releases/{release.Id}")]], ToldIn: places[0]));
    }
}
