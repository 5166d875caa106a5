using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Builds;

/// <summary>Finds and makes builds by what they are built from. The project's builds have to be locked.</summary>
public sealed class BuildRows(BotOpsDb db, IArtifactStore artifacts, TimeProvider clock)
{
    /// <summary>What is built or being built already, with an artifact that is really there.</summary>
    public async Task<Build?> Find(int project, string commit, BuildSettings settings, CancellationToken stopping)
    {
        var digest = settings.Digest();
        var build = await db.Builds.Where(b => b.ProjectId == project && b.Commit == commit && b.SettingsDigest == digest
                && (b.State == BuildState.Queued || b.State == BuildState.Running || b.State == BuildState.Succeeded) && !b.CancelRequested)
            .OrderByDescending(b => b.Id).FirstOrDefaultAsync(stopping);

        if (build is not { State: BuildState.Succeeded }) return build;
        if (await artifacts.MayHave(build.ArtifactSha256!, stopping)) return build;

        build.Fail(Languages.ToAll(() => Texts.ArtifactMissing(build.Id)), clock.GetUtcNow());
        await db.SaveChangesAsync(stopping);
        return null;
    }

    /// <param name="orderedBy">Who asked for it ahead of time; null: a release waits for it.</param>
    public async Task<Build> New(int project, string commit, BuildSettings settings, Guid? orderedBy, CancellationToken stopping)
    {
        var digest = settings.Digest();
        var before = await db.Builds.Where(b => b.ProjectId == project && b.Commit == commit && b.SettingsDigest == digest).MaxAsync(b => (int?)b.Rebuild, stopping);

        var log = new Log { CreatedAt = clock.GetUtcNow() };
        db.Logs.Add(log);
        await db.SaveChangesAsync(stopping);
        var build = new Build
        {
            ProjectId = project, Commit = commit, Settings = settings, SettingsDigest = digest,
            Rebuild = before + 1 ?? 0, LogId = log.Id, OrderedBy = orderedBy, CreatedAt = clock.GetUtcNow(),
        };
        db.Builds.Add(build);
        await db.SaveChangesAsync(stopping);
        return build;
    }
}
