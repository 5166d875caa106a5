using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <param name="For">Handles of those for whom it waits.</param>
public sealed record WaitingRelease(ReleaseView View, bool ForViewer, IReadOnlyList<string> For);

/// <summary>What answers on the hosts of a project and environment.</summary>
/// <param name="Builds">Every build that a host there runs, most hosts first.</param>
/// <param name="Out">Hosts that do not serve.</param>
public sealed record EnvironmentLine(string Project, string Environment, long? CurrentBuild, int Hosts, IReadOnlyList<string> Out, IReadOnlyList<long> Builds);

public sealed record Overview(
    IReadOnlyList<WaitingRelease> Waiting, IReadOnlyList<ReleaseView> Running, IReadOnlyList<ReleaseView> Ended, IReadOnlyList<EnvironmentLine> Environments);

/// <summary>What runs, what waits for whom, and what ended lately.</summary>
public sealed class OverviewQuery(BotOpsDb db, ReleaseQuery releases, Roles roles)
{
    const int MostEnded = 10, MostOpen = 50;
    static readonly ReleaseState[] Asking = [.. Enum.GetValues<ReleaseState>().Where(s => AsksFor(s) is not null)];
    static readonly ReleaseState[] Open = [.. Enum.GetValues<ReleaseState>().Where(s => !s.Ended())];

    public async Task<Overview> For(Guid viewer, CancellationToken stopping)
    {
        var open = await Views(db.Releases.Where(r => Open.Contains(r.State)).OrderBy(r => r.Id).Take(MostOpen), stopping);
        var ended = await Views(db.Releases.Where(r => !Open.Contains(r.State)).OrderByDescending(r => r.EndedAt).Take(MostEnded), stopping);

        var waiting = new List<WaitingRelease>();
        foreach (var view in open.Where(v => AsksFor(v.Release.State) is not null)) waiting.Add(await Waits(view, viewer, stopping));
        return new Overview(waiting, [.. open.Where(v => AsksFor(v.Release.State) is null)], ended, await Environments(stopping));
    }

    /// <summary>How many releases wait for the viewer.</summary>
    public async Task<int> WaitingFor(Guid viewer, CancellationToken stopping)
    {
        var count = 0;
        foreach (var view in await Views(db.Releases.Where(r => Asking.Contains(r.State)).OrderBy(r => r.Id).Take(MostOpen), stopping))
            if ((await Waits(view, viewer, stopping)).ForViewer) count++;
        return count;
    }

    /// <summary>The role whose answer the release waits for; null: for nobody's.</summary>
    static Role? AsksFor(ReleaseState state) => state switch
    {
        ReleaseState.AwaitingApproval => Role.Approver,
        ReleaseState.Paused or ReleaseState.AwaitingDecision => Role.Operator,
        _ => null,
    };

    async Task<WaitingRelease> Waits(ReleaseView view, Guid viewer, CancellationToken stopping)
    {
        var role = AsksFor(view.Release.State)!.Value;
        var holders = await roles.Holders(role, view.Project, view.Environment, stopping);
        if (role == Role.Approver)
        {
            var policy = await db.Environments.Where(e => e.Id == view.Release.EnvironmentId).Select(e => e.Policy).SingleAsync(stopping);
            holders = [.. holders.Where(p => (policy.SelfApproval || p.Id != view.Release.RequestedBy) && !Approved(view, p.Id))];
        }
        return new WaitingRelease(view, holders.Any(p => p.Id == viewer), [.. holders.Select(p => p.Handle)]);
    }

    static bool Approved(ReleaseView view, Guid person) => view.Approvals.Any(a => a.PersonId == person && a.Round == view.Release.Round);

    async Task<List<ReleaseView>> Views(IQueryable<Release> query, CancellationToken stopping)
    {
        var views = new List<ReleaseView>();
        foreach (var id in await query.Select(r => r.Id).ToListAsync(stopping))
            if (await releases.Find(id, stopping) is { } view) views.Add(view);
        return views;
    }

    async Task<List<EnvironmentLine>> Environments(CancellationToken stopping)
    {
        var assigned = (await db.Assignments.AsNoTracking().Include(a => a.Host).ToListAsync(stopping)).ToLookup(a => a.EnvironmentId);
        var environments = await db.Environments.AsNoTracking().Include(e => e.Project).OrderBy(e => e.Project.Name).ThenBy(e => e.Name).ToListAsync(stopping);
        return
        [
            .. environments.Select(e => new EnvironmentLine(e.Project.Name, e.Name, e.CurrentBuildId, assigned[e.Id].Count(),
                [.. assigned[e.Id].Where(a => a.LeftOut is not null).Select(a => a.Host.Name).Order()],
                [.. assigned[e.Id].Where(a => a.BuildId is not null).CountBy(a => a.BuildId!.Value).OrderByDescending(c => c.Value).Select(c => c.Key)])),
        ];
    }
}
