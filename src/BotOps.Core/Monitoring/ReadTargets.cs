using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Scaling;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Monitoring;

/// <summary>Addresses with what is said of them, as Prometheus' HTTP service discovery has it (prometheus.io/docs/prometheus/latest/http_sd).</summary>
public sealed record TargetGroup(IReadOnlyList<string> Targets, IReadOnlyDictionary<string, string> Labels);

/// <summary>Every host that something of BotOps runs on. A new host is there before it serves, one that goes is not there any more when it is stopped.</summary>
public sealed class ReadTargets(BotOpsDb db, TimeProvider clock)
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>From here on a host that goes is shown no more.</summary>
    static readonly ScaleStep[] Leaves = [ScaleStep.OutOfDns, ScaleStep.OutOfMonitoring, ScaleStep.Unassigned];

    /// <param name="reader">Who asks: remembered, and waited for.</param>
    /// <param name="project">Null: all.</param>
    /// <param name="environment">Null: all.</param>
    public async Task<IReadOnlyList<TargetGroup>> Handle(string reader, string? project, string? environment, CancellationToken stopping)
    {
        await Count(reader, stopping);
        var rows = await db.Assignments.AsNoTracking()
            .Where(a => a.ReleaseId != null && a.Host.GoneAt == null)
            .Where(a => !db.ScaleHosts.Any(h => h.Name == a.Host.Name && h.Back && (Leaves.Contains(h.State) || (h.State == ScaleStep.Failed && h.FailedStep == ScaleStep.Unassigned && a.LeftOut != null))))
            .Join(db.Environments, a => a.EnvironmentId, e => e.Id, (a, e) => new { Assignment = a, Environment = e })
            .Where(row => (project == null || row.Environment.Project.Name == project) && (environment == null || row.Environment.Name == environment))
            .OrderBy(row => row.Environment.Project.Name).ThenBy(row => row.Environment.Name).ThenBy(row => row.Assignment.Host.Name)
            .Select(row => new
            {
                row.Assignment.Host.Name, row.Assignment.Host.Address, row.Assignment.Host.Bought, Serves = row.Assignment.LeftOut == null, row.Assignment.ReleaseId,
                Project = row.Environment.Project.Name, Environment = row.Environment.Name,
                Commit = db.Builds.Where(b => b.Id == row.Assignment.BuildId && b.Id > 0).Select(b => b.Commit).FirstOrDefault(),
                Settings = db.SettingsRevisions.Where(s => s.Id == row.Assignment.SettingsRevisionId).Select(s => s.Settings).FirstOrDefault(),
            })
            .ToListAsync(stopping);
        return [.. rows.Select(row => new TargetGroup([Target(row.Address, row.Settings?.Run)], new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["project"] = row.Project, ["environment"] = row.Environment, ["host"] = row.Name, ["zone"] = row.Bought?.Zone ?? "", ["version"] = row.Commit is { } commit ? CommitName.Short(commit) : "",
            ["release"] = $"{row.ReleaseId}", ["serves"] = row.Serves ? "yes" : "no",
        }))];
    }

    /// <summary>Without a port where nothing is started there: a relabelling adds one.</summary>
    static string Target(string address, RunSettings? run) => run is { Start.Count: > 0, Port: > 0 } ? $"{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{run.Port}" : address;

    /// <summary>One statement of its own, committed before the list is made.</summary>
    async Task Count(string reader, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into botops.target_readers (name, reads, at) values ({reader}, 1, {now})
             on conflict (name) do update set reads = target_readers.reads + 1, at = excluded.at
             """, stopping);
        await db.TargetReaders.Where(r => r.At < now - Kept).ExecuteDeleteAsync(stopping);
    }
}
