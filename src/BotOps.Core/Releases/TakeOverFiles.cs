using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>
/// The answer Take over: what hands changed on hosts becomes a new settings revision. What was approved would not be what runs, so
/// the release ends with no host touched, and the same is asked for again with the new settings.
/// </summary>
public sealed class TakeOverFiles(BotOpsDb db, EndRollout end, PlaceRelease place, Audit audit, TimeProvider clock)
{
    public async Task Handle(ReleaseOf of, Question question, Guid person, CancellationToken stopping)
    {
        var release = of.Release;
        var settings = (await db.SettingsRevisions.SingleAsync(r => r.Id == release.SettingsRevisionId, stopping)).Settings;
        var hosts = await db.Hosts.AsNoTracking().Where(h => question.Hosts.Contains(h.Name)).ToListAsync(stopping);
        var revision = new SettingsRevision
        {
            EnvironmentId = of.Environment.Id, Settings = TakeOver.Into(settings, question.Edits!, hosts), By = person, At = clock.GetUtcNow(),
            Number = await db.SettingsRevisions.Where(r => r.EnvironmentId == of.Environment.Id).MaxAsync(r => r.Number, stopping) + 1,
        };
        db.SettingsRevisions.Add(revision);
        await db.SaveChangesAsync(stopping);
        of.Environment.SettingsRevisionId = revision.Id;
        audit.Note(person, "take over files", $"#{release.Id}", after: $"settings revision {revision.Number}", why: question.Says);

        var told = await db.Outbox.Where(m => m.Topic == ReleaseStory.CardOf(release.Id)).OrderBy(m => m.Id).Select(m => new Chat.Place(m.Platform, m.Tenant, m.Channel, null)).FirstOrDefaultAsync(stopping);
        await end.Stopped(release, person, Languages.ToAll(() => Texts.FilesTakenOver(revision.Number)), stopping);
        await place.Handle(of.Environment, Again(release, revision, of.Environment.Policy), "deploy", told ?? new Chat.Place("", "", ""), stopping);
    }

    Release Again(Release release, SettingsRevision revision, Policy policy) => new()
    {
        Kind = release.Kind, EnvironmentId = release.EnvironmentId, RequestedBy = release.RequestedBy, Reference = release.Reference, Commit = release.Commit,
        BuildId = release.BuildId, SettingsRevisionId = revision.Id, Options = release.Options, Plan = release.Plan, Facts = release.Facts, Note = release.Note,
        OneWay = release.OneWay, Override = release.Override, RetryOf = release.Id,
        ApprovalsNeeded = policy.Approvals, CreatedAt = clock.GetUtcNow(), ExpiresAt = clock.GetUtcNow() + policy.Expires,
    };
}
