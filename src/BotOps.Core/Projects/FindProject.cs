using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Projects;

/// <summary>Finds what a person named; an environment left out defaults only if there is exactly one.</summary>
public sealed class FindProject(BotOpsDb db)
{
    public async Task<Project> Named(string name, CancellationToken stopping)
    {
        var project = await db.Projects.Include(p => p.Environments).SingleOrDefaultAsync(p => p.Name == name, stopping);
        if (project is not null) return project;

        var names = await db.Projects.OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(stopping);
        var close = DidYouMean.Closest(name, names);
        throw new UserError(Texts.NoProject(name, close), name, names.Count == 0 ? null : "/botops projects", close is [var meant, ..] ? meant : null);
    }

    public async Task<DeployEnvironment> Environment(string project, string? environment, CancellationToken stopping)
    {
        var found = await Named(project, stopping);
        var names = found.Environments.Select(e => e.Name).Order().ToList();
        if (environment is null)
        {
            if (found.Environments is [var only]) return only;
            throw new UserError(Texts.WhichEnvironment(project, names), project);
        }
        if (found.Environments.SingleOrDefault(e => e.Name == environment) is { } wanted) return wanted;

        var meant = DidYouMean.Closest(environment, names) is [var near, ..] ? near : names.FirstOrDefault();
        throw new UserError(Texts.NoEnvironment(project, environment, names), environment, meant: meant);
    }
}
