using BotOps.Core.Releases;

namespace BotOps.Core.Balancing;

/// <summary>A host behind a balancer, as the rows know it.</summary>
/// <param name="Port">Of the service with the settings that it runs with.</param>
public sealed record BalancedHost(string Name, string Address, int Port)
{
    /// <summary>BotOps has put a version there.</summary>
    public bool Deployed { get; init; }

    /// <summary>A release left it out, or a person took it out.</summary>
    public bool LeftOut { get; init; }

    /// <summary>Where the release that has the claim is with it; null: the release has no run of it, or there is none.</summary>
    public HostRunState? Run { get; init; }

    /// <summary>Also back: a release that is a rollback as a whole.</summary>
    public Direction Direction { get; init; }

    /// <summary>From Draining until it was found healthy.</summary>
    public bool Leaves => Run is HostRunState.Draining or HostRunState.Activating or HostRunState.Verifying;

    /// <summary>One that failed before serves again when it has been verified: its run is at Restoring.</summary>
    public bool Serves => Deployed && (Run == HostRunState.Restoring || (!LeftOut && !Leaves));
}
