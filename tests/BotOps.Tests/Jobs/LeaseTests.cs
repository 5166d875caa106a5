using BotOps.Core.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BotOps.Tests.Jobs;

public class LeaseTests
{
    readonly FakeTimeProvider clock = new();

    [Fact]
    public async Task It_is_given_back_after_the_renewal_that_is_under_way_and_renewed_no_more()
    {
        var (renewals, answered) = (0, new TaskCompletionSource<bool>());
        await using var lease = new Lease(TimeSpan.FromSeconds(3), _ =>
        {
            renewals++;
            return answered.Task; // a database that does not hear of the cancellation any more
        }, clock, NullLogger.Instance, default);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, renewals);

        var given = false;
        var back = lease.GiveBack(() =>
        {
            given = true;
            return Task.CompletedTask;
        });
        Assert.Equal((false, false), (back.IsCompleted, given));
        answered.SetResult(true);
        await back.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(given);

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((1, false), (renewals, lease.Lost.IsCancellationRequested));
    }

    [Fact]
    public async Task Lost_it_cancels_the_work()
    {
        await using var lease = new Lease(TimeSpan.FromSeconds(3), _ => Task.FromResult(false), clock, NullLogger.Instance, default);
        Assert.False(lease.Lost.IsCancellationRequested);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(lease.Lost.IsCancellationRequested);
    }
}
