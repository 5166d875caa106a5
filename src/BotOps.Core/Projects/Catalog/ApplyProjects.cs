using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Projects.Catalog;

/// <param name="takeOver">Files may change what chat manages; they manage it from then on.</param>
sealed class ApplyProjects(BotOpsDb db, CatalogChanges changes, bool takeOver)
{
    public async Task Handle(IReadOnlyList<CatalogProject> projects, CancellationToken stopping)
    {
        foreach (var wanted in projects)
        {
            var before = changes.Lines.Count;
            var project = await Apply(wanted, stopping);
            await RemoveEnvironments(project, [.. wanted.Environments.Select(e => e.Name)], stopping);
            foreach (var environment in wanted.Environments)
                await new ApplyEnvironment(db, changes).Handle(project, environment, stopping);
            Own(project, wanted, changed: changes.Lines.Count > before);
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

    /// <summary>Of file and chat one changes a project; what changes nothing is nobody's affair.</summary>
    void Own(Project project, CatalogProject wanted, bool changed)
    {
        if (Owner.IsChat(project.ManagedBy) && !Owner.IsChat(wanted.Owner))
        {
            var handle = Owner.Handle(project.ManagedBy!);
            if (changed && !takeOver) throw new UserError(Texts.Catalog.CatalogProblem(wanted.At.File, wanted.At.Line, wanted.At.Path, Texts.Adding.OfChat(project.Name, handle, wanted.At.File)), project.Name);
            if (!takeOver) return;
            changes.Changed($"project {project.Name}", [Texts.Adding.TakenOver(handle, wanted.At.File)]);
        }
        project.ManagedBy = wanted.Owner;
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
