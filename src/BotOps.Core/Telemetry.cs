using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace BotOps.Core;

/// <summary>Traces and metrics under the name <c>BotOps</c>; OpenTelemetry exports them where a collector is named.</summary>
public static class Telemetry
{
    public const string Name = "BotOps";

    public static readonly ActivitySource Source = new(Name);
    static readonly Meter Meter = new(Name);

    /// <summary>Seconds from the start of a build to its end, by outcome.</summary>
    public static readonly Histogram<double> BuildSeconds = Meter.CreateHistogram<double>("botops.build.duration", "s");

    /// <summary>Seconds that a host took for a step, by step and whether it succeeded.</summary>
    public static readonly Histogram<double> HostStepSeconds = Meter.CreateHistogram<double>("botops.host.step.duration", "s");

    /// <summary>Messages sent, by platform.</summary>
    public static readonly Counter<long> MessagesSent = Meter.CreateCounter<long>("botops.messages.sent");

    /// <summary>Events handled, by platform.</summary>
    public static readonly Counter<long> EventsHandled = Meter.CreateCounter<long>("botops.events.handled");
}
