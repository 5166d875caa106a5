namespace BotOps.Core.Projects;

/// <summary>How a dubbo provider is asked to leave its registry and to return, by the telnet of its QoS.</summary>
public sealed record DubboSettings
{
    /// <summary>QoS' port; dubbo's own default is the same.</summary>
    public int Qos { get; init; } = 22222;

    /// <summary>Where it listens, as seen on the host; <c>{address}</c> is replaced. QoS refuses callers of elsewhere unless it is told not to.</summary>
    public string QosAddress { get; init; } = "127.0.0.1";

    /// <summary>Services that have to be registered before the host serves: interface, group/interface, interface:version. Empty: all that it provides.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>How long consumers may take to close their connections before it is stopped all the same.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(10);
}
