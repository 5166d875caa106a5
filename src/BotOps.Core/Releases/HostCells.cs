using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>The host strip: a cell a host, a gap between waves.</summary>
public sealed record HostCells(IReadOnlyList<IReadOnlyList<HostCell>> Strip, int Hosts, int Updated, int Failed)
{
    public static async Task<HostCells> Of(BotOpsDb db, Release release, CancellationToken stopping)
    {
        var runs = await (from run in db.HostRuns.AsNoTracking()
                          join host in db.Hosts on run.HostId equals host.Id
                          where run.ReleaseId == release.Id
                          select new { host.Name, run.State }).ToDictionaryAsync(r => r.Name, r => r.State, stopping);

        var strip = release.Plan.Waves.Select(IReadOnlyList<HostCell> (wave) => [.. wave.Select(host => new HostCell(host, Look(host)))]).ToList();
        return new HostCells(strip, release.Plan.HostCount, runs.Values.Count(s => s == HostRunState.Succeeded), runs.Values.Count(s => s == HostRunState.Failed));

        Cell Look(string host) => runs.TryGetValue(host, out var state) ? CellOf(state) : release.State.Ended() ? Cell.Skip : Cell.Wait;
    }

    static Cell CellOf(HostRunState state) => state switch
    {
        HostRunState.Pending => Cell.Wait,
        HostRunState.Succeeded => Cell.Ok,
        HostRunState.Failed => Cell.Bad,
        HostRunState.Skipped => Cell.Skip,
        HostRunState.RolledBack => Cell.Back,
        _ => Cell.Run,
    };

    public string Note(Release release, DateTimeOffset now)
    {
        if (release.State.Waits()) return Texts.Waves(release.Plan);
        if (release.State is ReleaseState.Rejected or ReleaseState.Expired or ReleaseState.Cancelled or ReleaseState.BuildFailed) return Texts.NoHostTouched;

        var took = release.StartedAt is { } start ? Texts.Duration((release.EndedAt ?? now) - start) : "";
        return Texts.Progress(Updated, Hosts, Failed, took);
    }
}
