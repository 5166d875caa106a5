using System.Globalization;
using BotOps.Core.Builds;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Releases;

/// <summary>
/// The hooks of a rollout. Each is recorded and run once, however often the rollout is taken up again; only one that was cut off is run
/// anew. Where one that comes before fails a person is asked, but never in a rollback: there it is told, as for one that comes after.
/// </summary>
public sealed class RolloutHooks(
    Rollouts rollouts, HookRows rows, HookRunner runner, SecretReferences references, Notifications notifications, IDbContextFactory<BotOpsDb> databases, ILogger<RolloutHooks> logger)
{
    /// <returns>False: it asks, or has ended. True also where an abort cut it short, which is the next to be looked at.</returns>
    public async Task<bool> Before(Rollout rollout, RolloutControls controls, LogWriter log, string hook, int wave, CancellationToken stopping)
    {
        if (await Run(rollout, controls, log, hook, wave, stopping) is not { Failure: { } reason, LeftOut: false } || Goes(rollout)) return true;

        await log.Flush(stopping);
        await Change(rollout, (services, release) => services.GetRequiredService<AskDecision>().HookFailed(release, hook, wave, Texts.Hooks.Asks(hook, wave, reason), stopping), stopping);
        return false;
    }

    public Task After(Rollout rollout, RolloutControls controls, LogWriter log, string hook, int wave, CancellationToken stopping) => Run(rollout, controls, log, hook, wave, stopping);

    /// <summary>To stay on a version that is left is no choice.</summary>
    static bool Goes(Rollout rollout) => rollout.Back || rollout.Kind == ReleaseKind.Rollback;

    /// <summary>As its record is afterwards; null: there is no such hook, or an abort ended it.</summary>
    async Task<HookRun?> Run(Rollout rollout, RolloutControls controls, LogWriter log, string hook, int wave, CancellationToken stopping)
    {
        if (rollout.Hooks?.Of(hook) is not { } command) return null;
        var key = new HookKey(hook, rollout.ReleaseId, Wave: wave, Back: rollout.Back);
        if (await rows.Find(key, stopping) is { EndedAt: not null } done)
        {
            if (done.LeftOut) await log.Write(hook, Texts.Hooks.LeftOut(hook), stopping);
            return done;
        }
        if (await controls.Aborts(stopping)) return null;

        HookRun begun = null!;
        await Change(rollout, async (services, _) => // whoever has lost the release begins none
            begun = await HookRows.Begin(services.GetRequiredService<BotOpsDb>(), key, services.GetRequiredService<TimeProvider>().GetUtcNow(), stopping), stopping);
        var (ended, failure) = await Do(rollout, controls, log, begun, command, stopping);
        if (!ended) return null;
        await Change(rollout, async (services, release) =>
        {
            var run = await HookRows.Of(services.GetRequiredService<BotOpsDb>(), key).SingleAsync(stopping);
            run.End(failure, services.GetRequiredService<TimeProvider>().GetUtcNow());
            if (failure is not null && (Goes(rollout) || hook is Projects.Hooks.AfterWaveName or Projects.Hooks.AfterReleaseName))
                await services.GetRequiredService<ReleaseStory>().HookFailed(release, run, stopping);
        }, stopping);
        return await rows.Find(key, stopping);
    }

    /// <returns>Whether it came to its end, and why it failed.</returns>
    async Task<(bool Ended, string? Failure)> Do(Rollout rollout, RolloutControls controls, LogWriter log, HookRun run, IReadOnlyList<string> command, CancellationToken stopping)
    {
        Dictionary<string, string> secrets = [];
        try
        {
            foreach (var (name, reference) in rollout.Hooks!.Secrets) secrets[name] = await references.Resolve(reference, stopping);
        }
        catch (UserError error)
        {
            await log.Write(run.Hook, Texts.Hooks.Failed(run.Hook, error.Message), stopping);
            return (true, error.Message);
        }

        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var watch = notifications.Subscribe(Notifications.Control, payload => { _ = EndIfAborted(controls, cancel); });
        _ = EndIfAborted(controls, cancel); // pressed before the subscription
        var order = new HookOrder(
            string.Create(CultureInfo.InvariantCulture, $"hook-{run.Id}-{run.Attempts}"), run.Hook, rollout.ProjectId, command, Variables(rollout, run), secrets, rollout.Hooks.TimeLimit);
        try
        {
            return (true, await runner.Run(order, log, cancel.Token));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested && cancel.IsCancellationRequested)
        {
            await log.Write(run.Hook, Texts.Hooks.Ended(run.Hook), stopping);
            return (false, null);
        }
    }

    static async Task EndIfAborted(RolloutControls controls, CancellationTokenSource cancel)
    {
        try
        {
            if (await controls.Aborts(cancel.Token)) await cancel.CancelAsync();
        }
        catch (Exception error) when (error is ObjectDisposedException or OperationCanceledException)
        {
            // the hook has ended in the meantime
        }
    }

    static Dictionary<string, string> Variables(Rollout rollout, HookRun run)
    {
        var variables = new Dictionary<string, string>
        {
            ["BOTOPS_HOOK"] = run.Hook,
            ["BOTOPS_PROJECT"] = rollout.Project,
            ["BOTOPS_ENVIRONMENT"] = rollout.Environment,
            ["BOTOPS_RELEASE"] = Text(rollout.ReleaseId),
            ["BOTOPS_KIND"] = rollout.Kind.ToString().ToLowerInvariant(),
            ["BOTOPS_DIRECTION"] = rollout.Back ? "back" : "forward",
            ["BOTOPS_BUILD"] = Text(rollout.Targets.Build.Id),
            ["BOTOPS_COMMIT"] = rollout.Targets.Build.Commit,
            ["BOTOPS_WAVES"] = Text(rollout.Plan.Waves.Count),
            ["BOTOPS_HOSTS"] = string.Join(',', run.Wave == 0 ? rollout.Plan.Waves.SelectMany(w => w) : rollout.Plan.Waves[run.Wave - 1]),
        };
        if (run.Wave > 0) variables["BOTOPS_WAVE"] = Text(run.Wave);
        return variables;
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    Task Change(Rollout rollout, Func<IServiceProvider, Release, Task> work, CancellationToken stopping) =>
        databases.Database(_ => rollouts.Change(rollout, (services, _, release) => work(services, release), stopping), logger, stopping);
}
