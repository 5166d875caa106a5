using System.Globalization;
using BotOps.Core.Balancing;
using BotOps.Core.Dubbo;
using BotOps.Core.Hosts;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using static BotOps.Core.Releases.HostRunState;

namespace BotOps.Core.Releases;

/// <summary>
/// Brings one host to the release, step by step; each step is in its row before it is done, so that whoever takes over goes on
/// there. A host has succeeded when digest, process and health were proved on the host.
/// </summary>
public sealed class HostRollout(
    HostRows rows, AskHosts ask, RolloutBalancer balancer, BringArtifact bring, WorkerOptions options, TimeProvider clock, ILogger<HostRollout> logger)
{
    /// <summary>In parallel, but never more at once than this worker may.</summary>
    public async Task DeployAll(Rollout rollout, IEnumerable<string> names, RolloutControls controls, HostNews news, ILogSink log, CancellationToken stopping)
    {
        using var most = new SemaphoreSlim(options.ParallelHosts);
        await Task.WhenAll(names.Select(async name =>
        {
            await most.WaitAsync(stopping);
            try
            {
                await Deploy(rollout, rollout.Hosts[name], controls, news, log, stopping);
            }
            finally
            {
                most.Release();
            }
        }));
    }

    async Task Deploy(Rollout rollout, Host host, RolloutControls controls, HostNews news, ILogSink log, CancellationToken stopping)
    {
        var run = await rows.Read(rollout, host, stopping);
        if (run is { State: Pending, Direction: Direction.Forward } && await controls.Drains(stopping)) return; // stays as it is for whoever goes on
        var attempt = default(HostAttempt);
        var at = new OnHost(rollout, host, ask.TransportOf(host), log, options, stopping);
        var target = rollout.Targets.Of(run);
        (HostRunState Step, Func<Task> Act)[] steps =
        [
            (Transferring, () => Transfer(at, target)),
            (Draining, () => Leave(at, target, run)),
            (Activating, () => Activate(at, target)),
            (Verifying, () => target is { Untouched: true } ? Stay(at, target, run) : Verify(at, target)),
            (Restoring, () => Restore(at, target, run)),
        ];

        foreach (var (step, act) in steps.SkipWhile(s => s.Step < run.State))
        {
            if (run.Ended) return;
            if (step <= Activating && !run.PastDraining && run.Direction == Direction.Forward && await controls.Aborts(stopping))
            {
                var left = run.State == Draining;
                await rows.Skip(rollout, run, attempt, Texts.SkippedByAbort, stopping);
                news.Moved(run);
                await balancer.Settle(at);
                if (left) await RolloutRegistry.Settle(at, run);
                return;
            }
            attempt = await rows.Enter(rollout, run, target, step, attempt, stopping);
            news.Moved(run);
            if (await Step(at, run, attempt, act)) continue;
            news.Moved(run);
            return;
        }
        if (run.Ended) return;
        await rows.Succeed(rollout, run, attempt, stopping);
        news.Moved(run);
        await log.Write(host.Name, Texts.HostAtItsEnd(run.Direction, target?.Build.Id), stopping);
    }

    /// <summary>After the wave was watched: what was healthy may not be any more.</summary>
    public async Task CheckAgain(Rollout rollout, int wave, HostNews news, ILogSink log, CancellationToken stopping)
    {
        var names = await rows.SucceededOf(rollout, wave, stopping);
        await Task.WhenAll(names.Select(async name =>
        {
            var host = rollout.Hosts[name];
            var run = await rows.Read(rollout, host, stopping);
            var at = new OnHost(rollout, host, ask.TransportOf(host), log, options, stopping);
            try
            {
                await Verify(at, rollout.Targets.Of(run));
            }
            catch (Exception error) when (IsOfHost(error, stopping))
            {
                run = await rows.FailWatched(rollout, host, error.Message, stopping);
                news.Moved(run);
                await log.Write(name, Texts.WatchFailed(error.Message), stopping);
                await balancer.Settle(at);
                await RolloutRegistry.Settle(at, run);
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
            if (attempt.Step is Draining or Restoring) await balancer.Settle(at); // it may have been written at one of several already
            if (attempt.Step >= Draining) await RolloutRegistry.Settle(at, run);
            Measure(attempt.Step, began, ok: false);
            return false;
        }
    }

    void Measure(HostRunState step, long began, bool ok) => Telemetry.HostStepSeconds.Record(
        clock.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("step", step.ToString()), new KeyValuePair<string, object?>("ok", ok));

    /// <summary>Whatever goes wrong on one host fails that host; an error nobody thought of would otherwise be tried again for ever.</summary>
    static bool IsOfHost(Exception error, CancellationToken stopping) => error is not FenceLost && !(error is OperationCanceledException && stopping.IsCancellationRequested);

    /// <summary>The copy happens while the host still serves; the digest is checked on the host.</summary>
    async Task Transfer(OnHost at, HostTarget? target)
    {
        if (target is null or { Untouched: true } or { IsAdopted: true }) return;
        var (rollout, host, build) = (at.Rollout, at.Host, target.Build);
        if (rollout.Kind == ReleaseKind.Restart) return; // the very folder that runs

        var sha256 = build.ArtifactSha256!;
        if (target.Folder == rollout.ReleaseId || !await at.Has(target)) // else neither store nor network is needed
        {
            await bring.To(at, target);
            await at.Call(HostVerbs.Fetch(rollout.Project, target.Folder, rollout.Fence, sha256));
        }
        if (target.Run.Files.Count + target.Run.Shared.Count > 0) // also where the folder was there: it may have come from an archive just now
            await at.Call(HostVerbs.Render(rollout.Project, target.Folder, rollout.Fence, target.Run, host, sha256));
    }

    /// <summary>Nobody is told to stop before nobody calls it any more.</summary>
    async Task Leave(OnHost at, HostTarget? target, HostRun run)
    {
        if (target is { Untouched: true }) return;
        await balancer.Leave(at);
        await RolloutRegistry.Leave(at, run);
    }

    static async Task Activate(OnHost at, HostTarget? target)
    {
        var (rollout, host) = (at.Rollout, at.Host);
        if (target is { Untouched: true }) return;
        var start = target is null or { IsAdopted: true } || target.Run.Start.Count == 0 ? null // what it needs is there before anything stops
            : HostVerbs.Start(rollout.Project, target.Folder, rollout.Fence, target.Run, host.Address, rollout.Secrets);
        if (target is { IsAdopted: true }) await RequireAdopted(at, target);
        var stop = HostVerbs.Stop(rollout.Project, rollout.ReleaseId, rollout.Fence, target?.Run ?? rollout.Targets.Run);
        if (at.Transport.ChangesAtOnce && start is not null && rollout.Adopted is null && target!.Folder == rollout.ReleaseId)
        {
            await at.Call(HostVerbs.Change(stop, HostVerbs.Activate(rollout.Project, target.Folder, rollout.Fence, target.Build.ArtifactSha256!), start));
            return;
        }
        await at.Call(stop);
        if (rollout.Adopted is { } before && target is not null && (!target.IsAdopted || rollout.Kind == ReleaseKind.Restart)) // it may run even where a release was tried since
            await at.Call(HostVerbs.Retire(rollout.Project, rollout.ReleaseId, rollout.Fence, target.Run, host, before));
        if (target is null or { IsAdopted: true })
        {
            await at.Call(HostVerbs.Clear(rollout.Project, rollout.ReleaseId, rollout.Fence));
            if (target is not null) await at.Call(HostVerbs.Revive(rollout.Project, rollout.ReleaseId, rollout.Fence, target.Run, host, AdoptedOn(rollout)));
            return;
        }
        await at.Call(HostVerbs.Activate(rollout.Project, target.Folder, rollout.Fence, target.Build.ArtifactSha256!));
        if (start is not null) await at.Call(start);
    }

    /// <summary>Nothing is stopped for something that is not there.</summary>
    static async Task RequireAdopted(OnHost at, HostTarget target)
    {
        var adopted = AdoptedOn(at.Rollout);
        var found = await at.Ask(HostVerbs.Found(at.Rollout.Project, target.Run, at.Host, adopted));
        if (!found.Ok || found.Values.GetValueOrDefault("folder") != "yes") throw new HostFailed(found.Ok ? Texts.Adopting.NotThere(adopted.Folder) : found.Reason);
    }

    /// <summary>Its build is there, so it was adopted.</summary>
    static Adoption AdoptedOn(Rollout rollout) => rollout.Adopted ?? throw new HostFailed(Texts.Adopting.Unknown);

    static Task Verify(OnHost at, HostTarget? target) => target is null ? Task.CompletedTask
        : target.IsAdopted ? at.Call(HostVerbs.HealthOfAdopted(at.Rollout.Project, at.Rollout.ReleaseId, at.Rollout.Fence, target.Run, at.Host, AdoptedOn(at.Rollout)))
        : at.Call(HostVerbs.Health(at.Rollout.Project, target.Folder, at.Rollout.Fence, target.Run, at.Host.Address, target.Build.ArtifactSha256!, at.Rollout.Secrets));

    static async Task Stay(OnHost at, HostTarget target, HostRun run)
    {
        if (!target.IsAdopted) await RolloutRegistry.Return(at, run);
        await Verify(at, target);
    }

    async Task Restore(OnHost at, HostTarget? target, HostRun run)
    {
        await balancer.Return(at);
        await Prune(at, target, run);
    }

    /// <summary>The host serves by now: what could not be cleared away is told in the log and fails nothing.</summary>
    static async Task Prune(OnHost at, HostTarget? target, HostRun run)
    {
        if (target is null) return;
        List<long> kept = [target.Folder];
        if (run.PreviousReleaseId is { } previous) kept.Add(previous);
        try
        {
            await at.Call(HostVerbs.Prune(at.Rollout.Project, at.Rollout.ReleaseId, at.Rollout.Fence, target.Run.Keep, kept));
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
    public bool Pulls => Host.Pulls || !Transport.SendsArtifacts;

    /// <summary>
    /// When BotOps stops, the waiting ends and the verb does not: it goes on to its end on the host, and the worker that takes
    /// over attaches to it. So the verb gets no token, only its own limit.
    /// </summary>
    public async Task Call(HostCall call)
    {
        var answer = await Ask(call);
        if (answer.Ok) return;
        throw new HostFailed(AppLog.Reason(answer, Rollout.Secrets.Masked));
    }

    /// <summary>The release that the host is to go back to lies there whole, as the host itself says.</summary>
    public async Task<bool> Has(HostTarget target) => (await Ask(HostVerbs.Fetch(Rollout.Project, target.Folder, Rollout.Fence, target.Build.ArtifactSha256!))).Ok;

    /// <param name="also">What the call carries that nobody may read, beside the secrets of the settings.</param>
    public async Task<HostAnswer> Ask(HostCall call, SecretMask? also = null)
    {
        var (secrets, mask) = (Rollout.Secrets, also ?? SecretMask.None);
        var running = Transport.Run(Host, call, line => Log.Write(Host.Name, mask.Mask(secrets.Masked(line)), Stopping), CancellationToken.None);
        try
        {
            var answer = await running.WaitAsync(Stopping);
            return answer.Code == HostAnswer.FenceRefused ? throw new FenceLost(Host.Name) : answer;
        }
        catch (HostUnreachable error) when (secrets.Mask.Finds(error.Message) || mask.Finds(error.Message))
        {
            throw new HostFailed(mask.Mask(secrets.Masked(error.Message)));
        }
    }
}
