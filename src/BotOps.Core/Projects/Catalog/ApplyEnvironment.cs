using BotOps.Core.Balancing;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Projects.Catalog;

sealed class ApplyEnvironment(BotOpsDb db, CatalogChanges changes)
{
    public async Task Handle(Project project, CatalogEnvironment wanted, CancellationToken stopping)
    {
        var subject = $"project {project.Name} {wanted.Name}";
        var environment = project.Environments.Find(e => e.Name == wanted.Name);
        var isNew = environment is null;
        if (environment is null) project.Environments.Add(environment = new DeployEnvironment { Name = wanted.Name, ProjectId = project.Id });

        var before = CatalogValues.Of(environment);
        (environment.Production, environment.Policy, environment.Balancer, environment.Adopt, environment.Scaling) = (wanted.Production, wanted.Policy, wanted.Balancer, wanted.Adopt, wanted.Scaling);
        if (environment.Adopted is { } adopted) environment.Adopted = (wanted.Adopt ?? adopted) with { Port = adopted.Port, Files = adopted.Files }; // what is forgotten in the file can still be gone back to
        await db.SaveChangesAsync(stopping);

        if (isNew) changes.Added($"project {project.Name}", $"environment {wanted.Name}");
        else await Changed(project, subject, CatalogValues.Difference(before, CatalogValues.Of(environment)), stopping);
        await Apply(project, environment, wanted.Settings, subject, stopping);
        await Apply(environment, wanted.Hosts, project, subject, stopping);
    }

    Task Changed(Project project, string subject, IReadOnlyList<string> differences, CancellationToken stopping)
    {
        changes.Changed(subject, differences);
        return changes.Tell(project, differences, stopping);
    }

    async Task Apply(Project project, DeployEnvironment environment, Settings wanted, string subject, CancellationToken stopping)
    {
        var current = await db.SettingsRevisions.SingleOrDefaultAsync(r => r.Id == environment.SettingsRevisionId, stopping);
        var differences = current is null ? [] : CatalogValues.Difference(CatalogValues.Of(current.Settings), CatalogValues.Of(wanted));
        if (current is not null && differences.Count == 0) return;

        var last = await db.SettingsRevisions.Where(r => r.EnvironmentId == environment.Id).MaxAsync(r => (int?)r.Number, stopping) ?? 0;
        var revision = new SettingsRevision { EnvironmentId = environment.Id, Number = last + 1, Settings = wanted, By = changes.By, At = changes.At };
        db.SettingsRevisions.Add(revision);
        await db.SaveChangesAsync(stopping);
        environment.SettingsRevisionId = revision.Id;
        await db.SaveChangesAsync(stopping);

        if (current is null) return;
        changes.Changed(subject, differences, Tail(project, environment, revision.Number, differences));
        await changes.Tell(project, [.. differences.Where(RunsOnWorkers)], stopping);
    }

    /// <summary>Commands of builds and hooks: no host has to be told of them.</summary>
    static bool RunsOnWorkers(string difference) => difference.StartsWith("build.", StringComparison.Ordinal) || difference.StartsWith("hooks.", StringComparison.Ordinal);

    /// <summary>An apply touches no host: it says what does. What runs on workers is for the next build or release.</summary>
    static string Tail(Project project, DeployEnvironment environment, int revision, IReadOnlyList<string> differences) =>
        environment.CurrentReleaseId is null || differences.All(RunsOnWorkers)
            ? Texts.Files.Revision(revision)
            : Texts.Files.RevisionToDeploy(revision, project.Name, project.Environments.Count == 1 ? null : environment.Name);

    async Task Apply(DeployEnvironment environment, IReadOnlyList<CatalogHostName> wanted, Project project, string subject, CancellationToken stopping)
    {
        var names = wanted.Select(h => h.Name).ToHashSet();
        var assigned = await db.Assignments.Include(a => a.Host).Where(a => a.EnvironmentId == environment.Id).OrderBy(a => a.Host.Name).ToListAsync(stopping);
        var gone = assigned.Where(a => !names.Contains(a.Host.Name) && a.Host.Bought is null).ToList(); // what was bought is the scale orders' to give back
        if (gone.Count > 0) await RequireNoClaim(environment, gone[0].Host.Name, project, stopping);

        foreach (var assignment in gone)
        {
            db.Assignments.Remove(assignment);
            changes.Removed(subject, assignment.ReleaseId is { } release ? $"host {assignment.Host.Name} (what #{release} started there goes on running)" : $"host {assignment.Host.Name}");
        }
        if (environment.Balancer is not null && gone.Exists(a => a is { ReleaseId: not null, LeftOut: null })) // due at once, by any worker: an apply runs no jobs
            db.BalancerOrders.Add(new BalancerOrder { EnvironmentId = environment.Id, At = changes.At, LeaseUntil = changes.At });

        var added = names.Except(assigned.Select(a => a.Host.Name)).ToList();
        foreach (var host in await db.Hosts.Where(h => added.Contains(h.Name)).OrderBy(h => h.Name).ToListAsync(stopping))
        {
            db.Assignments.Add(new Assignment { HostId = host.Id, EnvironmentId = environment.Id, Since = changes.At });
            changes.Added(subject, $"host {host.Name}");
        }
        await db.SaveChangesAsync(stopping);
    }

    /// <summary>Whoever takes a claim raises the environment's fence, so its row lock keeps the answer true until the commit.</summary>
    async Task RequireNoClaim(DeployEnvironment environment, string host, Project project, CancellationToken stopping)
    {
        await db.Database.ExecuteSqlAsync($"select 1 from botops.environments where id = {environment.Id} for update", stopping);
        if (await db.Claims.AsNoTracking().SingleOrDefaultAsync(c => c.EnvironmentId == environment.Id, stopping) is { } claim)
            throw new UserError(Texts.Catalog.HostIsBusy(host, project.Name, environment.Name, claim.Holder));
    }
}
