using System.Collections.Concurrent;
using BotOps.Adapters.Chat.Slack;
using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Survival;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotOps.IntegrationTests.Slack;

/// <summary>What Slack takes in a minute (docs.slack.dev/apis/web-api/rate-limits), with much to tell and after it was away; on a clock that runs fast.</summary>
public class SlackRateTests
{
    static readonly Place Channel = new("slack", "T1", "C1");
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [SkippableFact]
    public async Task Two_builds_and_500_hosts_stay_within_the_budget_and_no_card_or_failure_is_late()
    {
        await using var slack = await Receiver.Start(speed: 6);
        var clock = slack.Clock;
        foreach (var (key, urgency) in new[] { ("card", Urgency.Card), ("build-1", Urgency.Log), ("build-2", Urgency.Log), ("results", Urgency.Thread) })
            await slack.Say(key, $"{key} 0", urgency, key == "card" ? null : "card");

        var said = new ConcurrentDictionary<string, DateTimeOffset>();
        var (ends, hosts) = (clock.GetUtcNow() + 2 * Minute, 0);
        for (var second = 1; clock.GetUtcNow() < ends; second++)
        {
            hosts = Math.Min(500, hosts + 4);
            foreach (var build in new[] { "build-1", "build-2" }) await slack.Edit(build, $"{build} {second}");
            await slack.Edit("results", $"results {hosts}");
            if (second % 5 == 0) await Noted("card", $"card {second}", slack.Edit);
            if (second % 15 == 0) await Noted($"failure-{second}", $"failure {second}", (key, text) => slack.Say(key, text, Urgency.Failure, "card"));
            await Task.Delay(TimeSpan.FromSeconds(1), clock);
        }
        await Eventually.True(async () => await slack.Unsent() == 0, "all of it is told", BotOpsProcess.Limit);

        foreach (var (method, most) in new[] { ("chat.update", 50), ("chat.postMessage", 60) })
        {
            var times = slack.Taken.Where(c => c.Method == method).Select(c => c.At).Order().ToList();
            Assert.All(times, from => Assert.InRange(times.Count(at => at >= from && at < from + Minute), 1, most));
        }
        foreach (var (text, at) in said)
        {
            var late = slack.Taken.Where(c => Tells(c.Text, text)).Min(c => c.At) - at;
            Assert.True(late < TimeSpan.FromSeconds(8), $"“{text}” came {late.TotalSeconds:0.0} s late");
        }
        Assert.True(slack.Taken.Count(c => c.Text.StartsWith("build-", StringComparison.Ordinal)) >= 12, "the logs are slower, and still live");
        Assert.Equal($"results {hosts}", slack.Taken.Last(c => c.Text.StartsWith("results", StringComparison.Ordinal)).Text);

        Task Noted(string key, string text, Func<string, string, Task> tell)
        {
            said[text] = clock.GetUtcNow();
            return tell(key, text);
        }

        // an edit that was overtaken by a newer one was told with it
        static bool Tells(string sent, string text) => sent == text
            || text.StartsWith("card ", StringComparison.Ordinal) && sent.StartsWith("card ", StringComparison.Ordinal) && int.Parse(sent[5..]) >= int.Parse(text[5..]);
    }

    [SkippableFact]
    public async Task After_an_hour_without_Slack_each_message_comes_once_as_it_is_now_and_only_open_questions_have_buttons()
    {
        await using var slack = await Receiver.Start(speed: 600);
        await slack.Say("card", "card 0", Urgency.Card, null);
        await Eventually.True(async () => await slack.Unsent() == 0, "the card is there");
        slack.Away = true;
        await slack.Ask("asked-and-answered", "Retry?");
        for (var minute = 1; minute <= 60; minute++)
        {
            await slack.Edit("card", $"card {minute}");
            if (minute == 30) await slack.Replace("asked-and-answered", new Line(Tone.Ok, "succeeded", ["Lead chose Retry"], slack.Clock.GetUtcNow()));
            if (minute == 50) await slack.Ask("open", "Leave it out?");
            await Task.Delay(Minute, slack.Clock);
        }
        Assert.Equal(["card 0"], slack.Taken.Select(c => c.Text));

        slack.Away = false;
        await Eventually.True(async () => await slack.Unsent() == 0, "all of it is told");
        Assert.Equal(["Lead chose Retry", "Leave it out?", "card 0", "card 60"], slack.Taken.Select(c => c.Text).Order(StringComparer.Ordinal).Select(t => t.Split('\n')[0]));
        Assert.DoesNotContain("\"button\"", slack.Taken.Single(c => c.Text == "Lead chose Retry").Blocks, StringComparison.Ordinal);
        Assert.Contains("\"button\"", slack.Taken.Single(c => c.Text.StartsWith("Leave", StringComparison.Ordinal)).Blocks, StringComparison.Ordinal);
    }

