using System.Collections.Concurrent;
using System.Linq.Expressions;
using BotOps.Core.Hosts;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Releases;

/// <summary>The rollout as an operator would tell it: ask every host, then wave by wave; between waves look, wait, pause or stop.</summary>
public sealed class RolloutWaves(
    Rollouts rollouts, HostRollout hosts, RolloutHooks hooks, FailedHosts failed, BackWaves back, AskHosts ask, SecretReferences secrets, LogStore logs, Notifications notifications,
    IServiceScopeFactory scopes, IDbContextFactory<BotOpsDb> databases, WorkerOptions options, TimeProvider clock, ILogger<RolloutWaves> logger)
{
    public async Task Run(Rollout rollout, RolloutControls controls, CancellationToken stopping)
    {
        rollout = rollout with { Secrets = await RunSecrets.Read(secrets, rollout.Targets.Settings.Values, stopping) };
        await using var log = logs.Open(rollout.LogId, rollout.Secrets.Mask, stopping);
        await Finish(rollout, controls, log, stopping);
        if (rollout.Back)
        {
            if (!await back.Run(rollout, controls, log, stopping))
            {
                await Hold(rollout, log, stopping);
                return;
            }
            await hooks.After(rollout, controls, log, Hooks.AfterReleaseName, wave: 0, stopping);
            await log.Flush(stopping);
            await Change(rollout, (services, _, release) => services.GetRequiredService<EndRollout>().WentBack(release, stopping), stopping);
            return;
        }
        if (!await failed.GoesOn(rollout, controls, log, stopping)) return;
        if (await StopsHere(rollout, controls, log, stopping, pauses: false)) return;
        if (await Held(rollout, controls, log, stopping)) return;
        ConcurrentBag<string> withoutFiles = [];
        if (!await Preflight(rollout, controls, withoutFiles, log, stopping)) return;
        if (!await FilesAreOurs(rollout, [.. withoutFiles], stopping)) return;
        if (!await hooks.Before(rollout, controls, log, Hooks.BeforeReleaseName, wave: 0, stopping)) return;

        for (var wave = await Begun(rollout, stopping); wave <= rollout.Plan.Waves.Count; wave++)
        {
            if (await StopsHere(rollout, controls, log, stopping)) return;
            if (await Held(rollout, controls, log, stopping)) return;
            if (!await hooks.Before(rollout, controls, log, Hooks.BeforeWaveName, wave, stopping)) return;
            if (await controls.Aborts(stopping)) continue;
            if (!await Deploy(rollout, wave, controls, log, stopping)) return;
            if (await controls.Aborts(stopping)) continue;
            if (!await Watch(rollout, wave, controls, log, stopping)) return;
            await hooks.After(rollout, controls, log, Hooks.AfterWaveName, wave, stopping);
            if (await WaveDone(rollout, wave, stopping)) return;
        }
        if (await StopsHere(rollout, controls, log, stopping, pauses: false)) return;
        await hooks.After(rollout, controls, log, Hooks.AfterReleaseName, wave: 0, stopping);
        await log.Flush(stopping);
        await Change(rollout, (services, _, release) => services.GetRequiredService<EndRollout>().Done(release, stopping), stopping);
    }

    /// <summary>
    /// Hosts that a dead worker left past Draining come to their end before anything else is decided: whatever ends the rollout
    /// now, none of them may stay stopped. Nor may one stay out of balancer or registry that was about to leave them.
    /// </summary>
    async Task Finish(Rollout rollout, RolloutControls controls, ILogSink log, CancellationToken stopping)
    {
        var begun = await databases.Database(db => Hosts(db, rollout, r => HostRun.Begun.Contains(r.State) || ((rollout.Balanced || rollout.Registered) && r.State == HostRunState.Draining), stopping), logger, stopping);
        if (begun.Count == 0) return;
        await using var news = new HostNews(scopes, rollout.ReleaseId, clock, logger);
        await hosts.DeployAll(rollout, begun, controls, news, log, stopping);
    }

    /// <summary>
    /// Before anything drains every host is asked. One that is not ready ends the rollout while nothing was touched; later, or
    /// where that many may fail, it is a failed host like any other.
    /// </summary>
    async Task<bool> Preflight(Rollout rollout, RolloutControls controls, ConcurrentBag<string> withoutFiles, LogWriter log, CancellationToken stopping)
    {
        var pending = await databases.Database(db => Hosts(db, rollout, r => r.State == HostRunState.Pending, stopping), logger, stopping);
        if (pending.Count == 0) return true;

        var findings = await WithoutSecrets(rollout, pending, stopping);
        if (findings.Count == 0) findings = await ask.Preflight(rollout, [.. pending.Select(name => rollout.Hosts[name])], withoutFiles, log, stopping);
        if (findings.Count == 0) return true;

        var ended = false;
        await Change(rollout, async (services, db, release) =>
        {
            var touched = await db.HostRuns.AnyAsync(r => r.ReleaseId == release.Id && r.StartedAt != null, stopping);
            ended = !touched && findings.Count > rollout.Plan.MaxFail;
            if (ended) await services.GetRequiredService<EndRollout>().Failed(release, Texts.PreflightFailed([.. findings.Values.Distinct()], touched: false), stopping);
            else foreach (var run in await Runs(db, rollout, findings.Keys, stopping)) run.Fail(findings[rollout.NameOf(run)], clock.GetUtcNow());
        }, stopping);
        return !ended && await failed.GoesOn(rollout, controls, log, stopping);
    }

    /// <summary>By host, which secrets of the settings it is to run with could not be read.</summary>
    async Task<IReadOnlyDictionary<string, string>> WithoutSecrets(Rollout rollout, IReadOnlyList<string> hosts, CancellationToken stopping)
    {
        var runs = await databases.Database(db => Runs(db, rollout, hosts, stopping), logger, stopping);
        return runs.Select(run => (Name: rollout.NameOf(run), Problems: rollout.Targets.Of(run) is { Untouched: false, IsAdopted: false } target ? rollout.Secrets.Problems(target.Run) : []))
            .Where(host => host.Problems.Count > 0).ToDictionary(host => host.Name, host => string.Join("; ", host.Problems));
    }

    /// <summary>Before the first host: what was edited by hand would be lost, so a person decides. A rollback takes what comes, at 2 a.m. as well.</summary>
    async Task<bool> FilesAreOurs(Rollout rollout, HashSet<string> withoutFiles, CancellationToken stopping)
    {
        if (rollout.Kind is ReleaseKind.Rollback or ReleaseKind.Restart) return true;
        var (touched, overwrites) = await databases.Database(async db => (
            await db.HostRuns.AnyAsync(r => r.ReleaseId == rollout.ReleaseId && r.StartedAt != null, stopping),
            await db.Releases.Where(r => r.Id == rollout.ReleaseId).Select(r => r.OverwriteFiles).SingleAsync(stopping)), logger, stopping);
        if (touched || overwrites) return true;

        var edits = await ask.Edits(rollout, [.. rollout.Plan.Waves.SelectMany(w => w).Where(name => !withoutFiles.Contains(name)).Select(name => rollout.Hosts[name])], stopping);
        if (edits.Count == 0) return true;
        await Change(rollout, (services, _, release) => services.GetRequiredService<AskDecision>().FilesEdited(release, edits, Texts.FilesEdited(FilesQuestion.Lines(edits)), stopping), stopping);
        return false;
    }

    /// <summary>Before they are changed: how their files will differ.</summary>
    internal static async Task TellFiles(
        IDbContextFactory<BotOpsDb> databases, Rollout rollout, Expression<Func<HostRun, bool>> which, LogWriter log, ILogger logger, CancellationToken stopping)
    {
        var runs = await databases.Database(db => db.HostRuns.AsNoTracking().Where(r => r.ReleaseId == rollout.ReleaseId).Where(which).ToListAsync(stopping), logger, stopping);
        foreach (var line in FileChanges.Of(rollout, runs)) await log.Write("rollout", line, stopping);
    }

    static Task<List<HostRun>> Runs(BotOpsDb db, Rollout rollout, IEnumerable<string> hosts, CancellationToken stopping)
    {
        List<int> ids = [.. hosts.Select(name => rollout.Hosts[name].Id)];
        return db.HostRuns.Where(r => r.ReleaseId == rollout.ReleaseId && ids.Contains(r.HostId)).ToListAsync(stopping);
    }

    internal static Task<List<string>> Hosts(BotOpsDb db, Rollout rollout, Expression<Func<HostRun, bool>> which, CancellationToken stopping) =>
        (from run in db.HostRuns.Where(which)
         join host in db.Hosts on run.HostId equals host.Id
         where run.ReleaseId == rollout.ReleaseId
         orderby host.Name
         select host.Name).ToListAsync(stopping);

    Task<int> Begun(Rollout rollout, CancellationToken stopping) =>
        databases.Database(db => db.Releases.Where(r => r.Id == rollout.ReleaseId).Select(r => r.WavesDone + 1).SingleAsync(stopping), logger, stopping);

    async Task<bool> StopsHere(Rollout rollout, RolloutControls controls, LogWriter log, CancellationToken stopping, bool pauses = true)
    {
        if (await controls.Pending(ControlKind.Abort, stopping) is { } abort)
        {
            await back.BringBackFailed(rollout, controls, log, stopping);
            await Change(rollout, (services, _, release) => services.GetRequiredService<EndRollout>().Aborted(release, abort.By, abort.Reason!, stopping), stopping);
            return true;
        }
        if (pauses && await controls.Pending(ControlKind.Pause, stopping) is { } pause)
        {
            await Change(rollout, (services, db, release) => Pause(services, db, release, pause.By, Texts.PausedBy, stopping), stopping);
            return true;
        }
        return false;
    }

    /// <summary>BotOps is drained: hosts under way have come to their end, no other is started, and the release stays where it is until that is over.</summary>
    async Task<bool> Held(Rollout rollout, RolloutControls controls, LogWriter log, CancellationToken stopping)
    {
        if (!await controls.Drains(stopping)) return false;
        await Hold(rollout, log, stopping);
        return true;
    }

    async Task Hold(Rollout rollout, LogWriter log, CancellationToken stopping)
    {
        await log.Write("rollout", Texts.Drains.Log, stopping);
        await log.Flush(stopping);
        await Change(rollout, async (services, db, release) =>
        {
            await db.FreeLease(release.Id, stopping);
            await services.GetRequiredService<ReleaseStory>().Raise(release, stopping);
        }, stopping);
    }

    /// <summary>False when the release has ended, asks, or is held.</summary>
    async Task<bool> Deploy(Rollout rollout, int wave, RolloutControls controls, LogWriter log, CancellationToken stopping)
    {
        await Change(rollout, (services, _, release) => services.GetRequiredService<ReleaseStory>().WaveStarted(release, wave, stopping), stopping);
        await log.Write("rollout", Texts.WaveLog(wave, rollout.Plan.Waves.Count), stopping);
        await TellFiles(databases, rollout, r => r.Wave == wave && r.State == HostRunState.Pending, log, logger, stopping);

        while (await NextPart(rollout, wave, stopping) is { } part)
        {
            if (part.Count == 0) return await failed.TooFewUp(rollout, stopping);
            if (await Held(rollout, controls, log, stopping)) return false;
            await using var news = new HostNews(scopes, rollout.ReleaseId, clock, logger);
            await hosts.DeployAll(rollout, part, controls, news, log, stopping);
            if (!await failed.GoesOn(rollout, controls, log, stopping)) return false;
        }
        await Change(rollout, (services, _, release) => services.GetRequiredService<ReleaseStory>().WaveEnded(release, wave, stopping), stopping);
        return true;
    }

    /// <summary>
    /// What of the wave goes next: all of it, or a part where hosts that failed on the way have used up what <c>--min-up</c>
    /// allows. Null: every host of the wave is at its end. Empty: not even one host more may be taken out.
    /// </summary>
    async Task<List<string>?> NextPart(Rollout rollout, int wave, CancellationToken stopping)
    {
        var (left, down) = await databases.Database(async db =>
        {
            var open = await Hosts(db, rollout, r => r.Wave == wave && HostRun.Open.Contains(r.State), stopping);
            var out_ = await db.Assignments.Where(a => a.EnvironmentId == rollout.EnvironmentId && a.LeftOut != null).Select(a => a.Host.Name).ToListAsync(stopping);
            return (open, out_.ToHashSet());
        }, logger, stopping);
        if (left.Count == 0) return null;

        var order = rollout.Plan.Waves[wave - 1].Where(left.Contains).ToList();
        var room = rollout.Hosts.Count - down.Count - rollout.Plan.MinUp;
        return room > 0 ? WavePlanner.Parts(order, name => !down.Contains(name), room).First() : [.. order.Where(down.Contains)];
    }

    /// <summary>Lets the wave run for a while (<c>--wait</c>) and checks it again; an abort cuts the watch short, a drain leaves the rest of it for later.</summary>
    async Task<bool> Watch(Rollout rollout, int wave, RolloutControls controls, LogWriter log, CancellationToken stopping)
    {
        if (rollout.Options.Wait > TimeSpan.Zero)
        {
            var until = await WatchUntil(rollout, stopping);
            var pressed = new SemaphoreSlim(0);
            using var watch = notifications.Subscribe(Notifications.Control, _ => pressed.Release());
            while (clock.GetUtcNow() < until && !await controls.Aborts(stopping))
            {
                if (await Held(rollout, controls, log, stopping)) return false;
                var left = until - clock.GetUtcNow();
                if (left > TimeSpan.Zero) await pressed.WaitAsync(left < options.Lease ? left : options.Lease, stopping);
            }
            await using var news = new HostNews(scopes, rollout.ReleaseId, clock, logger);
            if (!await controls.Aborts(stopping)) await hosts.CheckAgain(rollout, wave, news, log, stopping);
            if (!await failed.GoesOn(rollout, controls, log, stopping)) return false;
        }
        return true;
    }

    /// <summary>Kept in the row, so that a worker that takes over does not begin the wait anew.</summary>
    async Task<DateTimeOffset> WatchUntil(Rollout rollout, CancellationToken stopping)
    {
        var until = clock.GetUtcNow() + rollout.Options.Wait;
        await Change(rollout, (_, _, release) =>
        {
            until = release.WatchUntil ??= until;
            return Task.CompletedTask;
        }, stopping);
        return until;
    }

    /// <summary>One transaction, so that a worker that takes over neither repeats the wave nor passes the pause. True: it pauses.</summary>
    async Task<bool> WaveDone(Rollout rollout, int wave, CancellationToken stopping)
    {
        var pauses = wave < rollout.Plan.Waves.Count
            && (rollout.Options.Pause == PauseAfter.Each || (rollout.Options.Pause == PauseAfter.First && wave == 1));
        await Change(rollout, async (services, db, release) =>
        {
            (release.WavesDone, release.WatchUntil) = (wave, null);
            if (pauses) await Pause(services, db, release, null, Texts.PausedAfter(wave, rollout.Options.Pause), stopping);
        }, stopping);
        return pauses;
    }

    async Task Pause(IServiceProvider services, BotOpsDb db, Release release, Guid? by, string why, CancellationToken stopping)
    {
        // An abort that was pressed a moment ago: nobody would read it while the release is paused
        if (await db.Controls.FirstOrDefaultAsync(c => c.ReleaseId == release.Id && c.Kind == ControlKind.Abort && c.DoneAt == null, stopping) is { } abort)
        {
            await services.GetRequiredService<EndRollout>().Aborted(release, abort.By, abort.Reason!, stopping);
            return;
        }
        var now = clock.GetUtcNow();
        release.Pause(by, why, now);
        await db.Controls.Where(c => c.ReleaseId == release.Id && c.Kind == ControlKind.Pause && c.DoneAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.DoneAt, now), stopping);
        await db.FreeLease(release.Id, stopping);
        await services.GetRequiredService<ReleaseStory>().Raise(release, stopping);
    }

    Task Change(Rollout rollout, Func<IServiceProvider, BotOpsDb, Release, Task> work, CancellationToken stopping) =>
        databases.Database(_ => rollouts.Change(rollout, work, stopping), logger, stopping);
}
