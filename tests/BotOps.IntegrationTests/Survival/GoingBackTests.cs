using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Terminals;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Survival;

/// <summary>When it goes wrong and then the worker is killed as well: real builds, real hosts, real processes.</summary>
[Collection(RealHostsCollection.Name)]
public class GoingBackTests(SharedBotOps shared)
{
    /// <summary>Longer than the test: a health check that is held must not end in a question.</summary>
    static readonly TimeSpan Held = TimeSpan.FromMinutes(5);

    [SkippableFact]
    public async Task The_worker_is_killed_in_a_question_on_the_way_back_in_a_settings_release_and_in_a_takeover()
    {
        var botops = await shared.Start();
        using var person = await botops.Person("ops");
        var (question, back, settings, taken) = (await Add(botops, "question"), await Add(botops, "back"), await Add(botops, "tuned", Held), await Add(botops, "taken", Held));
        await using var killed = await botops.StartWorker();
        await Task.WhenAll(new[] { "question", "back", "tuned", "taken" }.Select(async name => await botops.Becomes(await person.Deploy($"/deploy {name}"), ReleaseState.Succeeded)));
        foreach (var project in new[] { question, back, taken }) project.Commit("2");

        question.Sicken(1);
        var asks = await person.Deploy("/deploy question --serial");
        await botops.Becomes(asks, ReleaseState.AwaitingDecision);

        back.Sicken(1);
        var goesBack = await person.Deploy("/deploy back --serial");
        await botops.Becomes(goesBack, ReleaseState.AwaitingDecision);
        back.Heal(1);
        back.Hold("stop");
        Assert.Null(await person.Answer(await person.Say($"/botops answer {goesBack} roll-back")));
        await botops.HostIs(goesBack, "back-2", HostRunState.Activating); // the new version is being stopped

        await ChangeSettings(botops, settings);
        settings.Hold($"health-{settings.Hosts[0].Address}");
        var tuned = await person.Deploy("/botops settings tuned --serial", "tuned");
        await botops.HostIs(tuned, "tuned-1", HostRunState.Verifying);

        taken.Hold($"health-{taken.Hosts[0].Address}");
        var running = await person.Deploy("/deploy taken --serial");
        await botops.HostIs(running, "taken-1", HostRunState.Verifying);
        Assert.Contains($"#{running} ends at once", (await person.Answer(await person.Say("/rollback taken")))!.Text, StringComparison.Ordinal);
        var rollback = await person.Deploy("/rollback taken --take-over");
        await botops.Becomes(running, ReleaseState.Aborted);
        await killed.End(BotOpsProcess.Kill);

        Assert.Equal((ReleaseState.AwaitingDecision, ReleaseState.RollingBack, ReleaseState.RollingOut, ReleaseState.RollingOut),
            ((await botops.Release(asks)).State, (await botops.Release(goesBack)).State, (await botops.Release(tuned)).State, (await botops.Release(rollback)).State));
        var answered = await person.Say($"/botops answer {asks} leave-out"); // nobody is there to hear it yet
        await using var next = await botops.StartWorker();
        await person.Answer(answered);
        back.Open("stop");
        settings.Open($"health-{settings.Hosts[0].Address}");
        taken.Open($"health-{taken.Hosts[0].Address}");

        await botops.Becomes(asks, ReleaseState.SucceededWithFailures);
        await botops.Becomes(goesBack, ReleaseState.RolledBack);
        await botops.Becomes(tuned, ReleaseState.Succeeded);
        await botops.Becomes(rollback, ReleaseState.Succeeded);
        Assert.Equal(["1", "1"], await back.Answers());
        Assert.Equal(["1", "1"], await settings.Answers());
        Assert.Equal(["1", "1"], await taken.Answers());
        Assert.Equal("2", (await question.Answers())[0]);
        foreach (var release in new[] { asks, goesBack, tuned, running, rollback }) await botops.ToldOnce(release);
        string[] hosts = [.. new[] { question, back, settings, taken }.SelectMany(project => project.Hosts).Select(host => host.Name)]; // other tests leave hosts out too
        Assert.Equal(["question-2"], await botops.Read(db => db.Assignments.Where(a => hosts.Contains(a.Host.Name) && a.LeftOut != null).Select(a => a.Host.Name).ToListAsync()));
    }

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

    static Task<SmallProject> Add(RunningBotOps botops, string name, TimeSpan? healthLimit = null) => SmallProject.Add(botops, name, hosts: 2, change: (_, settings) => settings with
    {
        Run = settings.Run with { Health = settings.Run.Health with { Limit = healthLimit ?? TimeSpan.FromSeconds(5) } },
    });

    static async Task ChangeSettings(RunningBotOps botops, SmallProject project)
    {
        await using var db = botops.Open();
        await project.Apply(db, settings => settings with { Run = settings.Run with { Environment = new Dictionary<string, string> { ["TUNED"] = "yes" } } });
    }
}
