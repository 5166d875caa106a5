using System.Collections.Concurrent;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Secrets;

/// <summary>What services are started with, and what their hosts say of it.</summary>
public sealed class RunSecretsTests : IDisposable
{
    const string Password = "correct-horse-battery";
    readonly string file = Path.GetTempFileName();

    public RunSecretsTests() => File.WriteAllText(file, Password);
    public void Dispose() => File.Delete(file);

    [SkippableFact]
    public async Task A_release_whose_secret_is_missing_fails_with_its_name_before_a_host_is_touched()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await Rolling(rig, "secret:none");

        await rig.RollOut(release);

        Assert.Contains("run.secrets.DB_PASSWORD: There is no secret 'none'", (await rig.Release(release)).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(rig.Hosts.Calls, call => call.EndsWith(" stop", StringComparison.Ordinal) || call.EndsWith(" fetch", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_host_that_a_dead_worker_left_is_not_stopped_for_a_start_that_cannot_be()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await Rolling(rig, $"file:{file}");
        rig.Hosts.Instead = (_, verb) => verb == "fetch" ? throw new FenceLost("a test") : Task.FromResult<HostAnswer?>(null); // the worker is gone
        await rig.RollOut(release);
        rig.Hosts.Instead = (_, _) => Task.FromResult<HostAnswer?>(null);
        await rig.Save(async db =>
        {
            var run = await db.HostRuns.FirstAsync(r => r.ReleaseId == release && r.State == HostRunState.Transferring);
            run.Enter(HostRunState.Draining, rig.Clock.GetUtcNow());
            run.Enter(HostRunState.Activating, rig.Clock.GetUtcNow());
        });
        await rig.Save(db => db.Claims.ExecuteUpdateAsync(set => set.SetProperty(c => c.LeaseUntil, (DateTimeOffset?)null).SetProperty(c => c.Worker, (string?)null)));
        File.Delete(file);

        await rig.RollOut(release);

        Assert.Equal(ReleaseState.AwaitingDecision, await rig.State(release));
        Assert.DoesNotContain(rig.Hosts.Calls, call => call.EndsWith(" stop", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task What_a_host_says_of_a_secret_reaches_neither_reason_nor_card_not_even_a_beginning_that_was_cut()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await Rolling(rig, $"file:{file}");
        var log = $"{string.Concat(Enumerable.Repeat("\e[0m", 120))}error {Password}"[..500]; // the host counts colours, the reason does not show them
        rig.Hosts.Instead = (_, verb) => Task.FromResult(verb == "start"
            ? new HostAnswer(1, $"ended: {Password}", new Dictionary<string, string> { ["appLog"] = log })
            : null);

        await rig.RollOut(release);

        var reason = await rig.Db(db => db.HostRuns.Where(r => r.ReleaseId == release && r.State == HostRunState.Failed).Select(r => r.Reason).FirstAsync());
        Assert.Equal("ended: •••; its own log: error •••", reason);
        var rows = await rig.Db(async db => Json.Text(await db.Releases.AsNoTracking().ToListAsync()) + Json.Text(await db.HostSteps.ToListAsync()) + Json.Text(await db.Assignments.ToListAsync()));
        Assert.DoesNotContain(Password[..8], rows + Json.Text(await rig.Card(release)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_host_that_goes_back_is_started_with_the_secrets_of_the_settings_it_goes_back_to()
    {
        await using var rig = await ReleaseRig.Create();
        var started = new ConcurrentQueue<string>();
        rig.Hosts.Model = (host, call) =>
        {
            if (call.Verb == "start") started.Enqueue($"{host.Name} {string.Join(' ', call.Arguments.Where(a => a.Key.StartsWith("env.", StringComparison.Ordinal)).Select(a => $"{a.Key}={a.Value}"))}");
            return Task.FromResult((host.Name, call.Verb, call.Release) is ("order-3", "start", > 1) ? ObedientHosts.Fails($"no login with {Password}") : null);
        };
        var first = await Rolling(rig, $"file:{file}");
        await rig.RollOut(first);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(first));

        rig.Commits.Head = LineOfCommits.Id(2);
        var second = await Rolling(rig, null);
        await rig.RollOut(second);
        Assert.Equal(ReleaseState.AwaitingDecision, await rig.State(second));
        Assert.DoesNotContain(Password, await rig.Db(async db => Json.Text(await db.HostRuns.AsNoTracking().ToListAsync()) + Json.Text(await db.Outbox.AsNoTracking().ToListAsync())), StringComparison.Ordinal);
        started.Clear();
        await rig.Use<AnswerQuestion>(use => use.Handle(second, null, Answer.RollBack, rig.Operator.Id, default));
        await rig.RollOut(second);

        Assert.Equal(ReleaseState.RolledBack, await rig.State(second));
        Assert.All(started, call => Assert.EndsWith($" env.DB_PASSWORD={Password}", call, StringComparison.Ordinal));
        Assert.Contains($"order-3 env.DB_PASSWORD={Password}", started);
    }

    static async Task<long> Rolling(ReleaseRig rig, string? reference)
    {
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Settings
        {
            Run = new RunSettings { Start = ["./run"], Secrets = reference is null ? [] : new Dictionary<string, string> { ["DB_PASSWORD"] = reference } },
        }));
        var release = (await rig.Deploy()).Id;
        await rig.Approve(release, rig.Lead);
        await rig.EndBuild(release);
        return release;
    }
}
