using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>The lines of the card that the decision needs: settings, preflight, what runs now, who is in line.</summary>
static class CardFacts
{
    public static async Task<IReadOnlyList<Fact>> Of(BotOpsDb db, Release release, DeployEnvironment environment, TimeProvider clock, CancellationToken stopping)
    {
        List<Fact> facts = [];
        var difference = await Settings(db, release, environment, stopping);
        if (difference.Count > 0) facts.Add(new Fact(Texts.SettingsFact, difference));
        facts.Add(new Fact(Texts.HostsFact, [[Texts.HostNames(release.Plan)], [Texts.InService(release.Plan)]]));
        facts.Add(new Fact(Texts.PreflightFact, release.Facts.Findings.Count == 0
            ? [[Texts.HostsReady(release.Plan.HostCount)]]
            : [.. release.Facts.Findings.Select(f => new Span[] { f })]));
        facts.Add(new Fact(Texts.RunsNowFact, [RunsNow(release, clock)]));
        if (await Line(db, release, stopping) is { } line) facts.Add(new Fact(Texts.LineFact, [[line]]));
        return facts;
    }

    static Span[] RunsNow(Release release, TimeProvider clock) => release.Facts is { RunsBuild: { } build, RunsCommit: { } commit } facts
        ? [new(Texts.BuildName(build), Strong: true), " ", new(commit[..7], Code: true), Texts.Since(facts.RunsRelease, facts.RunsSince is { } since ? clock.GetUtcNow() - since : null)]
        : [Texts.NothingRuns];

    static async Task<IReadOnlyList<IReadOnlyList<Span>>> Settings(BotOpsDb db, Release release, DeployEnvironment environment, CancellationToken stopping)
    {
        if (environment.CurrentReleaseId is not { } current) return [];
        var runs = await db.Releases.Where(r => r.Id == current).Select(r => r.SettingsRevisionId).SingleAsync(stopping);
        if (runs == release.SettingsRevisionId) return [];

        var revisions = await db.SettingsRevisions.AsNoTracking().Where(r => r.Id == runs || r.Id == release.SettingsRevisionId).ToDictionaryAsync(r => r.Id, stopping);
        return [.. SettingsDifference.Between(revisions[runs].Settings, revisions[release.SettingsRevisionId].Settings)
            .SelectMany(d => d.Lines.Select(line => new Span[] { new(line, Code: true) })
                .Prepend([new(d.Name, Code: true), "  ", new(d.Before, Code: true), " → ", new(d.After, Code: true)]))];
    }

    static async Task<string?> Line(BotOpsDb db, Release release, CancellationToken stopping)
    {
        var holder = await db.Claims.Where(c => c.EnvironmentId == release.EnvironmentId).Select(c => (long?)c.ReleaseId).SingleOrDefaultAsync(stopping);
        return holder is { } other && other != release.Id ? Texts.WaitsFor(other) : null;
    }
}
