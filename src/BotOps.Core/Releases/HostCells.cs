using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>The host strip: a cell a host, a gap between waves.</summary>
public sealed record HostCells(IReadOnlyList<IReadOnlyList<HostCell>> Strip, int Hosts, int Updated, int Failed, int Back, int GoBack, IReadOnlyList<string> NotUpdated)
{
    public static async Task<HostCells> Of(BotOpsDb db, Release release, CancellationToken stopping)
    {
        var runs = await (from run in db.HostRuns.AsNoTracking()
                          join host in db.Hosts on run.HostId equals host.Id
                          where run.ReleaseId == release.Id
                          select new { host.Name, run.State, run.Direction }).ToDictionaryAsync(r => r.Name, stopping);

        var strip = release.Plan.Waves.Select(IReadOnlyList<HostCell> (wave) => [.. wave.Select(host => new HostCell(host, Look(host)))]).ToList();
        return new HostCells(strip, release.Plan.HostCount, Count(HostRunState.Succeeded), Count(HostRunState.Failed), Count(HostRunState.RolledBack), runs.Values.Count(r => r.Direction == Direction.Back),
            [.. runs.Values.Where(r => r.State != HostRunState.Succeeded).Select(r => r.Name).Order(StringComparer.Ordinal)]);

        int Count(HostRunState state) => runs.Values.Count(r => r.State == state);
        Cell Look(string host) => runs.TryGetValue(host, out var run) ? CellOf(run.State) : release.State.Ended() ? Cell.Skip : Cell.Wait;
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
        return GoBack > 0 ? Texts.ProgressBack(Back, GoBack, Failed, took) : Texts.Progress(Updated, Hosts, Failed, took);
    }
}
