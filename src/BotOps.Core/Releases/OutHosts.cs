using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>Hosts that do not serve: told on every open card and in every answer about them until they are back.</summary>
static class OutHosts
{
    const int Shown = 5;

    /// <summary>Read now, not when the release was asked for; empty where all serve, or the release has ended.</summary>
    public static async Task<IReadOnlyList<Warning>> Warning(BotOpsDb db, Release release, CancellationToken stopping)
    {
        if (release.State.Ended()) return [];
        var hosts = await Out(db).Where(a => a.EnvironmentId == release.EnvironmentId).ToListAsync(stopping);
        if (hosts.Count == 0) return [];

        var planned = release.Plan.Waves.SelectMany(w => w).ToHashSet();
        var told = hosts.Take(Shown).Select(a => Texts.OutOnCard(hosts.Count == 1 ? null : a.Host.Name, a.LeftOut!, a.OutAt, planned.Contains(a.Host.Name)));
        return [new Warning(Texts.HostsOut([.. hosts.Select(a => a.Host.Name)]), string.Join("; ", told) + Texts.More(hosts.Count - Shown), [])];
    }

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
