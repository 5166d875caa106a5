using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using Hangfire;

namespace BotOps.Core.Balancing;

/// <summary>Has an environment's balancer written after the transaction that changed what it should say.</summary>
public sealed class OrderBalance(BotOpsDb db, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <param name="host">Which host left or returned; null: none, and only a failure is told.</param>
    /// <param name="typedIn">Where a project without channels hears of it; null: nowhere.</param>
    public void Handle(int environment, string? host = null, Place? typedIn = null)
    {
        var order = new BalancerOrder { EnvironmentId = environment, Host = host, TypedIn = typedIn?.ToString(), At = clock.GetUtcNow() };
        db.BalancerOrders.Add(order);
        db.AfterCommit(() => jobs.Enqueue<BalanceJob>(job => job.Run(order.Id, CancellationToken.None)));
    }
}
