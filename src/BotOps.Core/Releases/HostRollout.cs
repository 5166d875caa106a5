using System.Globalization;
using BotOps.Core.Builds;
using BotOps.Core.Hosts;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using static BotOps.Core.Releases.HostRunState;

namespace BotOps.Core.Releases;

/// <summary>
/// Brings one host to the release, step by step; each step is in its row before it is done, so that whoever takes over goes on
/// there. A host has succeeded when digest, process and health were proved on the host.
/// </summary>
public sealed class HostRollout(HostRows rows, AskHosts ask, IArtifactStore artifacts, WorkerOptions options, TimeProvider clock, ILogger<HostRollout> logger)
{
    public async Task Deploy(Rollout rollout, Host host, RolloutControls controls, HostNews news, ILogSink log, CancellationToken stopping)
    {
        var run = await rows.Read(rollout, host, stopping);
        var attempt = default(HostAttempt);
        var at = new OnHost(rollout, host, ask.TransportOf(host), log, options, stopping);
        (HostRunState Step, Func<Task> Act)[] steps =
        [
            (Transferring, () => Transfer(at)),
            (Draining, () => Task.CompletedTask), // no balancer in front of this environment: nothing to leave
            (Activating, () => Activate(at)),
            (Verifying, () => at.Call(HostVerbs.Health(rollout.Project, rollout.ReleaseId, rollout.Fence, rollout.Run, host.Address, rollout.Build.ArtifactSha256!))),
            (Restoring, () => Prune(at, run.PreviousReleaseId)),
        ];

        foreach (var (step, act) in steps.SkipWhile(s => s.Step < run.State))
        {
            if (run.Ended) return;
            if (step <= Activating && !run.PastDraining && await controls.Aborts(stopping))
            {
                await rows.Skip(rollout, run, attempt, Texts.SkippedByAbort, stopping);
                news.Moved(run);
                return;
            }
            attempt = await rows.Enter(rollout, run, step, attempt, stopping);
            news.Moved(run);
            if (await Step(at, run, attempt, act)) continue;
            news.Moved(run);
            return;
        }
        if (run.Ended) return;
        await rows.Succeed(rollout, run, attempt, stopping);
        news.Moved(run);
        await log.Write(host.Name, Texts.HostUpdated(rollout.Build.Id), stopping);
    }

    /// <summary>After the wave was watched: what was healthy may not be any more.</summary>
    public async Task CheckAgain(Rollout rollout, int wave, HostNews news, ILogSink log, CancellationToken stopping)
    {
        var names = await rows.SucceededOf(rollout, wave, stopping);
        await Task.WhenAll(names.Select(async name =>
        {
            var host = rollout.Hosts[name];
            try
            {
                await new OnHost(rollout, host, ask.TransportOf(host), log, options, stopping)
                    .Call(HostVerbs.Health(rollout.Project, rollout.ReleaseId, rollout.Fence, rollout.Run, host.Address, rollout.Build.ArtifactSha256!));
            }
            catch (Exception error) when (IsOfHost(error, stopping))
            {
                news.Moved(await rows.FailWatched(rollout, host, error.Message, stopping));
                await log.Write(name, Texts.WatchFailed(error.Message), stopping);
            }
        }));
    }

    async Task<bool> Step(OnHost at, HostRun run, HostAttempt attempt, Func<Task> act)
    {
        var (rollout, host, log, stopping) = (at.Rollout, at.Host, at.Log, at.Stopping);
        using var activity = Telemetry.Source.StartActivity(attempt.Step.ToString())?.SetTag("botops.host", host.Name);
        var began = clock.GetTimestamp();
        await log.Write(host.Name, Texts.StepBegins(attempt.Step), stopping);
        try
        {
            await act();
            Measure(attempt.Step, began, ok: true);
            return true;
        }
        catch (Exception error) when (IsOfHost(error, stopping))
        {
            logger.LogWarning("#{Release} {Host} failed at {Step}: {Reason}", rollout.ReleaseId, host.Name, attempt.Step, error.Message);
            await log.Write(host.Name, Texts.StepFailed(attempt.Step, error.Message), stopping);
            await rows.Fail(rollout, run, attempt, error.Message, stopping);
            Measure(attempt.Step, began, ok: false);
            return false;
        }
    }

