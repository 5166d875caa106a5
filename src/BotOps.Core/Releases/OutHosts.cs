using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>Hosts that do not serve: told in every answer about them until they are back.</summary>
static class OutHosts
{
    /// <summary>A line each, by project.</summary>
    /// <param name="project">Null: of every one.</param>
    public static async Task<IReadOnlyList<IReadOnlyList<Span>>> Lines(BotOpsDb db, string? project, DateTimeOffset now, CancellationToken stopping)
    {
        var environments = await db.Environments.AsNoTracking().Include(e => e.Project).Where(e => project == null || e.Project.Name == project)
            .ToDictionaryAsync(e => e.Id, e => $"{e.Project.Name} → {e.Name}", stopping);
        var hosts = await Out(db).Where(a => environments.Keys.Contains(a.EnvironmentId)).ToListAsync(stopping);
        return [.. hosts.Select(a => (Where: environments[a.EnvironmentId], Host: a)).OrderBy(h => h.Where, StringComparer.Ordinal).ThenBy(h => h.Host.Host.Name, StringComparer.Ordinal)
            .Select(IReadOnlyList<Span> (h) => [new(h.Host.Host.Name, Strong: true), $" {h.Where}", .. Said(h.Host, now)])];
    }

    /// <summary>Why it is out, by whom and since when; nothing where it serves.</summary>
    public static IEnumerable<Span> Said(Assignment host, DateTimeOffset now)
    {
        if (host.LeftOut is { } why) yield return $"  {Texts.OutSince(why, host.OutAt, now - host.OutAt)}";
    }

    static IQueryable<Assignment> Out(BotOpsDb db) => db.Assignments.AsNoTracking().Include(a => a.Host).Where(a => a.LeftOut != null).OrderBy(a => a.Host.Name);
}
