using System.Diagnostics;
using BotOps.Core.Builds;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Processes;
using BotOps.IntegrationTests.Support;
using static BotOps.IntegrationTests.Builds.BuildBench;

namespace BotOps.IntegrationTests.Builds;

public class BuildRunnerTests
{
    [SkippableFact]
    public async Task A_build_tells_every_line_in_order_and_leaves_nothing()
    {
        using var bench = await BuildBench.Create();
        bench.Write("src/main.txt", "hello");
        var order = bench.Order(Shell("echo one; echo two >&2; echo three; mkdir out; cp src/main.txt out", "out"));
        Directory.CreateDirectory(Path.Combine(bench.FolderOf(order), "tree", "left by a killed run"));

        var artifact = await bench.Build(order);

        Assert.True(await bench.Store.Has(artifact.Sha256, default));
        Assert.Equal(["one", "two", "three"], bench.Lines.Where(l => l is "one" or "two" or "three"));
        Assert.Contains($"sha256 {artifact.Sha256[..12]}", bench.Lines.Last(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(bench.FolderOf(order)));
        Assert.Empty(await bench.Children.Rows());
    }

    [SkippableFact]
    public async Task Hooks_are_run_in_the_tree_before_and_after_and_only_the_first_decides()
    {
        using var bench = await BuildBench.Create();
        var order = await bench.Recorded(bench.Order(Shell("mkdir out; cp made out", "out") with
        {
            Hooks = new Hooks
            {
                BeforeBuild = ["sh", "-c", "echo $BOTOPS_HOOK of $BOTOPS_PROJECT at ${#BOTOPS_COMMIT}, secret $TOKEN >made; cat made"], AfterBuild = ["sh", "-c", "cat out/made; exit 3"],
            },
        }) with
        { HookSecrets = new Dictionary<string, string> { ["TOKEN"] = "very-secret" } });

        Assert.True(await bench.Store.Has((await bench.Build(order)).Sha256, default));
        Assert.Equal(2, bench.Lines.Count(l => l == "beforeBuild of order-svc at 40, secret •••"));
        Assert.Contains("afterBuild failed: sh exited with 3.", bench.Lines);
        var refused = bench.Order(order.Settings with { Hooks = new Hooks { BeforeBuild = ["sh", "-c", "sleep 60"], TimeLimit = TimeSpan.FromSeconds(1) } });
        Assert.Equal("beforeBuild failed: It took longer than 1 s and was ended.", (await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(refused))).Message);
        Assert.Empty(await bench.Children.Rows());
    }

    [SkippableFact]
    public async Task A_build_that_hangs_in_a_grandchild_is_ended_by_its_time_limit()
    {
        using var bench = await BuildBench.Create();
        var seconds = ChildrenBench.Unique();
        var order = bench.Order(Hanging(seconds) with { TimeLimit = TimeSpan.FromSeconds(2) });

        var failure = await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(order));

