using BotOps.Core.Balancing;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Hosts;

/// <summary>Asks the hosts of an environment: what really runs, since when, whether it is healthy, whether a balancer passes requests on to it, and what differs from what should be.</summary>
public sealed class ShowHosts(BotOpsDb db, FindProject find, AskHosts ask, AskFronts askFronts, TimeProvider clock)
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
        var asking = await BalancerRows.Read(db, found.Id, stopping) is { } rows ? askFronts.Ask(rows, Patience, stopping) : null;
        var answers = await Task.WhenAll(assignments.Select(async a => (Host: a, Said: await Ask(found, a, RunOf(a, settings), stopping))));
        var fronts = asking is null ? null : await asking;
        return new Reply(Texts.HostsOf(project, found.Name, assignments.Count),
            Lines: [.. answers.Select(a => Line(a.Host, RunOf(a.Host, settings), a.Said, known, fronts)), .. fronts?.Fronts.Select(f => Line(f, fronts.File)) ?? []]);
    }

    async Task<Dictionary<long, RunSettings>> Settings(IReadOnlyList<Assignment> assignments, CancellationToken stopping)
    {
        List<long> ids = [.. assignments.Select(a => a.SettingsRevisionId).OfType<long>().Distinct()];
        return await db.SettingsRevisions.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Settings.Run, stopping);
    }

    static RunSettings RunOf(Assignment host, Dictionary<long, RunSettings> settings) => settings.GetValueOrDefault(host.SettingsRevisionId ?? 0) ?? new RunSettings();

    /// <summary>The answer, or why there is none.</summary>
    async Task<(HostAnswer? Answer, string? Why)> Ask(DeployEnvironment environment, Assignment host, RunSettings run, CancellationToken stopping)
    {
        try
        {
            var call = host.RunsAdopted && environment.Adopted is { } adopted
                ? HostVerbs.StatusOfAdopted(environment.Project.Name, run, host.Host, adopted) : HostVerbs.Status(environment.Project.Name, run, host.Host.Address);
            var answer = await ask.Within(Patience, host.Host, call, stopping);
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

    static IReadOnlyList<Span> Line(FrontNow front, string file) =>
        [new(front.Name, Strong: true), front.Problem is { } problem ? new Span($"  ≠ {problem}", Strong: true) : $"  {Texts.Balancing.FrontIsWell(file)}"];

    IReadOnlyList<Span> Line(Assignment host, RunSettings run, (HostAnswer? Answer, string? Why) said, KnownVersions known, FrontsNow? fronts)
    {
        var (passed, notPassed) = fronts?.Of(host.Host.Name) ?? ([], []);
        var name = new Span(host.Host.Name, Strong: true);
        var now = clock.GetUtcNow();
        if (said.Answer is not { } answer) return [name, $"  {Texts.HostSilent(said.Why!)}", .. passed.Select(p => new Span($"  {p}")), .. Different(notPassed), .. OutHosts.Said(host, now)];

        var there = host.RunsAdopted ? HostNow.OfAdopted(answer, host.ReleaseId) : HostNow.Of(answer);
        return
        [
            name, .. there.Release is { } release ? Version(release, run, there, known) : [$"  {Texts.NothingDeployed}"],
            .. passed.Select(p => new Span($"  {p}")), .. Different(HostDrift.Between(host, there, known)), .. Different(notPassed), .. OutHosts.Said(host, now),
        ];
    }

    static IEnumerable<Span> Different(IEnumerable<string> differences) => differences.Select(difference => new Span($"  ≠ {difference}", Strong: true));

    /// <summary>A release that the database does not know, as after a restore, has only its number.</summary>
    static IEnumerable<Span> Version(long release, RunSettings run, HostNow there, KnownVersions known)
    {
        if (known.Releases.TryGetValue(release, out var of))
        {
            yield return $"  {Texts.BuildName(of.Build)} ";
            yield return of.Build < 0 ? Texts.Adopting.BeforeBotOps : new Span(of.Commit, Code: true);
        }
        var process = run.Start.Count > 0 || run.Health.Proof is null;
        yield return $"  #{release}{(process ? $"  {(there.Running ? Texts.RunsFor(there.RunsFor) : Texts.Stopped)}" : "")}";
        if (there.Healthy is { } healthy && (there.Running || !process)) yield return $"  {(healthy == HostNow.Well ? Texts.Healthy : Texts.NotHealthy(healthy))}";
    }
}
