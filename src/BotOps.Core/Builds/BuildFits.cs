using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Builds;

/// <summary>A build as it is goes only where it was built for: its settings are, or once were, the environment's build settings.</summary>
public sealed class BuildFits(BotOpsDb db)
{
    /// <exception cref="UserError">It was built for another environment, with what differs.</exception>
    public async Task Require(Build build, DeployEnvironment environment, CancellationToken stopping)
    {
        var digest = build.Settings.Digest(); // as this version writes settings, as it does those that it is compared with
        var revisions = await (from revision in db.SettingsRevisions.AsNoTracking()
                               join e in db.Environments on revision.EnvironmentId equals e.Id
                               where e.ProjectId == environment.ProjectId
                               orderby revision.Id descending
                               select new { e.Id, e.Name, revision.Settings }).ToListAsync(stopping);
        var (here, elsewhere) = (revisions.Where(r => r.Id == environment.Id).ToList(), revisions.Where(r => r.Id != environment.Id));
        if (here.Exists(r => r.Settings.Build.Digest() == digest)) return;

        var others = elsewhere.Where(r => r.Settings.Build.Digest() == digest).Select(r => r.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        if (others.Count == 0 || here.Count == 0) return; // nothing says that it was meant for elsewhere

        var differs = SettingsDifference.Between(new Settings { Build = build.Settings }, new Settings { Build = here[0].Settings.Build });
        var number = new BuildNumber(build.Id);
        throw new UserError(
            Texts.BuildForOther(number, others, environment.Project.Name, environment.Name, [.. differs.Select(d => $"{d.Name} {d.Before} → {d.After}")]), $"{number}",
            $"/deploy {environment.Project.Name} {CommitName.Typed(build.Commit)} to {environment.Name}", meant: CommitName.Typed(build.Commit));
    }
}
