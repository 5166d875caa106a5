namespace BotOps.Core.Scaling;

/// <summary>How hosts are given back: <c>scaling.back</c> of an environment.</summary>
public sealed record BackSettings
{
    public static readonly TimeSpan LongestAnnounce = TimeSpan.FromDays(7);

    /// <summary>How long before their end the way back is announced; half of their stay where that is less.</summary>
    public TimeSpan Announce { get; init; } = TimeSpan.FromHours(2);
}
