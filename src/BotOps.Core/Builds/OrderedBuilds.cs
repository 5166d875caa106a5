using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Builds;

/// <summary>Builds that were ordered ahead and are not at their end.</summary>
public static class OrderedBuilds
{
    /// <summary>Oldest first.</summary>
    /// <param name="project">Null: of every one.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<Span>>> Lines(BotOpsDb db, string? project, DateTimeOffset now, CancellationToken stopping)
    {
        var rows = await (from b in Open(db)
                          join p in db.Projects on b.ProjectId equals p.Id
                          join o in db.Persons on b.OrderedBy equals o.Id
                          where project == null || p.Name == project
                          orderby b.Id
                          select new { Build = b, Project = p.Name, By = o.Name }).ToListAsync(stopping);
        return [.. rows.Select(IReadOnlyList<Span> (r) =>
            [new(Texts.BuildName(r.Build.Id), Strong: true), $" {r.Project} ", new(CommitName.Short(r.Build.Commit), Code: true), Texts.BuildUnderWay(r.Build, r.By, now - r.Build.CreatedAt)])];
    }

    /// <summary>As <c>build:17</c>, the newest first.</summary>
    public static async Task<IReadOnlyList<Named>> Names(BotOpsDb db, CancellationToken stopping)
    {
        var rows = await (from b in Open(db)
                          join p in db.Projects on b.ProjectId equals p.Id
                          where !b.CancelRequested
                          orderby b.Id descending
                          select new { b.Id, b.Commit, p.Name }).ToListAsync(stopping);
        return [.. rows.Select(r => new Named($"{new BuildNumber(r.Id)}", $"{r.Name} {CommitName.Short(r.Commit)}"))];
    }

    static IQueryable<Build> Open(BotOpsDb db) =>
        db.Builds.AsNoTracking().Where(b => b.OrderedBy != null && (b.State == BuildState.Queued || b.State == BuildState.Running));
}
