using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Survival;

[Collection(SurvivalCollection.Name)]
public class StopTests
{
    [SkippableFact]
    public async Task Nothing_is_left_after_Ctrl_C_and_after_SIGKILL_the_next_start_reaps_what_was()
    {
        await using var botops = await RunningBotOps.Start("all");
        using var person = await botops.Person("developer");
        var project = await SmallProject.Add(botops, "mayfly");
        await botops.Becomes(await person.Deploy("/deploy mayfly"), ReleaseState.Succeeded);
        project.Commit("2");
        project.Hold("build");
        var release = await person.Deploy("/deploy mayfly");
        await project.Reached("build");
        await Eventually.True(() => project.Passers("build").Count == 2, "the second build waits", BotOpsProcess.Limit);

        await botops.Sandbox.End(BotOpsProcess.Kill);
        var (build, service) = (project.Passers("build")[1], Services(project));
        Assert.True(Running.Is(build));
        Assert.Single(service);

        await botops.StartSandbox();
        Assert.Empty(service.Intersect(Services(project)));
        await Eventually.True(() => !Running.Is(build), "the killed one's build is ended", BotOpsProcess.Limit);
        project.Open("build");
        await botops.Becomes(release, ReleaseState.Succeeded);
        Assert.Equal(["2"], await project.Answers());
        Assert.Equal(0, Watched(botops.Sandbox.Id)); // started from a home folder, it would walk through all of it
        await botops.ToldOnce(release);

        Assert.Equal(0, await botops.Sandbox.End(BotOpsProcess.Interrupt));
        Assert.Empty(Running.Of(botops.Folder));
        Assert.Empty(Services(project));
    }

    /// <summary>Folders that the process wants to be told of.</summary>
    static int Watched(int process) => Directory.GetFiles($"/proc/{process}/fdinfo").Sum(file =>
    {
        try
        {
            return File.ReadLines(file).Count(line => line.StartsWith("inotify wd:", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return 0; // closed meanwhile
        }
    });

    /// <summary>The web server itself, not the shell that started it.</summary>
    static List<string> Services(SmallProject project) =>
        [.. Running.Of("httpd -f -p", $"{project.Hosts[0].Address}:{project.Port}").Where(line => !line.Contains("bash", StringComparison.Ordinal))];
}
