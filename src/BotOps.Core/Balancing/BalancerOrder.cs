namespace BotOps.Core.Balancing;

/// <summary>
/// What is in front of an environment is to be written outside of a rollout: a person took a host out or in, a release has ended and left one
/// on its way, or the catalog took one away. The row is there until that has come to its end, whoever dies meanwhile.
/// </summary>
public sealed class BalancerOrder
{
    public long Id { get; private init; }
    public int EnvironmentId { get; init; }

    /// <summary>Which host left or returned; null: none, and only a failure is told.</summary>
    public string? Host { get; init; }

    /// <summary>Where a project without channels hears of it; null: nowhere.</summary>
    public string? TypedIn { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Who works on it, until when; over: another worker may take it up. Database time.</summary>
    public string? Worker { get; init; }
    public DateTimeOffset? LeaseUntil { get; init; }
}
