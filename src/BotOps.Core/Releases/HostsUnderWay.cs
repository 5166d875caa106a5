using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>What the release that has the claim still has before it.</summary>
/// <param name="Open">Names of its hosts that are not at their end.</param>
/// <param name="Now">How many of them are on their way or about to be: they may be out of service at this moment.</param>
public sealed record HostsUnderWay(long Release, IReadOnlySet<string> Open, int Now)
{
    /// <summary>Null: nobody has the claim. The environment has to be locked.</summary>
    public static async Task<HostsUnderWay?> In(BotOpsDb db, int environment, CancellationToken stopping)
    {
        var release = await db.Releases.AsNoTracking().SingleOrDefaultAsync(r => db.Claims.Any(c => c.EnvironmentId == environment && c.ReleaseId == r.Id), stopping);
        if (release is null) return null;

        var runs = await (from run in db.HostRuns
                          join host in db.Hosts on run.HostId equals host.Id
                          where run.ReleaseId == release.Id
                          select new { host.Name, run.State, run.Wave, run.StartedAt }).ToListAsync(stopping);
        if (runs.Count == 0) return new(release.Id, release.Plan.Waves.SelectMany(w => w).ToHashSet(), 0); // it builds, or its first worker is on the way

        var open = runs.Where(r => HostRun.Open.Contains(r.State)).ToList();
        return new(release.Id, open.Select(r => r.Name).ToHashSet(), open.Count(r => r.StartedAt is not null || r.Wave == release.WavesDone + 1));
    }

    /// <exception cref="UserError">The release has the host still before it.</exception>
    public void RequireDone(string host)
    {
        if (Open.Contains(host)) throw new UserError(Texts.HostUnderWay(host, Release));
    }
}
