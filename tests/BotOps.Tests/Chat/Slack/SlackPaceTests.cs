using BotOps.Adapters.Chat.Slack.Api;
using BotOps.Core.Chat;
using Microsoft.Extensions.Time.Testing;

namespace BotOps.Tests.Chat.Slack;

public class SlackPaceTests
{
    readonly FakeTimeProvider clock = new();

    [Theory]
    [InlineData("chat.update", 50)]
    [InlineData("chat.postMessage", 60)]
    [InlineData("chat.postEphemeral", 100)]
    public void In_no_minute_are_there_more_calls_than_Slack_takes(string method, int most)
    {
        var pace = new SlackPace(clock);
        List<DateTimeOffset> made = [];
        for (var tick = 0; tick < 3000; tick++)
        {
            if (pace.Take(method, "C1", Urgency.Failure) == TimeSpan.Zero) made.Add(clock.GetUtcNow());
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.True(made.Max(at => made.Count(m => m >= at && m < at.AddMinutes(1))) <= most);
        Assert.True(made.Count >= most * 4, $"only {made.Count} calls in five minutes"); // and what it takes is used
    }

    [Fact]
    public void A_log_that_floods_leaves_room_for_a_failure()
    {
        var pace = new SlackPace(clock);
        while (pace.Take("chat.update", "C1", Urgency.Log) == TimeSpan.Zero) { }

        for (var urgent = 0; urgent < 5; urgent++) Assert.Equal(TimeSpan.Zero, pace.Take("chat.update", "C1", Urgency.Card));
        Assert.NotEqual(TimeSpan.Zero, pace.Take("chat.update", "C1", Urgency.Thread));
    }

    [Fact]
    public void After_the_time_it_names_a_call_may_be_made()
    {
        var pace = new SlackPace(clock);
        var wait = TimeSpan.Zero;
        while (wait == TimeSpan.Zero) wait = pace.Take("chat.postMessage", "C1", Urgency.Log);
        Assert.Equal(TimeSpan.Zero, pace.Take("chat.postMessage", "C2", Urgency.Log)); // another channel has its own

        clock.Advance(wait + TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.Zero, pace.Take("chat.postMessage", "C1", Urgency.Log));
    }
}