        Assert.Equal("The build took longer than 2 s and was ended.", failure.Message);
        Assert.Equal(0, ChildrenBench.CountWith(seconds));
        Assert.False(Directory.Exists(bench.FolderOf(order)));
        Assert.Empty(await bench.Children.Rows());
    }

    [SkippableFact]
    public async Task A_build_that_hangs_in_a_grandchild_is_ended_by_an_abort()
    {
        using var bench = await BuildBench.Create();
        var seconds = ChildrenBench.Unique();
        using var abort = new CancellationTokenSource();

        var building = bench.Build(Hanging(seconds), abort.Token);
        await Eventually.True(() => ChildrenBench.CountWith(seconds) == 3, "all three sleep");
        await abort.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building);
        Assert.Equal(0, ChildrenBench.CountWith(seconds));
    }

    [SkippableFact]
    public async Task An_abort_does_not_wait_for_a_log_that_waits_for_its_database()
    {
        using var bench = await BuildBench.Create();
        using var abort = new CancellationTokenSource();
        var blocked = new TaskCompletionSource();
        bench.OnLine = async (line, stopping) =>
        {
            if (line != "flood") return;
            blocked.TrySetResult();
            await Task.Delay(Timeout.Infinite, stopping);
        };

        var building = bench.Build(Shell("yes flood"), abort.Token);
        await blocked.Task.WaitAsync(Eventually.Limit);
        await abort.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => building.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [SkippableFact]
    public async Task A_server_that_a_build_leaves_running_does_not_hold_it_up()
    {
        using var bench = await BuildBench.Create();
        var seconds = ChildrenBench.Unique();

        await bench.Build(Shell($"touch a; setsid sleep {seconds} & sleep {seconds} & exit 0", "a")).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(0, ChildrenBench.CountWith(seconds));
        Assert.Contains(bench.Lines, line => line.StartsWith("Ended what it had left running: ", StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData("exit 7", "sh exited with 7.")]
    [InlineData("kill -9 $$", "sh was ended by SIGKILL.")]
    [InlineData("kill -SEGV $$", "sh was ended by SIGSEGV.")]
    public async Task A_command_that_fails_says_how(string script, string reason)
    {
        using var bench = await BuildBench.Create();

        var failure = await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(Shell(script, "a")));

        Assert.Equal(reason, failure.Message);
    }

    [SkippableTheory]
    [InlineData("no-such-program", "The program 'no-such-program' was not found on ")]
    [InlineData("./mvnw", "The program './mvnw' may not be executed.")]
    [InlineData("./gradlew", "The program './gradlew' is not in the repository at this commit.")]
    public async Task A_missing_program_is_named(string program, string reason)
    {
        using var bench = await BuildBench.Create();
        bench.Write("mvnw", "#!/bin/sh");

        var failure = await Assert.ThrowsAsync<BuildFailed>(() => bench.Build(new Core.Projects.BuildSettings { Command = [program], Artifact = ["a"] }));

        Assert.StartsWith(reason, failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_flood_of_lines_comes_through_whole_in_bounded_memory()
    {
        using var bench = await BuildBench.Create();
        var (lines, first) = (0, 0L);
        bench.OnLine = (_, _) =>
        {
            bench.Lines.Clear();
            if (++lines == 100) first = GC.GetTotalMemory(forceFullCollection: true);
            return default;
        };

        await bench.Build(Shell("seq -f 'line %.0f of a flood that says little' 1000000; touch a", "a"));

        Assert.InRange(lines, 1_000_000, 1_000_010);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - first, long.MinValue, 16 << 20);
    }

    [SkippableFact]
    public async Task A_build_sees_nothing_of_BotOps_environment()
    {
        using var bench = await BuildBench.Create();
        Environment.SetEnvironmentVariable("ConnectionStrings__BotOps", "Password=leaked");
        var order = bench.Order(Shell("env; touch a", "a") with { Environment = new Dictionary<string, string> { ["GREETING"] = "hello world" } })
            with
        { Secrets = new Dictionary<string, string> { ["TOKEN"] = "s3cret" } };

        await bench.Build(order);

        Assert.DoesNotContain(bench.Lines, line => line.Contains("leaked", StringComparison.Ordinal));
        Assert.Contains("GREETING=hello world", bench.Lines);
        Assert.Contains("TOKEN=•••", bench.Lines);
        Assert.Contains($"HOME={bench.FolderOf(order)}/home", bench.Lines);
        Assert.DoesNotContain(bench.Lines, line => line.StartsWith("BOTOPS_SET", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_build_reads_neither_BotOps_files_nor_another_projects_tree()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "Only root can switch to a build user");
        using var bench = await BuildBench.Create();
        var key = Path.Combine(Directory.CreateDirectory(Path.Combine(bench.Options.DataFolder, "keys")).FullName, "key");
        await File.WriteAllTextAsync(key, "private");
        File.SetUnixFileMode(key, UnixFileMode.UserRead);
        var other = bench.Order(Shell("touch ready secret a; while [ ! -e done ]; do sleep 0.05; done", "a")) with { ProjectId = 8 };
        var ready = Path.Combine(bench.FolderOf(other), "tree", "ready");
        var building = bench.Build(other);
        await Eventually.True(() => File.Exists(ready), "the other project builds");

        await bench.Build(Shell($"""
            cat {key} && echo breach
            ls {bench.Options.DataFolder} && echo breach
            ls {Path.GetDirectoryName(ready)} && echo breach
            cat {ready} && echo breach
            cat /proc/{Environment.ProcessId}/environ && echo breach
            id -u; touch a
            """, "a"));

        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(ready)!, "done"), "");
        await building;
        Assert.DoesNotContain("breach", bench.Lines);
        Assert.Contains("70007", bench.Lines);
    }

    [SkippableFact]
    public async Task A_library_that_a_build_preloads_acts_with_the_builds_rights_only()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "Only root can switch to a build user");
        using var bench = await BuildBench.Create();
        var witness = Path.Combine(bench.Folder, "witness");
        Directory.CreateDirectory(witness);
        File.SetUnixFileMode(witness, (UnixFileMode)0b111_111_111);
        var settings = Shell("touch a", "a") with { Environment = new Dictionary<string, string> { ["LD_DEBUG"] = "files", ["LD_DEBUG_OUTPUT"] = $"{witness}/by" } };

        await bench.Build(settings); // the loader writes a file as whoever it loads for

        var files = Directory.GetFiles(witness);
        Assert.NotEmpty(files);
        using var owners = Process.Start(new ProcessStartInfo("stat", ["-c", "%u", .. files]) { RedirectStandardOutput = true })!;
        Assert.All((await owners.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries), owner => Assert.Equal("70007", owner));
    }

    static Core.Projects.BuildSettings Hanging(string seconds) =>
        Shell($"setsid sleep {seconds} & sh -c 'trap \"\" TERM; sleep {seconds}; true' & sleep {seconds}; wait", "a");
}
