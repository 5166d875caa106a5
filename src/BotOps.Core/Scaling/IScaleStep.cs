using BotOps.Core.Hosts;

namespace BotOps.Core.Scaling;

/// <summary>
/// What else is to be told of a host on its way in (<see cref="ScaleStep.Monitored"/>, <see cref="ScaleStep.InDns"/>) or out (<see cref="ScaleStep.OutOfDns"/>,
/// <see cref="ScaleStep.OutOfMonitoring"/>): names and monitoring. Where nothing is configured for a step it is passed.
/// </summary>
public interface IScaleStep
{
    ScaleStep Step { get; }

    /// <summary>May be repeated after an unclear outcome. What it throws fails the step of this host, with the message as the reason.</summary>
    Task Do(string project, string environment, Host host, CancellationToken stopping);
}
