using BotOps.Core.Builds;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Chat;

/// <summary>The names that there are, for whoever types or fills in a form.</summary>
public sealed class KnownNames(BotOpsDb db, ReadCommits commits, GoodBuilds builds, TimeProvider clock)
{
    const int Most = 12;

    public async Task<IReadOnlyList<Named>> Projects(CancellationToken stopping) =>
        Names(await db.Projects.OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(stopping));

    /// <param name="project">Null: of all projects.</param>
    public async Task<IReadOnlyList<Named>> Environments(string? project, CancellationToken stopping) =>
        Names(await db.Environments.Where(e => project == null || e.Project.Name == project).Select(e => e.Name).Distinct().OrderBy(n => n).ToListAsync(stopping));

    public async Task<IReadOnlyList<Named>> Hosts(string project, string? environment, CancellationToken stopping) =>
        Names(await (from a in db.Assignments
                     join e in db.Environments on a.EnvironmentId equals e.Id
                     where e.Project.Name == project && (environment == null || e.Name == environment)
                     orderby a.Host.Name
                     select a.Host.Name).ToListAsync(stopping));

    /// <summary>Empty where the repository cannot be read: a name can be typed all the same, and then the reason is told.</summary>
    public async Task<IReadOnlyList<Named>> References(string project, string typed, CancellationToken stopping)
    {
        var repository = await db.Projects.Where(p => p.Name == project).Select(p => p.Repository).SingleOrDefaultAsync(stopping);
        if (repository is null) return [];
        try
        {
            return Names(await commits.For(repository).Suggest(repository, typed, Most, stopping));
        }
        catch (Exception error) when (error is SourceError or UserError)
        {
            return [];
        }
    }

    public async Task<IReadOnlyList<Named>> Builds(string project, CancellationToken stopping)
    {
        var id = await db.Projects.Where(p => p.Name == project).Select(p => p.Id).SingleOrDefaultAsync(stopping);
        return [.. (await builds.Newest(id, 3, stopping)).Select(b => new Named($"{new BuildNumber(b.Id)}", Texts.BuildOffered(b, clock.GetUtcNow())))];
    }

    public async Task<IReadOnlyList<Named>> Persons(CancellationToken stopping) =>
        [.. (await db.Persons.Where(p => !p.Disabled).OrderBy(p => p.Handle).Select(p => new { p.Handle, p.Name }).ToListAsync(stopping)).Select(p => new Named(p.Handle, p.Name))];

    public async Task<IReadOnlyList<Named>> EveryHost(CancellationToken stopping) =>
        [.. (await db.Assignments.AsNoTracking().Include(a => a.Host).OrderBy(a => a.Host.Name).ToListAsync(stopping))
            .DistinctBy(a => a.HostId).Select(a => new Named(a.Host.Name, a.LeftOut ?? ""))];

    /// <param name="command">All but the log are about releases that have not ended.</param>
    public async Task<IReadOnlyList<Named>> Releases(string command, CancellationToken stopping)
    {
        var rows = await (from r in db.Releases
                          join e in db.Environments on r.EnvironmentId equals e.Id
                          orderby r.Id descending
                          select new { r.Id, r.State, Project = e.Project.Name, e.Name }).Take(50).ToListAsync(stopping);
        return [.. rows.Where(r => command is "log" || !r.State.Ended()).Take(Most).Select(r => new Named($"{r.Id}", $"{r.Project} → {r.Name}, {Texts.Word(r.State)}"))];
    }

    static IReadOnlyList<Named> Names(IEnumerable<string> names) => [.. names.Select(n => new Named(n))];
}
