using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Hosts;

/// <summary>Asks the hosts of an environment: what really runs, since when, whether it is healthy, and what differs from what should be.</summary>
public sealed class ShowHosts(BotOpsDb db, FindProject find, AskHosts ask, TimeProvider clock)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<Reply> Handle(string project, string? environment, CancellationToken stopping)
    {
        var found = await find.Environment(project, environment, stopping);
        var assignments = await db.Assignments.AsNoTracking().Include(a => a.Host).Where(a => a.EnvironmentId == found.Id).OrderBy(a => a.Host.Name).ToListAsync(stopping);
        var known = new KnownVersions(
            found.CurrentBuildId,
            await db.Releases.AsNoTracking().Where(r => r.EnvironmentId == found.Id && r.BuildId != null).ToDictionaryAsync(r => r.Id, r => (r.BuildId!.Value, r.Facts.Commit.Short), stopping),
            await db.SettingsRevisions.AsNoTracking().Where(r => r.EnvironmentId == found.Id).ToDictionaryAsync(r => r.Id, r => r.Number, stopping));
        var settings = await Settings(assignments, stopping);
        var lines = await Task.WhenAll(assignments.Select(async a => Line(a, await Ask(project, a, settings, stopping), known)));
        return new Reply(Texts.HostsOf(project, found.Name, assignments.Count), Lines: lines);
    }

    async Task<Dictionary<long, RunSettings>> Settings(IReadOnlyList<Assignment> assignments, CancellationToken stopping)
    {
        List<long> ids = [.. assignments.Select(a => a.SettingsRevisionId).OfType<long>().Distinct()];
        return await db.SettingsRevisions.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Settings.Run, stopping);
    }

    /// <summary>The answer, or why there is none.</summary>
    async Task<(HostAnswer? Answer, string? Why)> Ask(string project, Assignment host, Dictionary<long, RunSettings> settings, CancellationToken stopping)
    {
        var run = settings.GetValueOrDefault(host.SettingsRevisionId ?? 0) ?? new RunSettings();
        try
        {
            var answer = await ask.Within(Patience, host.Host, HostVerbs.Status(project, run, host.Host.Address), stopping);
            return answer.Ok ? (answer, null) : (null, answer.Reason);
        }
        catch (HostUnreachable error)
        {
            return (null, error.Why);
        }
        catch (UserError error)
        {
            return (null, error.Message);
        }
    }

    IReadOnlyList<Span> Line(Assignment host, (HostAnswer? Answer, string? Why) said, KnownVersions known)
    {
        var name = new Span(host.Host.Name, Strong: true);
        var now = clock.GetUtcNow();
        if (said.Answer is not { } answer) return [name, $"  {Texts.HostSilent(said.Why!)}", .. OutHosts.Said(host, now)];

        var there = HostNow.Of(answer);
        return
        [
            name, .. there.Release is { } release ? Version(release, there, known) : [$"  {Texts.NothingDeployed}"],
            .. HostDrift.Between(host, there, known).Select(difference => new Span($"  ≠ {difference}", Strong: true)), .. OutHosts.Said(host, now),
        ];
    }

    static IEnumerable<Span> Version(long release, HostNow there, KnownVersions known)
    {
        var (build, commit) = known.Releases.TryGetValue(release, out var of) ? (of.Build, of.Commit) : ((long?)null, "");
        yield return $"  {Texts.BuildName(build)} ";
        yield return new Span(commit, Code: true);
        yield return $"  #{release}  {(there.Running ? Texts.RunsFor(there.RunsFor) : Texts.Stopped)}";
        if (there is { Running: true, Healthy: { } healthy }) yield return $"  {(healthy == HostNow.Well ? Texts.Healthy : Texts.NotHealthy(healthy))}";
    }
}
