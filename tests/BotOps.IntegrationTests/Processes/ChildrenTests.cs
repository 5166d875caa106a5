using System.Diagnostics;
using BotOps.Core.Processes;
using BotOps.IntegrationTests.Support;
using static BotOps.IntegrationTests.Processes.ChildrenBench;

namespace BotOps.IntegrationTests.Processes;

public class ChildrenTests
{
    [SkippableFact]
    public async Task A_child_is_recorded_while_it_runs_and_forgotten_when_it_is_gone()
    {
        var bench = await ChildrenBench.Create();
        await using (var child = await bench.Children().Start(Shell("cat; echo $BOTOPS_CHILD; exit 3"), default))
        {
            var row = Assert.Single(await bench.Rows());
            Assert.Equal((child.Id, Environment.ProcessId, "test"), (row.ProcessGroup, row.Owner, row.Purpose));
            Assert.Equal($"{row.ProcessGroup}.{row.StartTime}\n", await new StreamReader(child.Output).ReadToEndAsync());
            Assert.Equal(3, await child.Wait(default));
        }
        Assert.Empty(await bench.Rows());
    }

    [SkippableFact]
    public async Task Nothing_runs_when_its_row_cannot_be_saved()
    {
        var (file, elsewhere) = (Path.GetTempFileName(), new ChildrenBench("Host=127.0.0.1;Port=1;Database=none;Timeout=2"));
        Skip.IfNot(OperatingSystem.IsLinux(), "Children are recorded where there is a /proc");
        File.Delete(file);

        await Assert.ThrowsAnyAsync<Exception>(() => elsewhere.Children().Start(Shell($"touch {file}"), default));

        await Eventually.True(() => CountWith($"touch {file}") == 0, "the launcher exits");
        Assert.False(File.Exists(file));
    }

    [SkippableFact]
    public async Task A_start_ends_what_a_killed_BotOps_left_wherever_it_went()
    {
        var bench = await ChildrenBench.Create();
        var seconds = Unique();
        await using var child = await bench.Children().Start(Shell($"setsid sleep {seconds} & sh -c 'trap \"\" TERM; sleep {seconds}; true' & exit"), default);
        await child.Wait(default); // the child itself is gone, what it started is not
        await Eventually.True(() => CountWith(seconds) == 2, "both sleep");

        await bench.Children().ReapLeftovers(default); // the owner lives: it is not a leftover
        Assert.Equal(2, CountWith(seconds));
        Assert.Single(await bench.Rows());

        await bench.KillOwner();
        var reaped = await bench.Children().ReapLeftovers(default);

        Assert.Equal(child.Id, Assert.Single(reaped).ProcessGroup);
        Assert.Equal(0, CountWith(seconds));
        Assert.Empty(await bench.Rows());
    }

    [SkippableFact]
    public async Task A_stranger_under_a_used_id_is_left_alone()
    {
        var bench = await ChildrenBench.Create();
        using var stranger = Process.Start("setsid", ["sleep", "1000"]);
        await Eventually.True(() => ProcessTable.Find(stranger.Id)?.Session == stranger.Id, "it has its own session");
        var start = ProcessTable.Find(stranger.Id)!.StartTime;
        await using (var db = bench.CreateDbContext())
        {
            db.Children.AddRange(new[] { start - 1, start + 1 }.Select(other => new Child
            {
                Machine = Machine.Id, ProcessGroup = stranger.Id, StartTime = other, Owner = 1, OwnerStartTime = -1, Purpose = "test",
            }));
            db.Children.Add(new()
            {
                Machine = $"{Machine.Host} an-earlier-boot pid:[1]", ProcessGroup = stranger.Id, StartTime = start, Owner = 1, Purpose = "test",
            });
            await db.SaveChangesAsync();
        }

        await bench.Children().ReapLeftovers(default);

        Assert.False(stranger.HasExited);
        Assert.Empty(await bench.Rows());
        stranger.Kill();
    }

    [SkippableFact]
    public async Task A_graceful_stop_ends_all_children_and_starts_no_more()
    {
        var bench = await ChildrenBench.Create();
        var (children, seconds) = (bench.Children(), Unique());
        await using var one = await children.Start(Shell($"trap '' TERM; sleep {seconds} & wait; sleep {seconds}"), default);
        await using var two = await children.Start(Shell($"sleep {seconds}"), default);
        await Eventually.True(() => CountWith(seconds) == 2, "both sleep");

        await children.EndAll();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two.Wait(default)); // no failure of what it ran
        Assert.Equal(0, CountWith(seconds));
        Assert.Empty(await bench.Rows());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => children.Start(Shell("true"), default));
        Assert.Empty(await bench.Rows());
    }

    [SkippableFact]
    public async Task Variables_arrive_whole_and_never_stand_in_an_argument()
    {
        var bench = await ChildrenBench.Create();
        var variables = new Dictionary<string, string>(Variables) { ["SECRET"] = "one\ntwo '$(id)' \"ü\"", ["LD_PRELOAD"] = "" };
        var spec = Shell("printf %s \"$SECRET\"; env | grep -c -E '^(BOTOPS_SET|HOME)'; cat /proc/$$/cmdline") with { Environment = variables };
        await using var child = await bench.Children().Start(spec, default);

        var output = await new StreamReader(child.Output).ReadToEndAsync();

        Assert.StartsWith("one\ntwo '$(id)' \"ü\"0\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("two '$(id)'", output[output.LastIndexOf('\n')..], StringComparison.Ordinal);
        await Assert.ThrowsAsync<ChildNotStarted>(() =>
            bench.Children().Start(spec with { Environment = new Dictionary<string, string> { ["A;id"] = "" } }, default));
        await Assert.ThrowsAsync<ChildNotStarted>(() => bench.Children().Start(spec with { Directory = "/no/such/folder" }, default));
    }
}
