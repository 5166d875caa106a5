using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using static BotOps.Core.Releases.HostRunState;

namespace BotOps.Core.Releases;

/// <summary>
/// The rows of one host in one release. A run is read once and moved in memory; every move is written by one statement, which
/// first makes sure that the claim is still ours, and which may be repeated after an unclear outcome.
/// </summary>
public sealed class HostRows(NpgsqlDataSource database, IDbContextFactory<BotOpsDb> databases, TimeProvider clock, ILogger<HostRows> logger)
{
    /// <summary>Translated once: it is asked for every host.</summary>
    static readonly Func<BotOpsDb, long, int, CancellationToken, Task<HostRun>> RunOf = EF.CompileAsyncQuery((BotOpsDb db, long release, int host, CancellationToken _) =>
        db.HostRuns.AsNoTracking().Single(r => r.ReleaseId == release && r.HostId == host));

    public Task<HostRun> Read(Rollout rollout, Host host, CancellationToken stopping) =>
        databases.Database(db => RunOf(db, rollout.ReleaseId, host.Id, stopping), logger, stopping);

    public Task<List<string>> SucceededOf(Rollout rollout, int wave, CancellationToken stopping) => databases.Database(db =>
        (from run in db.HostRuns
         join host in db.Hosts on run.HostId equals host.Id
         join assigned in db.Assignments on run.HostId equals assigned.HostId
         where run.ReleaseId == rollout.ReleaseId && run.Wave == wave && run.State == Succeeded && run.Direction == Direction.Forward
             && assigned.EnvironmentId == rollout.EnvironmentId && assigned.LeftOut == null // else a person has taken it out meanwhile
         select host.Name).ToListAsync(stopping), logger, stopping);

    /// <summary>Ends the attempt before it, if there is one, and returns the new one. From Activating on the host is on its way to the new version.</summary>
    public async Task<HostAttempt> Enter(Rollout rollout, HostRun run, HostTarget? target, HostRunState step, HostAttempt? before, CancellationToken stopping)
    {
        var from = run.State;
        run.Enter(step, clock.GetUtcNow());
        return new(step, await Write(rollout, new(run, from) { Ended = before, Begun = step, Activates = step == Activating && target is not { Untouched: true }, Target = target }, stopping));
    }

    public Task Succeed(Rollout rollout, HostRun run, HostAttempt? last, CancellationToken stopping)
    {
        var from = run.State;
        run.Succeed(clock.GetUtcNow());
        return Write(rollout, new(run, from) { Ended = last, Serves = true }, stopping);
    }

    /// <summary>Failed before Activating: it serves its old version. Failed later: it stays out until repaired.</summary>
    public Task Fail(Rollout rollout, HostRun run, HostAttempt attempt, string reason, CancellationToken stopping)
    {
        var from = run.State;
        run.Fail(reason, clock.GetUtcNow());
        var out_ = attempt.Step >= Activating || run.Direction == Direction.Back ? Texts.LeftOutSince(rollout.ReleaseId, attempt.Step, reason) : null;
        return Write(rollout, new(run, from) { Ended = attempt, Detail = reason, LeftOut = out_ }, stopping);
    }

    public async Task<HostRun> FailWatched(Rollout rollout, Host host, string reason, CancellationToken stopping)
    {
        var run = await Read(rollout, host, stopping);
        if (run.State != Succeeded) return run;

        run.FailWatched(reason, clock.GetUtcNow());
        await Write(rollout, new(run, Succeeded) { LeftOut = Texts.LeftOutSince(rollout.ReleaseId, Verifying, reason) }, stopping);
        return run;
    }

    public Task Skip(Rollout rollout, HostRun run, HostAttempt? before, string reason, CancellationToken stopping)
    {
        var from = run.State;
        run.Skip(reason, clock.GetUtcNow());
        return Write(rollout, new(run, from) { Ended = before }, stopping);
    }

    /// <summary>Returns the number of the attempt that it began.</summary>
    Task<int> Write(Rollout rollout, HostMove move, CancellationToken stopping) => Retry.Database(async () =>
    {
        await using var command = move.Command(database, rollout, clock.GetUtcNow());
        await using var row = await command.ExecuteReaderAsync(stopping);
        await row.ReadAsync(stopping);
        if (!row.GetBoolean(0)) throw new FenceLost("the claim");
        if (!row.GetBoolean(1)) throw new InvalidOperationException($"Host run {move.Run.Id} is not {move.From} any more.");
        return row.GetInt32(2);
    }, logger, stopping);
}

/// <summary>One attempt at one step, as numbered in its row.</summary>
public sealed record HostAttempt(HostRunState Step, int Number);
