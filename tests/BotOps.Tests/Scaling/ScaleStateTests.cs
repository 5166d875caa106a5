using BotOps.Core;
using BotOps.Core.Scaling;
using static BotOps.Core.Scaling.ScaleState;

namespace BotOps.Tests.Scaling;

public class ScaleStateTests
{
    static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_host_comes_in_step_by_step_and_no_step_is_passed_over()
    {
        var host = ScaleHost.New(1, "order-101", Noon);
        List<ScaleStep> walked = [];
        while (host.ToDo is { } step)
        {
            foreach (var other in Enum.GetValues<ScaleStep>().Where(s => s != step)) Assert.Throws<InvalidOperationException>(() => host.Reach(other, Noon));
            host.Reach(step, Noon);
            walked.Add(step);
        }
        Assert.Equal("Created Running Reached Initialised Assigned Deployed Monitored InDns InService", string.Join(' ', walked));
        Assert.True(host.Ended);
    }

    [Fact]
    public void A_failed_host_goes_on_at_the_step_that_failed_or_walks_back()
    {
        var host = ScaleHost.New(1, "order-101", Noon);
        host.Reach(ScaleStep.Created, Noon);
        Assert.Throws<InvalidOperationException>(() => host.Fail(ScaleStep.Deployed, "no", Noon));
        host.Fail(ScaleStep.Running, "no address", Noon);
        Assert.Equal((true, ScaleStep.Running, null), (host.Ended, host.FailedStep, host.ToDo));
        host.Retry(Noon);
        Assert.Equal(ScaleStep.Running, host.ToDo);

        host.Fail(ScaleStep.Running, "no address", Noon);
        host.GiveBack(Noon);
        List<ScaleStep> walked = [];
        for (; host.ToDo is { } step; walked.Add(step)) host.Reach(step, Noon);
        Assert.Equal("Drained OutOfDns OutOfMonitoring Unassigned GivenBack", string.Join(' ', walked));
        Assert.Throws<InvalidOperationException>(() => host.GiveBack(Noon));
    }

    [Theory]
    [InlineData(AwaitingApproval, "Queued Rejected Expired Cancelled")]
    [InlineData(Queued, "Cancelled Scaling")]
    [InlineData(ScaleState.Scaling, "Queued AwaitingDecision Succeeded Fewer Failed")]
    [InlineData(AwaitingDecision, "Queued Fewer")]
    [InlineData(Succeeded, "")]
    [InlineData(Cancelled, "")]
    public void An_order_moves_by_its_table_alone(ScaleState from, string to)
    {
        var legal = to.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ScaleState>).ToHashSet();
        foreach (var next in Moves.Keys)
        {
            var order = At(from);
            if (legal.Contains(next)) Moves[next](order);
            else Assert.Throws<UserError>(() => Moves[next](order));
            Assert.Equal(legal.Contains(next) ? next : from, order.State);
        }
    }

    static readonly Dictionary<ScaleState, Action<ScaleOrder>> Moves = new()
    {
        [Queued] = o => o.Queue(Guid.Empty, Noon), [ScaleState.Scaling] = o => o.Start(Noon), [AwaitingDecision] = o => o.Ask("x", Noon), [Succeeded] = o => o.Succeed(Noon),
        [Fewer] = o => o.AcceptFewer(null, "x", Noon), [Failed] = o => o.Fail("x", Noon), [Rejected] = o => o.Reject(Guid.Empty, "x", Noon), [Expired] = o => o.Expire("x", Noon), [Cancelled] = o => o.Cancel(null, "x", Noon),
    };

    static ScaleOrder At(ScaleState state)
    {
        var order = new ScaleOrder { Plan = new ScalePlan { Settings = new ScaleSettings(), Names = [] } };
        ScaleState[] way = state switch
        {
            AwaitingApproval => [],
            Queued => [Queued],
            Cancelled => [Cancelled],
            ScaleState.Scaling => [Queued, ScaleState.Scaling],
            _ => [Queued, ScaleState.Scaling, state],
        };
        foreach (var next in way) Moves[next](order);
        return order;
    }
}
