using System.Collections.Concurrent;
using BotOps.Core.Hosts;
using BotOps.Core.Logs;
using BotOps.Core.Projects;

namespace BotOps.Core.Releases;

/// <summary>Asks hosts whether they are ready: reachable, disk for two releases, owner of the port, file rights.</summary>
public sealed class AskHosts(IEnumerable<IHostTransport> transports, TimeProvider clock)
{
    /// <summary>How long the asker of a release waits for a host's answer; the rollout asks again in its own time.</summary>
    static readonly TimeSpan CardPatience = TimeSpan.FromSeconds(3);

    public IHostTransport TransportOf(Host host) => transports.FirstOrDefault(t => t.Name == host.Transport)
        ?? throw new UserError(Texts.NoTransport(host.Name, host.Transport));

    bool Pulls(Host host) => host.Pulls || transports.FirstOrDefault(t => t.Name == host.Transport) is { SendsArtifacts: false };

    /// <summary>For the card: what stands in the way, a line each; a host that does not answer is a finding, not an error.</summary>
    public async Task<IReadOnlyList<string>> Findings(DeployEnvironment environment, RunSettings run, IReadOnlyList<Assignment> assignments, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        var answers = await Task.WhenAll(assignments.Select(a => Finding(a.Host, () => Within(CardPatience, a.Host,
            HostVerbs.Preflight(environment.Project.Name, 0, environment.LastFence, run, a.Host.Address, 0, Pulls(a.Host), environment.Adopted), stopping), answer => Down(a, run, answer))));
        return [.. answers.OfType<string>()];
    }

    /// <summary>What was released there should run and does not; where the host is out, the card says so itself.</summary>
    static string? Down(Assignment assignment, RunSettings run, HostAnswer answer) =>
        assignment is { ReleaseId: not null, LeftOut: null, BuildId: > 0 } && run.Start.Count > 0 && answer.Values.GetValueOrDefault("running") == "no"
            ? Texts.ServiceDown(assignment.Host.Name, assignment.BuildId)
            : null;

    /// <summary>For the rollout, under its fence: from here on a dead worker's leftovers cannot act on these hosts.</summary>
    /// <param name="withoutFiles">Takes up the names of hosts that say that what is current there has no managed files.</param>
    /// <returns>By host, why it is not ready; those that are ready are not in it.</returns>
    public async Task<IReadOnlyDictionary<string, string>> Preflight(Rollout rollout, IReadOnlyList<Host> hosts, ConcurrentBag<string> withoutFiles, ILogSink log, CancellationToken stopping)
    {
        var answers = await Task.WhenAll(hosts.Select(async host => (host.Name, Finding: await Finding(host, async () =>
        {
            var call = HostVerbs.Preflight(
                rollout.Project, rollout.ReleaseId, rollout.Fence, rollout.Targets.Run, host.Address, rollout.Targets.Build.ArtifactBytes, Pulls(host), rollout.Adopted);
            var answer = await TransportOf(host).Run(host, call, line => log.Write(host.Name, line, stopping), stopping);
            if (answer.Values.GetValueOrDefault("rendered") == "no") withoutFiles.Add(host.Name);
            return answer.Code == HostAnswer.FenceRefused ? throw new FenceLost(host.Name) : answer;
        }))));
        return answers.Where(a => a.Finding is not null).ToDictionary(a => a.Name, a => rollout.Secrets.Masked(a.Finding!));
    }

    /// <summary>Managed files that were edited by hand on hosts, of which the release would lose the edits. A host that does not answer is for the preflight to tell.</summary>
    public async Task<IReadOnlyList<FileEdit>> Edits(Rollout rollout, IReadOnlyList<Host> hosts, CancellationToken stopping)
    {
        var edits = await Task.WhenAll(hosts.Select(async host =>
        {
            try
            {
                var answer = await TransportOf(host).Run(host, HostVerbs.Edited(rollout.Project), _ => ValueTask.CompletedTask, stopping);
                return answer.Ok ? EditedFiles.Of(host.Name, answer) : [];
            }
            catch (HostUnreachable)
            {
                return [];
            }
        }));
        return FilesQuestion.Lost(edits.SelectMany(e => e), rollout.Targets.Run, hosts);
    }

    /// <summary>For a person who waits: an answer that comes later, whatever the transport's own patience, is none.</summary>
    /// <exception cref="HostUnreachable">It cannot be asked, or did not answer in time.</exception>
    public async Task<HostAnswer> Within(TimeSpan patience, Host host, HostCall call, CancellationToken stopping, Action<string>? onLine = null)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            return await TransportOf(host).Run(host, call with { Limit = patience }, Hear, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new HostUnreachable(host.Name, Texts.NoAnswerWithin(patience));
        }

        ValueTask Hear(string line)
        {
            onLine?.Invoke(line);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>The same for whoever shows what is wrong beside the host's name.</summary>
    /// <returns>The answer, or why there is none that helps.</returns>
    public async Task<(HostAnswer? Answer, string? Problem)> Try(TimeSpan patience, Host host, HostCall call, CancellationToken stopping)
    {
        try
        {
            var answer = await Within(patience, host, call, stopping);
            return answer.Ok ? (answer, null) : (null, answer.Reason);
        }
        catch (HostUnreachable error)
        {
            return (null, Texts.HostSilent(error.Why));
        }
        catch (UserError error)
        {
            return (null, error.Message);
        }
    }

    static async Task<string?> Finding(Host host, Func<Task<HostAnswer>> ask, Func<HostAnswer, string?>? look = null)
    {
        try
        {
            var answer = await ask();
            return answer.Ok ? look?.Invoke(answer) : $"{host.Name}: {answer.Reason}";
        }
        catch (Exception error) when (error is HostUnreachable or UserError)
        {
            return error.Message;
        }
    }
}
