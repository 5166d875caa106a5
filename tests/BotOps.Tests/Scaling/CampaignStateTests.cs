using BotOps.Core;
using BotOps.Core.Campaigns;
using BotOps.Core.Scaling;

namespace BotOps.Tests.Scaling;

public class CampaignStateTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_begins_approved_only_and_never_twice_and_an_approval_counts_for_what_was_asked_then()
    {
        var order = Order();
        Assert.Throws<UserError>(() => order.Begin(Noon));
        order.Approve(Guid.NewGuid(), Noon);
        Assert.Equal((1, Noon), (order.Round, order.ApprovedAt));
        order.AskAgain("dearer", order.Plan, Noon.AddHours(2), Noon.AddHours(1));
        Assert.Equal((2, 0, CampaignState.AwaitingApproval), (order.Round, order.Approvals.Count, order.State));
        order.Approve(Guid.NewGuid(), Noon);
        order.Begin(Noon);
        foreach (var move in new Action[] { () => order.Begin(Noon), () => order.Cancel(null, null, Noon), () => order.Expire("late", Noon), () => order.Reject(Guid.NewGuid(), "no", Noon) }) Assert.Throws<UserError>(move);
    }

    [Theory]
    [InlineData(-60, 61, true)]
    [InlineData(-60, 59, false)] // late, and still in time
    [InlineData(61, 62, false)] // whoever approved it after that knew
    public void It_is_overdue_where_nobody_has_said_so(int approved, int now, bool overdue)
    {
        var order = Order();
        order.Approve(null, Noon.AddMinutes(approved));
        Assert.Equal(overdue, order.Overdue(Noon.AddMinutes(now)));
    }

    [Theory]
    [InlineData(-25 * 60, null, false)]
    [InlineData(-23 * 60, null, true)]
    [InlineData(-23 * 60, "no stock", false)] // asked a moment ago
    [InlineData(-21 * 60, "no stock", true)]
    [InlineData(0, null, true)]
    public void The_clouds_are_asked_the_day_before_and_every_hour_while_something_is_in_the_way(int minutes, string? problem, bool due)
    {
        var order = Order();
        order.Approve(null, Noon.AddDays(-3));
        if (problem is not null) (order.CheckedAt, order.CheckProblem) = (Noon.AddHours(-23.5), problem);
        Assert.Equal(due, WatchCampaigns.IsDue(order, Noon.AddMinutes(minutes)));
    }

    static CampaignOrder Order() => new()
    {
        Name = "double11", Direction = ScaleDirection.Out, BeginsAt = Noon, Plan = new CampaignPlan { Settings = new CampaignSettings { ReadyBy = Noon.AddHours(1), Until = Noon.AddDays(1) }, Parts = [] },
    };
}
