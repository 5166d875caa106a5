using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Releases;

/// <summary>Looks after each part of a wave whether too many hosts have failed; if so, the rollout asks, stops or goes back.</summary>
public sealed class FailedHosts(Rollouts rollouts, IDbContextFactory<BotOpsDb> databases, ILogger<FailedHosts> logger)
{
    /// <summary>Failed hosts are counted over the whole release, those that a person left out as well; but nobody is asked twice about the same.</summary>
    public async Task<bool> GoesOn(Rollout rollout, RolloutControls controls, LogWriter log, CancellationToken stopping)
    {
        var failed = await databases.Database(db => Failed(db, rollout, stopping), logger, stopping);
        var news = failed.Where(f => !f.Known).ToList();
        if (news.Count == 0 || failed.Count <= rollout.Plan.MaxFail || await controls.Aborts(stopping)) return true;

        await log.Flush(stopping);
        await Change(rollout, (services, release) => services.GetRequiredService<AskDecision>()
            .HostsFailed(release, [.. news.Select(f => f.Name)], Texts.TooManyFailed(failed.Count, rollout.Plan.MaxFail, $"{news[0].Name} {Texts.FailedAt(news[0].Step, news[0].Reason)}"), leaveOut: true, stopping), stopping);
        return false;
    }

    /// <summary>Hosts that failed on the way have used up what <c>--min-up</c> allows: not one more may be taken out.</summary>
    public async Task<bool> TooFewUp(Rollout rollout, CancellationToken stopping)
    {
        var (failed, up) = await databases.Database(async db => (
            await Failed(db, rollout, stopping),
            rollout.Hosts.Count - await db.Assignments.CountAsync(a => a.EnvironmentId == rollout.EnvironmentId && a.LeftOut != null, stopping)), logger, stopping);
        await Change(rollout, (services, release) => failed.Count == 0
            ? services.GetRequiredService<EndRollout>().Failed(release, Texts.MinUpReached(up, rollout.Plan.MinUp), stopping)
            : services.GetRequiredService<AskDecision>().HostsFailed(release, [.. failed.Select(f => f.Name)], Texts.MinUpReached(up, rollout.Plan.MinUp), leaveOut: false, stopping), stopping);
        return false;
    }

    static Task<List<FailedHost>> Failed(BotOpsDb db, Rollout rollout, CancellationToken stopping) =>
        (from run in db.HostRuns
         join host in db.Hosts on run.HostId equals host.Id
         where run.ReleaseId == rollout.ReleaseId && run.State == HostRunState.Failed && run.Direction == Direction.Forward
         orderby run.EndedAt
         select new FailedHost(host.Name, run.FailedStep, run.Reason, run.LeftOutKnowingly)).ToListAsync(stopping);

    Task Change(Rollout rollout, Func<IServiceProvider, Release, Task> work, CancellationToken stopping) =>
        databases.Database(_ => rollouts.Change(rollout, (services, _, release) => work(services, release), stopping), logger, stopping);

    sealed record FailedHost(string Name, HostRunState? Step, string? Reason, bool Known);
}