    void Measure(HostRunState step, long began, bool ok) => Telemetry.HostStepSeconds.Record(
        clock.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("step", step.ToString()), new KeyValuePair<string, object?>("ok", ok));

    /// <summary>Whatever goes wrong on one host fails that host; an error nobody thought of would otherwise be tried again for ever.</summary>
    static bool IsOfHost(Exception error, CancellationToken stopping) => error is not FenceLost && !(error is OperationCanceledException && stopping.IsCancellationRequested);

    /// <summary>The copy happens while the host still serves; the digest is checked on the host.</summary>
    async Task Transfer(OnHost at)
    {
        var (rollout, host) = (at.Rollout, at.Host);
        var sha256 = rollout.Build.ArtifactSha256!;
        var file = new HostFile(sha256, rollout.Build.ArtifactBytes, async token =>
            await artifacts.Open(sha256, token) ?? throw new HostFailed(Texts.ArtifactGone(rollout.Build.Id)));
        await at.Transport.Put(host, HostVerbs.Incoming(rollout.Project, sha256), file, at.Stopping);
        await at.Call(HostVerbs.Fetch(rollout.Project, rollout.ReleaseId, rollout.Fence, sha256));
        if (rollout.Run.Files.Count + rollout.Run.Shared.Count > 0)
            await at.Call(HostVerbs.Render(rollout.Project, rollout.ReleaseId, rollout.Fence, rollout.Run, host, sha256));
    }

    static async Task Activate(OnHost at)
    {
        var (rollout, host) = (at.Rollout, at.Host);
        await at.Call(HostVerbs.Stop(rollout.Project, rollout.ReleaseId, rollout.Fence, rollout.Run));
        await at.Call(HostVerbs.Activate(rollout.Project, rollout.ReleaseId, rollout.Fence, rollout.Build.ArtifactSha256!));
        if (rollout.Run.Start.Count > 0) await at.Call(HostVerbs.Start(rollout.Project, rollout.ReleaseId, rollout.Fence, rollout.Run, host.Address));
    }

    /// <summary>The host serves the new version by now: what could not be cleared away is told in the log and fails nothing.</summary>
    static async Task Prune(OnHost at, long? previous)
    {
        try
        {
            await at.Call(HostVerbs.Prune(at.Rollout.Project, at.Rollout.ReleaseId, at.Rollout.Fence, at.Rollout.Run.Keep, previous is { } kept ? [kept] : []));
        }
        catch (Exception error) when (error is HostFailed or HostUnreachable)
        {
            await at.Log.Write(at.Host.Name, Texts.OldReleasesStay(error.Message), at.Stopping);
        }
    }
}

/// <summary>A verb ran on the host and said no; the message is its reason.</summary>
public sealed class HostFailed(string reason) : Exception(reason);

/// <summary>One host in one rollout, with the way to call it.</summary>
sealed record OnHost(Rollout Rollout, Host Host, IHostTransport Transport, ILogSink Log, WorkerOptions Options, CancellationToken Stopping)
{
    /// <summary>
    /// When BotOps stops, the waiting ends and the verb does not: it goes on to its end on the host, and the worker that takes
    /// over attaches to it. So the verb gets no token, only its own limit.
    /// </summary>
    public async Task Call(HostCall call)
    {
        var running = Transport.Run(Host, call, line => Log.Write(Host.Name, line, Stopping), CancellationToken.None);
        var answer = await running.WaitAsync(Stopping);
        if (answer.Code == HostAnswer.FenceRefused) throw new FenceLost(Host.Name);
        if (!answer.Ok) throw new HostFailed(answer.Values.TryGetValue("appLog", out var log) && log.Length > 0 ? $"{answer.Reason}; its own log: {log}" : answer.Reason);
    }
}
