using Hangfire;
using Hangfire.Storage.Monitoring;

namespace BotOps.Core.Jobs;

/// <summary>Which workers are alive, by the heartbeat that Hangfire's servers leave in the database.</summary>
public sealed class Workers(JobStorage storage, TimeProvider clock)
{
    /// <summary>Hangfire beats every 30 s (<see cref="BackgroundJobServerOptions.HeartbeatInterval"/>).</summary>
    static readonly TimeSpan Late = TimeSpan.FromSeconds(90);

    /// <summary>Queues that nobody works on.</summary>
    public IReadOnlyList<string> Missing()
    {
        var queues = Alive().SelectMany(s => s.Queues).ToHashSet();
        return [.. new[] { "build", "rollout" }.Where(q => !queues.Contains(q))];
    }

    /// <summary>Names of the machines on which workers are alive.</summary>
    public IReadOnlyList<string> Machines() => [.. Alive().Select(s => s.Name.Split(':')[0]).Distinct()];

    List<ServerDto> Alive()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return [.. storage.GetMonitoringApi().Servers().Where(s => now - (s.Heartbeat ?? s.StartedAt) < Late)];
    }
}
