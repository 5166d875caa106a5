using BotOps.Core.Builds;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Survival;

[Collection(SurvivalCollection.Name)]
public class WorkerDeathTests(SharedBotOps shared)
{
    [SkippableFact]
    public async Task The_only_worker_is_killed_in_every_state_at_once_and_the_next_one_ends_each_release_right()
    {
        var botops = await shared.Start();
        using var person = await botops.Person("lead-1");
        using var other = await botops.Person("lead-2");
        var (building, transferring, activating, verifying) = (await Small(botops, "in-build"), await Small(botops, "in-transfer", 2), await Small(botops, "in-stop"), await Small(botops, "in-check"));
        var (watched, paused) = (await Small(botops, "watched"), await Small(botops, "paused", 2));
        var asked = await SmallProject.Add(botops, "asked", policy: new Policy { Approvals = 1 });
        await using var killed = await botops.StartWorker();

        var first = transferring.Hosts[0];
        building.Hold("build");
        transferring.Hold($"health-{first.Address}");
        verifying.Hold($"health-{verifying.Hosts[0].Address}");
        var releases = await Task.WhenAll(new[] { "in-build", "in-transfer --serial", "in-check", "asked", "paused --serial --pause first", "in-stop" }.Select(what => person.Deploy($"/deploy {what}")));
        var (inBuild, inTransfer, inCheck, isAsked, isPaused) = (releases[0], releases[1], releases[2], releases[3], releases[4]);
        building.Commit("2");
        var queued = await person.Deploy("/deploy in-build");
        await botops.Becomes(releases[5], ReleaseState.Succeeded);
        activating.Commit("2");
        activating.Hold("stop");
        var inStop = await person.Deploy("/deploy in-stop");

        await building.Reached("build");
        await transferring.Reached($"health-{first.Address}");
        await verifying.Reached($"health-{verifying.Hosts[0].Address}");
        await activating.Reached("stop");
        await botops.Becomes(isPaused, ReleaseState.Paused);
        var held = transferring.HoldHost(1);
        transferring.Open($"health-{first.Address}");
        await botops.HostIs(inTransfer, transferring.Hosts[1].Name, HostRunState.Transferring);
        var isWatched = await person.Deploy("/deploy watched --wait 5s");
        await Eventually.True(async () => (await botops.Release(isWatched)).WatchUntil is not null, "the wave is watched", BotOpsProcess.Limit);
        await killed.End(BotOpsProcess.Kill);
        var half = building.Passers("build").Single();

        Assert.Equal((ReleaseState.Building, ReleaseState.Queued), ((await botops.Release(inBuild)).State, (await botops.Release(queued)).State));
        await person.Press(isPaused, "resume"); // nobody is there to hear it yet
        await other.Press(isAsked, "approve");
        await using var next = await botops.StartWorker();
        foreach (var release in new[] { inTransfer, inCheck, inStop })
            await Eventually.True(async () => await botops.WorkerOf(release) == next.Id, $"#{release} is taken over", BotOpsProcess.Limit);
        await Eventually.True(() => building.Passers("build").Count == 2, "the build is begun afresh", BotOpsProcess.Limit);
        Assert.False(Running.Is(half), "what the killed worker built is ended");
        building.Open("build");
        await held.DisposeAsync();
        verifying.Open($"health-{verifying.Hosts[0].Address}");
        activating.Open("stop");

        foreach (var release in new[] { inBuild, queued, inTransfer, inCheck, inStop, isAsked, isPaused, isWatched })
        {
            await botops.Becomes(release, ReleaseState.Succeeded);
            await botops.ToldOnce(release);
        }
        foreach (var (project, version) in new[] { (building, "2"), (transferring, "1"), (activating, "2"), (verifying, "1"), (watched, "1"), (paused, "1"), (asked, "1") })
            Assert.All(await project.Answers(), answer => Assert.Equal(version, answer));
        await NothingWaits(botops);
    }

    [SkippableFact]
    public async Task A_worker_that_wakes_after_its_claim_was_taken_over_changes_nothing()
    {
        var botops = await shared.Start();
        using var person = await botops.Person("developer");
        var project = await Small(botops, "sleeper", 2);
        await using var one = await botops.StartWorker();
        await using var two = await botops.StartWorker();
        project.Hold($"health-{project.Hosts[0].Address}");
        var release = await person.Deploy("/deploy sleeper --serial");
        await project.Reached($"health-{project.Hosts[0].Address}");
        var (asleep, awake) = await botops.WorkerOf(release) == one.Id ? (one, two) : (two, one);

        asleep.Send(BotOpsProcess.Freeze);
        await Eventually.True(async () => await botops.WorkerOf(release) == awake.Id, "the other takes over", BotOpsProcess.Limit);
        project.Open($"health-{project.Hosts[0].Address}");
        await botops.Becomes(release, ReleaseState.Succeeded);
        project.Commit("2");
        var newer = await person.Deploy("/deploy sleeper");
        await botops.Becomes(newer, ReleaseState.Succeeded);
        await botops.ToldOnce(release);
        await botops.ToldOnce(newer);
        var (hosts, rows) = (await Hosts(project), await Rows(botops, release));

        asleep.Send(BotOpsProcess.Thaw);
        await awake.End(BotOpsProcess.Interrupt);
        project.Commit("3");
        project.Hold("build"); // the woken one is well: it takes the next release up
        var last = await person.Deploy("/deploy sleeper");
        await project.Reached("build");

        Assert.Equal(["2", "2"], await project.Answers());
        Assert.Equal(rows, await Rows(botops, release));
        Assert.Equal(hosts, await Hosts(project));
        project.Open("build");
        await botops.Becomes(last, ReleaseState.Succeeded);
        await botops.ToldOnce(last);
        Assert.Equal(["3", "3"], await project.Answers());
    }

    static Task<SmallProject> Small(RunningBotOps botops, string name, int hosts = 1) => SmallProject.Add(botops, name, hosts);

    /// <summary>No claim, no open command, no lease that a dead one holds, no child.</summary>
    static async Task NothingWaits(RunningBotOps botops)
    {
        await Eventually.True(() => botops.Read(async db => !await db.Claims.AnyAsync() && !await db.Inbox.AnyAsync(i => i.DoneAt == null) && !await db.Children.AnyAsync()
            && !await db.Builds.AnyAsync(b => b.State == BuildState.Queued || b.State == BuildState.Running)), "nothing waits", BotOpsProcess.Limit);
    }

    /// <summary>Which release each host runs, since when.</summary>
    static Task<IEnumerable<string>> Hosts(SmallProject project) => Task.FromResult<IEnumerable<string>>(
        [.. project.Hosts.Select(h => $"{new FileInfo(Path.Combine(h.Root, project.Name, "current")).LinkTarget} {File.ReadAllText(Path.Combine(h.Root, project.Name, ".botops", "app.pid"))}")]);

    /// <summary>All that is known of a release, but for the log.</summary>
    static async Task<IEnumerable<string>> Rows(RunningBotOps botops, long release)
    {
        string[] tables =
        [
            $"select r.*, xmin from botops.releases r where id = {release}", $"select r.*, xmin from botops.host_runs r where release_id = {release} order by id",
            $"select s.* from botops.host_steps s join botops.host_runs r on r.id = s.host_run_id where release_id = {release} order by s.id",
            $"select * from botops.release_history where release_id = {release} order by id", $"select key, revision from webchat.messages where key like 'release/{release}/%' order by key",
        ];
        var rows = new List<string>();
        foreach (var table in tables) rows.AddRange((await botops.Rows(table)).Select(row => string.Join('|', row)));
        return rows;
    }
}
