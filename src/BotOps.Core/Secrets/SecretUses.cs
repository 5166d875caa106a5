using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Secrets;

/// <param name="Secret">The stored secret's name.</param>
/// <param name="Where"><c>order-svc production: run.secrets.DB_PASSWORD</c></param>
public sealed record SecretUse(string Secret, string Where);

/// <summary>
/// Who refers to stored secrets: projects with their newest settings, with those that still run or are to run, and with those that
/// a rollback would bring back; and this process's configuration.
/// </summary>
public sealed class SecretUses(BotOpsDb db, IEnumerable<SecretUse> configured)
{
    static readonly ReleaseState[] Ended = [.. Enum.GetValues<ReleaseState>().Where(s => s.Ended())];

    public async Task<IReadOnlyList<SecretUse>> All(CancellationToken stopping)
    {
        var projects = await db.Projects.AsNoTracking().Include(p => p.Environments).OrderBy(p => p.Name).ToListAsync(stopping);
        var revisions = await Revisions().AsNoTracking().OrderByDescending(r => r.Number).ToListAsync(stopping);
        var uses =
            from project in projects
            from use in OfRepository(project).Concat(
                from environment in project.Environments.OrderBy(e => e.Name, StringComparer.Ordinal)
                from revision in revisions
                where revision.EnvironmentId == environment.Id
                from named in OfSettings(project, environment, revision)
                select named)
            select use;
        return [.. uses.Concat(configured)];
    }

    IQueryable<SettingsRevision> Revisions() => db.SettingsRevisions.Where(revision =>
        db.Environments.Any(e => e.SettingsRevisionId == revision.Id)
        || db.Assignments.Any(a => a.SettingsRevisionId == revision.Id)
        || db.Releases.Any(r => r.SettingsRevisionId == revision.Id && (!Ended.Contains(r.State) || r.State == ReleaseState.Succeeded
            && db.Releases.Where(later => later.EnvironmentId == r.EnvironmentId && later.State == ReleaseState.Succeeded && later.Id > r.Id)
                .Select(later => later.BuildId).Distinct().Count() < 2))); // the two builds before the newest: previous and last-good

    static IEnumerable<SecretUse> OfRepository(Project project) =>
        SecretReferences.NameOf(project.Repository.Token) is { } name ? [new(name, $"{project.Name}: repository.token")] : [];

    static IEnumerable<SecretUse> OfSettings(Project project, DeployEnvironment environment, SettingsRevision revision)
    {
        var which = revision.Id == environment.SettingsRevisionId ? "" : $" ({Texts.StoredSecrets.Revision(revision.Number)})";
        return
            from reference in Named("build", revision.Settings.Build.Secrets).Concat(Named("run", revision.Settings.Run.Secrets))
            let name = SecretReferences.NameOf(reference.Value)
            where name is not null
            select new SecretUse(name, $"{project.Name} {environment.Name}{which}: {reference.Key}");
    }

    static IEnumerable<KeyValuePair<string, string>> Named(string group, IReadOnlyDictionary<string, string> secrets) =>
        secrets.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => KeyValuePair.Create($"{group}.secrets.{s.Key}", s.Value));
}
