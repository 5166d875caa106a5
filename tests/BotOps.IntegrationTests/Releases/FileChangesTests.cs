using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Logs;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary>Before a file changes on a host, its difference is in the plan, on the card and in the log.</summary>
public class FileChangesTests
{
    [SkippableFact]
    public async Task Each_host_is_told_from_what_it_runs_with_in_plan_and_log_and_no_secret_is()
    {
        await using var rig = await ReleaseRig.Create(new Policy { MinUp = "0" }); // order-1 to order-4
        await Settings(rig, port: 1, "pool: 10\npassword: hunter2\nport: {port}\n");
        var plan = await Plan(rig, "/deploy order-svc --plan");
        Assert.Contains("+pool: 10", plan); // nothing runs yet: the plan has the whole file
        var first = await rig.Deployed("--batch 100%");
        Assert.Equal("Files that change on order-1, order-2, order-3, order-4:", (await Log(rig, first.Id))[1]);

        await Settings(rig, port: 1, "pool: 20\npassword: hunter2\nport: {port}\n");
        await rig.Deployed("--hosts order-1");
        await Settings(rig, port: 2, "pool: 20\npassword: hunter3\nport: {port}\n");

        plan = await Plan(rig, "/botops settings order-svc --batch 2,4 --plan");
        Assert.Equal(
            """
            order-1
            run.port  1 → 2
            run.files.app.yaml  3 lines → 3 lines (+2 −2)
            @@ -1,3 +1,3 @@
             pool: 20
            -password: •••
            -port: 1
            +password: •••
            +port: 2
            order-2, order-3, order-4
            run.port  1 → 2
            run.files.app.yaml  3 lines → 3 lines (+3 −3)
            @@ -1,3 +1,3 @@
            -pool: 10
            -password: •••
            -port: 1
            +pool: 20
            +password: •••
            +port: 2
            """, plan);

        var release = await rig.Use<RequestRestart, Release>(async use =>
        {
            await use.Handle((Core.Chat.Commands.RestartInput)Core.Chat.Commands.CommandParser.Parse("/botops settings order-svc --batch 50%,100%"), rig.Dev.Id, ReleaseRig.Channel, default);
            return await rig.Db(db => db.Releases.OrderByDescending(r => r.Id).FirstAsync());
        });
        await rig.Approve(release.Id, rig.Lead);
        rig.Hosts.Model = (host, call) => Task.FromResult<HostAnswer?>((host.Name, call.Verb) is ("order-3", "health") ? ObedientHosts.Fails("500") : null);
        await rig.RollOut(release.Id);
        Assert.Equal(ReleaseState.AwaitingDecision, await rig.State(release.Id));
        var log = string.Join('\n', (await Log(rig, release.Id)).Where(l => !l.StartsWith("──", StringComparison.Ordinal)));
        Assert.Equal(
            """
            Files that change on order-1:
            run.files.app.yaml 3 lines → 3 lines (+2 −2)
            @@ -1,3 +1,3 @@
             pool: 20
            -password: •••
            -port: 1
            +password: •••
            +port: 2
            Files that change on order-2:
            run.files.app.yaml 3 lines → 3 lines (+3 −3)
            @@ -1,3 +1,3 @@
            -pool: 10
            -password: •••
            -port: 1
            +pool: 20
            +password: •••
            +port: 2
            """, log[..log.IndexOf("\nWave 2", StringComparison.Ordinal)][(log.IndexOf('\n') + 1)..]);

        rig.Hosts.Model = null;
        await rig.Use<AnswerQuestion>(use => use.Handle(release.Id, 1, Answer.RollBack, rig.Operator.Id, default));
        await rig.RollOut(release.Id);
        Assert.Equal(ReleaseState.RolledBack, await rig.State(release.Id));
        Assert.Contains("+pool: 10", await Log(rig, release.Id)); // the way back is told as well
    }

    static Task Settings(ReleaseRig rig, int port, string content) =>
        rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Settings { Run = new RunSettings { Port = port, Files = [new ManagedFile("app.yaml", content)] } }));

    static async Task<string> Plan(ReleaseRig rig, string line) =>
        string.Join('\n', (await rig.Type(line, rig.Dev))!.Plan!.Facts.Single(f => f.Kind == FactKind.Settings).Lines.Select(l => string.Concat(l.Select(s => s.Text))));

    /// <summary>What the rollout itself said.</summary>
    static async Task<List<string>> Log(ReleaseRig rig, long release)
    {
        var log = (await rig.Release(release)).LogId;
        var chunks = await rig.Db(db => db.LogChunks.AsNoTracking().Where(c => c.LogId == log).OrderBy(c => c.FirstLine).ToListAsync());
        var lines = new List<LogLine>();
        LogText.Add(lines, chunks, 1, int.MaxValue);
        return [.. lines.Where(l => l.Source == "rollout").Select(l => l.Text)];
    }
}