    sealed record Taken(string Method, string Text, string Blocks, DateTimeOffset At);

    /// <summary>A dispatcher that sends to an HTTP server which takes down what it takes, and when.</summary>
    sealed class Receiver(FastClock clock, string database, WebApplication front, IHost sender, ConcurrentQueue<Taken> taken, StrongSwitch away) : IAsyncDisposable
    {
        public FastClock Clock => clock;
        public IReadOnlyCollection<Taken> Taken => taken;
        public bool Away { set => away.On = value; }

        public static async Task<Receiver> Start(int speed)
        {
            var (clock, database, taken, away, number) = (new FastClock(speed), await Support.Database.Create(), new ConcurrentQueue<Taken>(), new StrongSwitch(), 1000);
            var web = WebApplication.CreateSlimBuilder();
            web.Logging.ClearProviders();
            web.WebHost.UseUrls("http://127.0.0.1:0");
            var front = web.Build();
            front.Map("/api/{method}", async (HttpContext http, string method) =>
            {
                var form = await http.Request.ReadFormAsync();
                if (away.On) return (IResult)TypedResults.StatusCode(503);

                if (method.StartsWith("chat.", StringComparison.Ordinal)) taken.Enqueue(new Taken(method, form["text"].ToString(), form["blocks"].ToString(), clock.GetUtcNow()));
                return method.StartsWith("conversations.", StringComparison.Ordinal)
                    ? TypedResults.Json(new { ok = true, messages = Array.Empty<object>() })
                    : TypedResults.Json(new { ok = true, channel = "C1", ts = form.TryGetValue("ts", out var ts) ? $"{ts}" : $"{Interlocked.Increment(ref number)}.000100" });
            });
            await front.StartAsync();

            Environment.SetEnvironmentVariable("BOTOPS_TEST_SLACK_TOKEN", "xoxb-test");
            var builder = Host.CreateApplicationBuilder();
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddBotOpsCore(database, new WorkerOptions { DataFolder = Path.GetTempPath(), Lease = TimeSpan.FromSeconds(2) }).AddBotOpsDispatcher();
            builder.Services.AddSlack(new SlackOptions
            {
                Team = "T1", Mode = SlackMode.Socket, BotToken = "env:BOTOPS_TEST_SLACK_TOKEN", Api = new Uri(new Uri(front.Urls.First()), "/api/"), Limit = TimeSpan.FromHours(1),
            }, receives: false);
            var sender = builder.Build();
            await sender.StartAsync();
            return new Receiver(clock, database, front, sender, taken, away);
        }

        public Task Say(string key, string text, Urgency urgency, string? thread) => Write(outbox => outbox.Say(key, Channel, Told(text), urgency, thread));
        public Task Edit(string key, string text) => Replace(key, Told(text));

        public Task Ask(string key, string text) => Write(outbox =>
            outbox.Say(key, Channel, new Reply(text, Buttons: [new Button("answer", "Retry this host", "1/1/retry")]), Urgency.Failure));

        public async Task Replace(string key, Content content)
        {
            await using var db = Support.Database.Open(database);
            await db.Outbox.Where(m => m.Key == key).ExecuteUpdateAsync(set => set.SetProperty(m => m.Content, content).SetProperty(m => m.Wanted, m => m.Wanted + 1));
        }

        public async Task<int> Unsent()
        {
            await using var db = Support.Database.Open(database);
            return await db.Outbox.CountAsync(m => m.Sent < m.Wanted);
        }

        async Task Write(Func<Outbox, Task> work)
        {
            await using var db = Support.Database.Open(database);
            await work(new Outbox(db, clock));
        }

        Line Told(string text) => new(Tone.Run, "rolling", [text], clock.GetUtcNow());

        public async ValueTask DisposeAsync()
        {
            await sender.StopAsync();
            sender.Dispose();
            await front.DisposeAsync();
        }
    }

    sealed class StrongSwitch
    {
        public volatile bool On;
    }
}
