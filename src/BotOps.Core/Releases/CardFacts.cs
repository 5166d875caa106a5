using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>The lines of the card that the decision needs: settings, preflight, what runs now, who is in line.</summary>
static class CardFacts
{
    public static async Task<IReadOnlyList<Fact>> Of(BotOpsDb db, Release release, DeployEnvironment environment, TimeProvider clock, CancellationToken stopping)
    {
        List<Fact> facts = [];
        var difference = await Settings(db, release, stopping);
        if (difference.Count > 0) facts.Add(new Fact(Texts.SettingsFact, difference, FactKind.Settings));
        facts.Add(new Fact(Texts.HostsFact, [[Texts.HostNames(release.Plan)], [Texts.InService(release.Plan)]], FactKind.Hosts));
        facts.Add(new Fact(Texts.PreflightFact, release.Facts.Findings.Count == 0
            ? [[Texts.HostsReady(release.Plan.HostCount)]]
            : [.. release.Facts.Findings.Select(f => new Span[] { f })]));
        facts.Add(new Fact(Texts.RunsNowFact, [RunsNow(release, clock)]));
        if (await Line(db, release, stopping) is { } line) facts.Add(new Fact(Texts.LineFact, [[line]]));
        return facts;
    }

    static Span[] RunsNow(Release release, TimeProvider clock) => release.Facts is { RunsBuild: { } build } facts
        ? [new(Texts.BuildName(build), Strong: true), " ", facts.RunsCommit is { } commit ? new Span(CommitName.Short(commit), Code: true) : Texts.Adopting.BeforeBotOps, Texts.Since(facts.RunsRelease, facts.RunsSince is { } since ? clock.GetUtcNow() - since : null)]
        : [Texts.NothingRuns];

    /// <summary>
    /// From what each host is known to run with to what the release brings; hosts that differ in the same are told together, and named where
    /// they are not all. A plan, which is for one person, has whole files of hosts that run nothing yet as well.
    /// </summary>
    static async Task<IReadOnlyList<IReadOnlyList<Span>>> Settings(BotOpsDb db, Release release, CancellationToken stopping)
    {
        if (release.Kind == ReleaseKind.Restart) return []; // each host keeps its own
        List<string> planned = [.. release.Plan.Waves.SelectMany(wave => wave)];
        var isPlan = release.Id == 0;
        var hosts = await db.Assignments.Where(a => a.EnvironmentId == release.EnvironmentId && planned.Contains(a.Host.Name)).OrderBy(a => a.Host.Name)
            .Select(a => new { a.Host.Name, Runs = a.SettingsRevisionId }).ToListAsync(stopping);
        var others = hosts.Where(h => h.Runs != release.SettingsRevisionId && (h.Runs is not null || isPlan)).GroupBy(h => h.Runs).ToList();
        List<long> ids = [release.SettingsRevisionId, .. others.Select(o => o.Key).OfType<long>()];
        var revisions = await db.SettingsRevisions.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Settings, stopping);
        var wanted = revisions[release.SettingsRevisionId];
        return [.. others.Select(other => (
                Hosts: other.Select(h => h.Name).ToList(),
                Changes: other.Key is { } runs ? SettingsDifference.Between(revisions[runs], wanted) : [.. FilesDifference.Between(new RunSettings(), wanted.Run)]))
            .Where(other => other.Changes.Count > 0)
            .SelectMany(other => other.Changes.SelectMany(Changed).Prepend(other.Hosts.Count < hosts.Count ? [new Span(Texts.Files.Named(other.Hosts), Strong: true)] : []).Where(line => line.Count > 0))];
    }

    /// <summary>A line for each thing that changed; the name stands before the first.</summary>
    static IEnumerable<IReadOnlyList<Span>> Changed(SettingChange difference)
    {
        if (difference.Lines.Count > 0)
        {
            yield return [new(difference.Name, Code: true), "  ", Value(difference.Before), " → ", Value(difference.After)];
            foreach (var line in difference.Lines) yield return [new Span(line, Code: true)];
            yield break;
        }
        var (shown, more) = ShortDifference.Of(difference.Name, difference.Before, difference.After);
        foreach (var (change, number) in shown.Select((change, number) => (change, number)))
            yield return [number == 0 ? new(difference.Name, Code: true) : new Span("  …"), "  ", Value(change.Before), " → ", Value(change.After)];
        if (more > 0) yield return [Texts.MoreLinesChanged(difference.Name, more)];
    }

    static Span Value(string text) => text.Length == 0 ? new Span("–") : new Span(text, Code: true);

    static async Task<string?> Line(BotOpsDb db, Release release, CancellationToken stopping)
    {
        var holder = await db.Claims.Where(c => c.EnvironmentId == release.EnvironmentId).Select(c => c.ReleaseId ?? c.ScaleOrderId).SingleOrDefaultAsync(stopping);
        return holder is { } other && other != release.Id ? Texts.WaitsFor(other) : null;
    }
}
