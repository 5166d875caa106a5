using BotOps.Core.Persistence;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>What the release or scale order that has the claim still has before it.</summary>
/// <param name="Open">Names of its hosts that are not at their end.</param>
/// <param name="Now">How many of them are on their way or about to be: they may be out of service at this moment.</param>
/// <param name="Scales">It is a scale order.</param>
public sealed record HostsUnderWay(long Release, IReadOnlySet<string> Open, int Now, bool Scales = false)
{
    /// <summary>Null: nobody has the claim. The environment has to be locked.</summary>
    public static async Task<HostsUnderWay?> In(BotOpsDb db, int environment, CancellationToken stopping)
    {
        var release = await db.Releases.AsNoTracking().SingleOrDefaultAsync(r => db.Claims.Any(c => c.EnvironmentId == environment && c.ReleaseId == r.Id), stopping);
        if (release is null) return await OfScaling(db, environment, stopping);

        var runs = await (from run in db.HostRuns
                          join host in db.Hosts on run.HostId equals host.Id
                          where run.ReleaseId == release.Id
                          select new { host.Name, run.State, run.Wave, run.StartedAt }).ToListAsync(stopping);
        if (runs.Count == 0) return new(release.Id, release.Plan.Waves.SelectMany(w => w).ToHashSet(), 0); // it builds, or its first worker is on the way

        var open = runs.Where(r => HostRun.Open.Contains(r.State)).ToList();
        return new(release.Id, open.Select(r => r.Name).ToHashSet(), open.Count(r => r.StartedAt is not null || r.Wave == release.WavesDone + 1));
    }

    /// <summary>Those of a scale order: what goes will be out soon, what comes serves nobody yet.</summary>
    static async Task<HostsUnderWay?> OfScaling(BotOpsDb db, int environment, CancellationToken stopping)
    {
        if (await db.Claims.Where(c => c.EnvironmentId == environment).Select(c => c.ScaleOrderId).SingleOrDefaultAsync(stopping) is not { } order) return null;
        var open = (await db.ScaleHosts.AsNoTracking().Where(h => h.OrderId == order).ToListAsync(stopping)).Where(h => !h.Ended).ToList();
        return new(order, open.Select(h => h.Name).ToHashSet(), open.Count(h => h is { Back: true, State: ScaleStep.InService }), Scales: true);
    }

    /// <exception cref="UserError">The release has the host still before it.</exception>
    public void RequireDone(string host)
    {
        if (Open.Contains(host)) throw new UserError(Scales ? Texts.Scaling.HostUnderWay(host, Release) : Texts.HostUnderWay(host, Release));
    }
}
