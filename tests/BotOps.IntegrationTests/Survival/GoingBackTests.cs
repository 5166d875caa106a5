using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Terminals;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Survival;

/// <summary>When it goes wrong and then the worker is killed as well: real builds, real hosts, real processes.</summary>
[Collection(SurvivalCollection.Name)]
public class GoingBackTests
{
    [SkippableFact]
    public async Task A_rollback_works_with_the_git_server_the_chat_and_one_of_two_workers_gone()
    {
        await using var botops = await RunningBotOps.Start();
        using var person = await botops.Person("ops");
        var project = await Add(botops, "night");
        await using var one = await botops.StartWorker();
        await using var two = await botops.StartWorker();
        await botops.Becomes(await person.Deploy("/deploy night"), ReleaseState.Succeeded);
        project.Commit("2");
        await botops.Becomes(await person.Deploy("/deploy night"), ReleaseState.Succeeded);
        Assert.Equal(["2", "2"], await project.Answers());

        Directory.Move(botops.Below("sources"), Path.Combine(botops.Folder, "gone"));
        await one.End(BotOpsProcess.Kill);
        botops.Sandbox.Send(BotOpsProcess.Freeze); // pages, chat and dispatcher
        var done = await VerbProcess.Run(new Dictionary<string, string> { ["BOTOPS_ConnectionStrings__BotOps"] = botops.ConnectionString }, "rollback", "night");
        Assert.True(done.ExitCode == 0, done.Errors);

        var rollback = await botops.Read(db => db.Releases.MaxAsync(r => r.Id));
        await botops.Becomes(rollback, ReleaseState.Succeeded);
        Assert.Equal(["1", "1"], await project.Answers());
        botops.Sandbox.Send(BotOpsProcess.Thaw);
        await botops.ToldOnce(rollback); // the story comes late, and once
    }

    static Task<SmallProject> Add(RunningBotOps botops, string name) => SmallProject.Add(botops, name, hosts: 2, change: (_, settings) => settings with
    {
        Run = settings.Run with { Health = settings.Run.Health with { Limit = TimeSpan.FromSeconds(5) } },
    });
}
