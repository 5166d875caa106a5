namespace BotOps.Core.Scaling;

/// <summary>How long new machines may take. Short in tests, never asserted on.</summary>
public sealed record ScaleOptions
{
    /// <summary>How often the provider is asked how far its machines are; all of an order share one call.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From the order to the instance being shown, and from there to its running.</summary>
    public TimeSpan Boot { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>From running to being reached by its transport.</summary>
    public TimeSpan Reach { get; init; } = TimeSpan.FromMinutes(10);
}
