using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Survival;

/// <summary>A build ahead of time and hosts out and in, by people at their browsers, with real builds and real hosts.</summary>
[Collection(SurvivalCollection.Name)]
public class AheadTests(SharedBotOps shared)
{
    [SkippableFact]
    public async Task A_build_ahead_outlives_its_worker_is_told_in_one_message_and_deployed_as_it_is()
    {
        var botops = await shared.Start();
        using var person = await botops.Person("developer");
        var project = await SmallProject.Add(botops, "ahead");
        await using var killed = await botops.StartWorker();
        project.Hold("build");

        var first = await Build("/build ahead master");
        await project.Reached("build");
        await Says(first, "building 1");
        Assert.Contains("is being cancelled", (await person.Answer(await person.Say($"/botops cancel build:{first} --reason \"too early\"")))!.Text);
        await Says(first, $"ahead: build:{first} was cancelled by Developer: “too early”");

        project.Commit("2");
        var second = await Build("/build ahead master");
        await Eventually.True(() => project.Passers("build").Count == 2, "the second build waits", BotOpsProcess.Limit);
        await killed.End(BotOpsProcess.Kill);
        await using var next = await botops.StartWorker();
        await Eventually.True(() => project.Passers("build").Count == 3, "the build is begun afresh", BotOpsProcess.Limit);
        project.Open("build");
        await Says(second, $"ahead: Built build:{second} in ");
        Assert.Contains("\nbuilding 2\n", await person.Get($"/builds/{second}/log"), StringComparison.Ordinal);

        project.Commit("3");
        var release = await person.Deploy($"/deploy ahead build:{second}");
        await botops.Becomes(release, ReleaseState.Succeeded);
        Assert.Equal(["2"], await project.Answers());
        Assert.Equal(BuildState.Cancelled, await botops.Read(db => db.Builds.Where(b => b.Id == first).Select(b => b.State).SingleAsync()));

        async Task<long> Build(string line)
        {
            Assert.Null(await person.Answer(await person.Say(line)));
            return await botops.Read(db => db.Builds.MaxAsync(b => b.Id));
        }

        Task Says(long build, string text) => Eventually.True(async () =>
        {
            var messages = await botops.Rows($"select content ->> 'is', content::text from webchat.messages where key like 'build/{build}@%'");
            return messages is [var only] && Decoded(only[1]).Contains(text, StringComparison.Ordinal);
        }, $"the message of build:{build} says “{text}”", BotOpsProcess.Limit);
    }

    [SkippableFact]
    public async Task A_host_that_is_out_keeps_its_version_until_it_is_deployed_to_and_comes_in_when_it_is_healthy()
    {
        var botops = await shared.Start();
        using var developer = await botops.Person("developer");
        using var ops = await botops.Person("ops");
        var project = await SmallProject.Add(botops, "inout", hosts: 3);
        await using var worker = await botops.StartWorker();
        await botops.Becomes(await developer.Deploy("/deploy inout"), ReleaseState.Succeeded);

        Assert.Equal("inout-2 is out. 2 of 3 hosts are up, 2 have to be.", (await ops.Answer(await ops.Say("/botops host inout-2 out --reason \"new disk\"")))!.Text);
        project.Commit("2");
        var second = await developer.Deploy("/deploy inout --min-up 1");
        await botops.Becomes(second, ReleaseState.Succeeded);
        Assert.Equal(["2", "1", "2"], await project.Answers());

        var refused = (await ops.Answer(await ops.Say("/botops host inout-2 in")))!;
        Assert.Contains("Deploy to it first", refused.Text, StringComparison.Ordinal);
        Assert.Equal($"/deploy inout build:{(await botops.Release(second)).BuildId} to production --hosts inout-2", refused.TryInstead);
        await botops.Becomes(await ops.Deploy(refused.TryInstead!), ReleaseState.Succeeded);
        Assert.Equal(["2", "2", "2"], await project.Answers());

        await ops.Answer(await ops.Say("/botops host inout-1 out --reason \"look at its memory\""));
        Assert.Equal("inout-1 is in again. 3 of 3 hosts are up.", (await ops.Answer(await ops.Say("/botops host inout-1 in")))!.Text);
    }

    static string Decoded(string json) => System.Text.RegularExpressions.Regex.Unescape(json);
}
