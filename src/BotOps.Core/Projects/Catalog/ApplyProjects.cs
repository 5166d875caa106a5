using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Projects.Catalog;

sealed class ApplyProjects(BotOpsDb db, CatalogChanges changes)
{
    public async Task Handle(IReadOnlyList<CatalogProject> projects, CancellationToken stopping)
    {
        foreach (var wanted in projects)
        {
            var project = await Apply(wanted, stopping);
            await RemoveEnvironments(project, [.. wanted.Environments.Select(e => e.Name)], stopping);
            foreach (var environment in wanted.Environments)
                await new ApplyEnvironment(db, changes).Handle(project, environment, stopping);
        }
    }

    async Task<Project> Apply(CatalogProject wanted, CancellationToken stopping)
    {
        var project = await db.Projects.Include(p => p.Environments).SingleOrDefaultAsync(p => p.Name == wanted.Name, stopping);
        if (project is null)
        {
            db.Projects.Add(project = new Project { Name = wanted.Name, Kind = wanted.Kind, Repository = wanted.Repository, Channels = [.. wanted.Channels] });
            changes.Added($"project {wanted.Name}");
        }
        else
        {
            var before = CatalogValues.Of(project);
            (project.Kind, project.Repository) = (wanted.Kind, wanted.Repository);
            if (!project.Channels.SequenceEqual(wanted.Channels)) project.Channels = [.. wanted.Channels];
            changes.Changed($"project {project.Name}", CatalogValues.Difference(before, CatalogValues.Of(project)));
        }
        await db.SaveChangesAsync(stopping);
        return project;
    }

    /// <summary>Only one that no release ever used goes; leaving another out of the file is taken for a mistake.</summary>
    async Task RemoveEnvironments(Project project, HashSet<string> wanted, CancellationToken stopping)
    {
        foreach (var gone in project.Environments.Where(e => !wanted.Contains(e.Name)).ToList())
        {
            if (await db.Releases.AnyAsync(r => r.EnvironmentId == gone.Id, stopping))
                throw new UserError(Texts.Catalog.EnvironmentHasHistory(project.Name, gone.Name));

            await db.Assignments.Where(a => a.EnvironmentId == gone.Id).ExecuteDeleteAsync(stopping);
            gone.SettingsRevisionId = null;
            await db.SaveChangesAsync(stopping);
            await db.SettingsRevisions.Where(r => r.EnvironmentId == gone.Id).ExecuteDeleteAsync(stopping);
            db.Environments.Remove(gone);
            changes.Removed($"project {project.Name}", $"environment {gone.Name}");
        }
        await db.SaveChangesAsync(stopping);
    }
}
