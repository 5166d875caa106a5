using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>What a card warns of beside the commits: locks and what passes them, the way back, the branch, and hosts that are out.</summary>
static class CardWarnings
{
    const int HostsNamed = 6;

    /// <summary>A branch is unusual where as many releases in a row came from one other.</summary>
    const int Habit = 5;

    public static async Task<IReadOnlyList<Warning>> Of(BotOpsDb db, Release release, DeployEnvironment environment, DateTimeOffset now, CancellationToken stopping) =>
    [
        .. await Lock(db, release, environment, now, stopping),
        .. release.OneWay is { } why ? [new Warning(Texts.OneWayOnly, Texts.OneWayBecause(why), [], Tone.Ask)] : Array.Empty<Warning>(),
        .. release.State.Waits() ? await Branch(db, release, stopping) : [],
        .. release.State.Waits() || release.StartedAt is not null ? await HostsOut(db, release, stopping) : [],
    ];

    /// <summary>The lock that holds it back or that it passes; once it has started, the one that it passed.</summary>
    static async Task<IReadOnlyList<Warning>> Lock(BotOpsDb db, Release release, DeployEnvironment environment, DateTimeOffset now, CancellationToken stopping)
    {
        var held = release switch
        {
            { StartedAt: { } start } => await db.LockAt(environment.Id, start, stopping),
            _ => release.State.Waits() ? await db.HeldLock(environment.Id, now, stopping) : null,
        };
        if (release.Override is { } reason)
        {
            var by = await db.Persons.Where(p => p.Id == release.RequestedBy).Select(p => p.Name).SingleAsync(stopping);
            return [new Warning(Texts.OverriddenBy(by), Texts.OverrideReason(reason, await Passes(db, release, environment, held, stopping)), [])];
        }
        if (held is null) return [];
        if (release.Urgent) return [new Warning(Texts.PassesLock(held), $"“{held.Lock.Reason}”", [], Tone.Ask)];
        return release.State.Waits() ? [new Warning(Texts.LockOnCard(held), Texts.LockHoldsBack(held), [], Tone.Ask)] : [];
    }

    static async Task<IReadOnlyList<string>> Passes(BotOpsDb db, Release release, DeployEnvironment environment, LockOf? held, CancellationToken stopping)
    {
        List<string> passes = [];
        if (held is not null) passes.Add(Texts.PassedLock(held));
        if (release.Facts.BranchNotAllowed) passes.Add(Texts.PassedBranch(release.Reference, environment.Policy.Branches));
        if (release.Facts.BadBuild is { } bad)
            passes.Add(Texts.PassedBadBuild(bad, await db.Builds.Where(b => b.Id == bad).Select(b => b.BadBecause).SingleAsync(stopping)));
        return passes;
    }

    static async Task<IReadOnlyList<Warning>> Branch(BotOpsDb db, Release release, CancellationToken stopping)
    {
        if (release.Facts.ReferenceKind != "branch") return [];

        var before = await db.Releases.AsNoTracking()
            .Where(r => r.EnvironmentId == release.EnvironmentId && r.Kind == ReleaseKind.Deploy && r.StartedAt != null && r.Id != release.Id)
            .OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Take(Habit).ToListAsync(stopping);
        var usual = before.Count == Habit && before.TrueForAll(r => r.Facts.ReferenceKind == "branch") ? before.Select(r => r.Reference).Distinct().ToList() : [];
        return usual is [var only] && only != release.Reference
            ? [new Warning(Texts.UnusualBranch, Texts.UsualBranch(Habit, only, release.Reference), [], Tone.Ask)]
            : [];
    }

    static async Task<IReadOnlyList<Warning>> HostsOut(BotOpsDb db, Release release, CancellationToken stopping)
    {
        var hosts = await (from a in db.Assignments
                           where a.EnvironmentId == release.EnvironmentId && a.LeftOut != null
                               && !db.HostRuns.Any(r => r.ReleaseId == release.Id && r.HostId == a.HostId && r.State == HostRunState.Failed) // the card tells its own failures
                           orderby a.Host.Name
                           select new { a.Host.Name, Why = a.LeftOut!, Since = a.OutAt, ByHand = a.OutBy != null }).ToListAsync(stopping);
        var planned = release.Plan.Waves.SelectMany(w => w).ToHashSet();
        var named = hosts.Take(HostsNamed).Select(h => new Warning(Texts.HostOutSince(h.Name, h.Since), Texts.HostOutBecause(h.Why, planned.Contains(h.Name) && (!h.ByHand || HostPatterns.Named(release.Options, h.Name))), []));
        return hosts.Count <= HostsNamed
            ? [.. named]
            : [.. named, new Warning(Texts.MoreHostsOut(hosts.Count - HostsNamed), string.Join(", ", hosts.Skip(HostsNamed).Select(h => h.Name)), [])];
    }
}
