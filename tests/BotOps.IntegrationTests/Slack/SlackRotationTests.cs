using System.Text;
using System.Text.Json;
using BotOps.Adapters.Chat.Slack;
using BotOps.Adapters.Chat.Slack.Api;
using BotOps.Core;
using BotOps.Core.Jobs;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotOps.IntegrationTests.Slack;

public sealed class SlackRotationTests : IDisposable
{
    readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    readonly string data = Directory.CreateTempSubdirectory("botops-rotation-").FullName;
    readonly string refresh = Path.GetTempFileName();

    public SlackRotationTests()
    {
        File.WriteAllText(refresh, "xoxe-first\n");
        Environment.SetEnvironmentVariable("BOTOPS_TEST_SLACK_CLIENT_SECRET", "shh-client");
    }

    public void Dispose()
    {
        Directory.Delete(data, recursive: true);
        File.Delete(refresh);
    }

    [SkippableFact]
    public async Task Processes_share_one_pair_across_restarts_and_spend_no_refresh_token_twice()
    {
        await using var slack = await RotatingSlack.Start();
        var database = await Database.Create();
        await using var one = Process(slack, database);
        await using var other = Process(slack, database);

        await Task.WhenAll(Enumerable.Range(0, 6).SelectMany(_ => new[] { Ask(one), Ask(other) }));
        Assert.Equal(["xoxe-first"], slack.Spent);

        clock.Advance(TimeSpan.FromHours(9.5));
        await Ask(one);
        Assert.Single(slack.Spent);
        clock.Advance(TimeSpan.FromHours(0.2)); // four fifths of its life
        await Task.WhenAll(Enumerable.Range(0, 6).SelectMany(_ => new[] { Ask(one), Ask(other) }));
        Assert.Equal(["xoxe-first", "xoxe-1"], slack.Spent);

        await using var restarted = Process(slack, database);
        await Ask(restarted);
        Assert.Equal(2, slack.Spent.Count);
        await using var db = Database.Open(database);
        var kept = await db.Secrets.SingleAsync();
        Assert.Equal("slack.t000000001.token", kept.Name);
        Assert.DoesNotContain("xox", Encoding.UTF8.GetString(kept.Encrypted), StringComparison.Ordinal);
        await using var scope = one.CreateAsyncScope();
        await Assert.ThrowsAsync<UserError>(() => scope.ServiceProvider.GetRequiredService<RemoveSecret>().Handle(kept.Name, null, default)); // it is in use
        await scope.ServiceProvider.GetRequiredService<RotateSecrets>().Handle(null, default);
        await using var afterwards = Process(slack, database);
        await Ask(afterwards);
        Assert.Equal(2, slack.Spent.Count);
    }

    [SkippableFact]
    public async Task An_expired_token_is_renewed_at_once_and_a_good_one_goes_on_while_Slack_renews_none()
    {
        await using var slack = await RotatingSlack.Start();
        var database = await Database.Create();
        await using var one = Process(slack, database);
        await Ask(one);
        clock.Advance(TimeSpan.FromMinutes(2));
        slack.Expire();
        await Ask(one);
        Assert.Equal(["xoxe-first", "xoxe-1"], slack.Spent);

        clock.Advance(TimeSpan.FromHours(10));
        slack.Away = true;
        await Ask(one);
        slack.Away = false;
        await Ask(one); // not yet
        Assert.Equal(2, slack.Spent.Count);
        clock.Advance(TimeSpan.FromMinutes(1));
        await Ask(one);
        Assert.Equal(["xoxe-first", "xoxe-1", "xoxe-2"], slack.Spent);
    }

    [SkippableFact]
    public async Task A_refresh_token_that_is_not_good_is_told_and_another_one_begins_anew()
    {
        await using var slack = await RotatingSlack.Start();
        var database = await Database.Create();
        await using var one = Process(slack, database);
        await Ask(one);
        clock.Advance(TimeSpan.FromMinutes(2));
        slack.Install("xoxe-again");

        var error = await Assert.ThrowsAsync<SlackError>(() => Ask(one));
        Assert.True(error.OfToken); // messages wait, none is parked
        Assert.Contains("RefreshToken", error.Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(refresh, "xoxe-again");
        await Ask(one);
        Assert.Equal(["xoxe-first", "xoxe-1", "xoxe-again"], slack.Spent);
    }

    static Task<JsonElement> Ask(ServiceProvider process) => process.GetRequiredService<SlackApi>().Bot("auth.test", [], default);

    ServiceProvider Process(RotatingSlack slack, string database)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddBotOpsCore(database, new WorkerOptions { DataFolder = data });
        services.AddSlack(new SlackOptions
        {
            Team = SlackTown.Team, Mode = SlackMode.Http, BotToken = "", Api = slack.Api,
            Rotation = new SlackRotationOptions("1.2", "env:BOTOPS_TEST_SLACK_CLIENT_SECRET", $"file:{refresh}"),
        }, receives: false);
        return services.BuildServiceProvider();
    }
}
