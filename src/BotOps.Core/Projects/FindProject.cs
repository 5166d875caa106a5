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
        throw new UserError(Texts.NoProject(name, DidYouMean.Closest(name, names)), name, names.Count == 0 ? null : "/botops projects");
    }

    public async Task<DeployEnvironment> Environment(string project, string? environment, Guid person, CancellationToken stopping)
    {
        var found = await Named(project, stopping);
        var names = found.Environments.Select(e => e.Name).Order().ToList();
        if (environment is null)
        {
            if (found.Environments is [var only]) return only;
            throw new UserError(Texts.WhichEnvironment(project, names), project);
        }
        return found.Environments.SingleOrDefault(e => e.Name == environment)
            ?? throw new UserError(Texts.NoEnvironment(project, environment, names), environment);
    }


}
