using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Doctor;

/// <summary>Asks every assigned host whether it can be reached, and whether what should run there does.</summary>
sealed class HostsCheck(IDbContextFactory<BotOpsDb> databases, IEnumerable<IHostTransport> transports) : IDoctorCheck
{
    const int MostShown = 5;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => "hosts";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var assigned = await (
            from assignment in db.Assignments.AsNoTracking().Include(a => a.Host)
            join environment in db.Environments.Include(e => e.Project) on assignment.EnvironmentId equals environment.Id
            join revision in db.SettingsRevisions on assignment.SettingsRevisionId equals (long?)revision.Id into revisions
            from revision in revisions.DefaultIfEmpty()
            orderby assignment.Host.Name
            select new { assignment, assignment.Host, environment.Project.Name, Revision = revision }).ToListAsync(stopping);
        if (assigned.Count == 0) return CheckResult.Skip(Texts.Doctor.NoHosts);

        var answers = await Task.WhenAll(assigned.Select(a => Problem(a.Host, a.Name, a.assignment, a.Revision, stopping)));
        var problems = answers.OfType<string>().ToList();
        return problems.Count == 0 ? CheckResult.Ok(Texts.Doctor.HostsWell(assigned.Count)) : CheckResult.Fail(Texts.Doctor.SomeOf(problems, MostShown));
    }

    async Task<string?> Problem(Host host, string project, Assignment assignment, SettingsRevision? revision, CancellationToken stopping)
    {
        if (transports.FirstOrDefault(t => t.Name == host.Transport) is not { } transport)
            return Texts.Doctor.HostProblem(host.Name, Texts.Catalog.UnknownTransport(host.Transport, transports.Select(t => t.Name)));
        try
        {
            var status = await transport.Run(host, HostVerbs.Status(project) with { Limit = Patience }, _ => ValueTask.CompletedTask, stopping);
            if (!status.Ok) return Texts.Doctor.HostProblem(host.Name, status.Reason);
            if (assignment.LeftOut is { } reason) return Texts.Doctor.HostProblem(host.Name, assignment.OutByHand
                ? Texts.Doctor.HostIsTakenOut(host.Name, project, reason) : Texts.Doctor.HostIsLeftOut(project, reason));
            return assignment is { ReleaseId: { } release, BuildId: > 0 } && revision?.Settings.Run.Start.Count > 0 && status.Values.GetValueOrDefault("running") != "yes"
                ? Texts.Doctor.HostProblem(host.Name, Texts.Doctor.NothingRuns(project, release))
                : null;
        }
        catch (HostUnreachable error)
        {
            return Texts.Doctor.HostNotReached(error.Message);
        }
    }
}
