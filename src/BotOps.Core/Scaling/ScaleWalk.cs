using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Scaling;

/// <summary>Takes one host from step to step, in or out. Each step is done, then written with what it brought; one that a dead worker had done is done again and changes nothing.</summary>
public sealed class ScaleWalk(Scalings scalings, StepsIn stepsIn, StepsOut stepsOut, WorkerOptions options, IDbContextFactory<BotOpsDb> databases, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ScaleWalk> logger) : IDisposable
{
    readonly SemaphoreSlim most = new(options.ParallelHosts);

    /// <summary>What has to wait for others that work on hosts; a boot does not.</summary>
    static readonly ScaleStep[] Busy = [ScaleStep.Initialised, ScaleStep.Deployed, ScaleStep.Drained, ScaleStep.Unassigned];

    /// <param name="stops">No further step is begun.</param>
    public async Task Walk(ScaleRun run, ScaleHost host, InstanceWatch watch, ILogSink log, Func<Task<bool>> stops, CancellationToken stopping)
    {
        while (host.ToDo is { } step && !await stops())
        {
            var busy = Busy.Contains(step);
            if (busy) await most.WaitAsync(stopping);
            try
            {
                host = await Step(run, host, step, watch, log, stopping);
            }
            finally
            {
                if (busy) most.Release();
            }
            await Tell(run.OrderId, host.Ended);
        }
    }

    async Task<ScaleHost> Step(ScaleRun run, ScaleHost host, ScaleStep step, InstanceWatch watch, ILogSink log, CancellationToken stopping)
    {
        try
        {
            var at = new AtStep(run, host, step, watch, log, stopping);
            var brings = host.Back ? await stepsOut.Do(at) : await stepsIn.Do(at);
            await log.Write(host.Name, Texts.Scaling.StepWord(step), stopping);
            return await Move(run, host.Id, async (services, db, row) =>
            {
                if (row.State == step) return; // it was written, and the answer was lost
                await brings(db, row);
                row.Reach(step, clock.GetUtcNow());
            }, stopping);
        }
        catch (Exception error) when (error is not FenceLost && !(error is OperationCanceledException && stopping.IsCancellationRequested))
        {
            logger.LogWarning("#{Order} {Host} failed at {Step}: {Reason}", run.OrderId, host.Name, step, error.Message);
            await log.Write(host.Name, Texts.Scaling.FailedAt(step, error.Message), stopping);
            return await Move(run, host.Id, (_, _, row) =>
            {
                if (row.State != ScaleStep.Failed) row.Fail(step, error.Message, clock.GetUtcNow());
                return Task.CompletedTask;
            }, stopping);
        }
    }

    Task<ScaleHost> Move(ScaleRun run, long id, Func<IServiceProvider, BotOpsDb, ScaleHost, Task> move, CancellationToken stopping) => databases.Database(_ => scalings.Change(run, async (services, db) =>
    {
        var row = await db.ScaleHosts.SingleAsync(h => h.Id == id, stopping);
        await move(services, db, row);
        return row;
    }, stopping), logger, stopping);

    public void Dispose() => most.Dispose();

    /// <summary>Beside the transaction: fifty hosts would wait in line for the card's one row.</summary>
    async Task Tell(long order, bool ended)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ScaleStory>().HostMoved(order, ended, CancellationToken.None);
        }
        catch (Exception error) when (Retry.IsTransient(error))
        {
            logger.LogWarning("The card of #{Order} is told later: {Error}", order, error.GetBaseException().Message);
        }
    }
}

/// <summary>One step of one host.</summary>
public sealed record AtStep(ScaleRun Run, ScaleHost Host, ScaleStep Step, InstanceWatch Watch, ILogSink Log, CancellationToken Stopping);
