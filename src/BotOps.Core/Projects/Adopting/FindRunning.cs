using BotOps.Core.Balancing;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Projects.Adopting;

/// <summary>Reads on the hosts of an environment, and in the nginx in front of them, what runs before BotOps has released anything. Changes nothing there.</summary>
public sealed class FindRunning(BotOpsDb db, AskHosts ask)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="UserError">The catalog does not say what is to be adopted, or BotOps has released to the environment before.</exception>
    public async Task<FoundRunning> Read(DeployEnvironment environment, CancellationToken stopping)
    {
        var (project, name) = (environment.Project.Name, environment.Name);
        if (environment.Adopt is not { } adoption) throw new UserError(Texts.Adopting.NotInCatalog(project, name), project);
        var revision = await db.SettingsRevisions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == environment.SettingsRevisionId, stopping) ?? throw new UserError(Texts.NoSettings(project, name));
        var assignments = await db.Assignments.AsNoTracking().Include(a => a.Host).Where(a => a.EnvironmentId == environment.Id).OrderBy(a => a.Host.Name).ToListAsync(stopping);
        if (assignments.Count == 0) throw new UserError(Texts.NoHosts(project, name));
        if (assignments.Find(a => a.ReleaseId is not null) is { } released) throw new UserError(Texts.Adopting.ReleasedBefore(released.Host.Name, released.ReleaseId!.Value, released.RunsAdopted), project);

        var rows = await BalancerRows.Read(db, environment.Id, stopping);
        var fronts = Task.WhenAll((rows?.Fronts ?? []).Select(front => Front(rows!, front, stopping)));
        var hosts = await Task.WhenAll(assignments.Select(a => Host(project, a, revision.Settings.Run, adoption, stopping)));
        return new(environment, adoption, revision, hosts, await fronts);
    }

    async Task<FoundHost> Host(string project, Assignment of, RunSettings run, Adoption adoption, CancellationToken stopping)
    {
        var (answer, problem) = await ask.Try(Patience, of.Host, HostVerbs.Found(project, run, of.Host, adoption), stopping);
        return answer is null ? new(of, null, null, null, problem) : Said(of, answer, run, adoption);
    }

    static FoundHost Said(Assignment of, HostAnswer answer, RunSettings run, Adoption adoption) => answer.Values.GetValueOrDefault("owner") switch
    {
        "adopted" when answer.Values.GetValueOrDefault("folder") == "yes" => new(of, answer.Values.GetValueOrDefault("pid"), answer.Values.GetValueOrDefault("user"), answer.Values.GetValueOrDefault("command"), null),
        "adopted" => new(of, null, null, null, Texts.Adopting.NoFolder(adoption.Folder)),
        "nobody" => new(of, null, null, null, null),
        "ours" => new(of, null, null, null, Texts.Adopting.RunsOurs),
        _ => new(of, null, null, null, Texts.Adopting.Stranger(run.Port, answer.Values.GetValueOrDefault("name") ?? "", adoption.Folder)),
    };

    /// <summary>Only the lines that name one of the hosts with the service's port.</summary>
    async Task<FoundFront> Front(BalancerRows rows, Host front, CancellationToken stopping)
    {
        var servers = rows.Hosts.Select(Upstream.Server).ToList();
        List<string> lines = [];
        try
        {
            var answer = await ask.Within(Patience, front, HostVerbs.Upstreams(rows.Project, rows.Environment, rows.Balancer), stopping, lines.Add);
            var file = await ask.Within(Patience, front, HostVerbs.Balanced(rows.Project, rows.Environment, rows.Balancer), stopping);
            return new(front.Name, [.. lines.Where(line => servers.Exists(server => Names(line, server)))], answer.Ok ? null : answer.Reason, BalancerDrift.Foreign(file, servers));
        }
        catch (HostUnreachable error)
        {
            return new(front.Name, [], Texts.HostSilent(error.Why));
        }
        catch (UserError error)
        {
            return new(front.Name, [], error.Message);
        }
    }

    static bool Names(string line, string server) => line.Split([' ', '\t', ';'], StringSplitOptions.RemoveEmptyEntries).Contains(server);
}
