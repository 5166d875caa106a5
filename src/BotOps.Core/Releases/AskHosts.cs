using BotOps.Core.Hosts;
using BotOps.Core.Logs;
using BotOps.Core.Projects;

namespace BotOps.Core.Releases;

/// <summary>Asks hosts whether they are ready: reachable, disk for two releases, owner of the port, file rights.</summary>
public sealed class AskHosts(IEnumerable<IHostTransport> transports)
{
    /// <summary>How long the asker of a release waits for a host's answer; the rollout asks again in its own time.</summary>
    static readonly TimeSpan CardPatience = TimeSpan.FromSeconds(3);

    public IHostTransport TransportOf(Host host) => transports.FirstOrDefault(t => t.Name == host.Transport)
        ?? throw new UserError(Texts.NoTransport(host.Name, host.Transport));

    /// <summary>For the card: what stands in the way, a line each; a host that does not answer is a finding, not an error.</summary>
    public async Task<IReadOnlyList<string>> Findings(DeployEnvironment environment, RunSettings run, IReadOnlyList<Assignment> assignments, CancellationToken stopping)
    {
        var left = assignments.Where(a => a.LeftOut is not null).Select(a => Texts.HostLeftOut(a.Host.Name, a.LeftOut!));
        var answers = await Task.WhenAll(assignments.Select(a => Ask(a.Host,
            HostVerbs.Preflight(environment.Project.Name, 0, environment.LastFence, run, a.Host.Address, 0) with { Limit = CardPatience }, null, stopping)));
        return [.. left, .. answers.OfType<string>()];
    }

    /// <summary>For the rollout, under its fence: from here on a dead worker's leftovers cannot act on these hosts.</summary>
    /// <returns>By host, why it is not ready; those that are ready are not in it.</returns>
    public async Task<IReadOnlyDictionary<string, string>> Preflight(Rollout rollout, IReadOnlyList<Host> hosts, ILogSink log, CancellationToken stopping)
    {
        var answers = await Task.WhenAll(hosts.Select(async host => (host.Name, Finding: await Ask(host,
            HostVerbs.Preflight(rollout.Project, rollout.ReleaseId, rollout.Fence, rollout.Targets.Run, host.Address, rollout.Targets.Build.ArtifactBytes), log, stopping))));
        return answers.Where(a => a.Finding is not null).ToDictionary(a => a.Name, a => a.Finding!);
    }

    async Task<string?> Ask(Host host, HostCall call, ILogSink? log, CancellationToken stopping)
    {
        try
        {
            var answer = await TransportOf(host).Run(host, call, line => log?.Write(host.Name, line, stopping) ?? ValueTask.CompletedTask, stopping);
            if (answer.Code == HostAnswer.FenceRefused && log is not null) throw new FenceLost(host.Name);
            return answer.Ok ? null : $"{host.Name}: {answer.Reason}";
        }
        catch (Exception error) when (error is HostUnreachable or UserError)
        {
            return error.Message;
        }
    }
}
