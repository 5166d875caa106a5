using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Survival;

[Collection(SurvivalCollection.Name)]
public class WholeStoryTests(SharedBotOps shared)
{
    [SkippableFact]
    public async Task The_sample_is_shipped_although_one_of_two_workers_is_killed_in_mid_rollout()
    {
        var botops = await shared.Start();
        await using var one = await botops.StartWorker();
        await using var two = await botops.StartWorker();
        using var developer = await botops.Person("developer");
        using var lead = await botops.Person("lead-1");

        var release = await developer.Deploy("/deploy order-svc master --serial");
        Assert.Null(await lead.Answer(await lead.Press(release, "approve")));
        await botops.Becomes(release, ReleaseState.RollingOut); // dotnet publish takes its time
        await botops.HostIs(release, "order-01", HostRunState.Succeeded);
        var killed = await botops.WorkerOf(release) == one.Id ? one : two;
        await killed.End(BotOpsProcess.Kill);

        await botops.Becomes(release, ReleaseState.Succeeded);
        Assert.Equal(Enumerable.Repeat(await Version(botops), 4), await Answers(botops));
        await botops.ToldOnce(release);
        await Eventually.True(() => botops.Read(async db => !await db.Children.AnyAsync(c => c.Owner == killed.Id)), "what the killed worker started is reaped", BotOpsProcess.Limit);
        Assert.Empty(Running.Of(botops.Folder, "botops-host"));
        Assert.Contains("\"state\":\"Succeeded\"", await developer.Get($"/api/v1/releases/{release}"), StringComparison.Ordinal);
    }

    /// <summary>What the repository says at master.</summary>
    static Task<string> Version(RunningBotOps botops) =>
        Task.FromResult(Sources.Programs.Run("git", Path.Combine(botops.Folder, "repos", "order-svc.git"), "show", "master:VERSION"));

    static async Task<IReadOnlyList<string>> Answers(RunningBotOps botops)
    {
        var port = File.ReadAllText(Path.Combine(botops.Folder, "port"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return await Task.WhenAll(Enumerable.Range(11, 4).Select(async n =>
            (await http.GetStringAsync(new Uri($"http://127.0.0.{n}:{port}/"))).Split(' ', '+', '\n').FirstOrDefault(word => word.Contains('.', StringComparison.Ordinal)) ?? ""));
    }
}
