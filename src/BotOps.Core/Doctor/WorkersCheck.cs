using Hangfire;

namespace BotOps.Core.Doctor;

/// <summary>Whether a worker is alive, by the heartbeat that Hangfire's servers leave in the database.</summary>
sealed class WorkersCheck(TimeProvider clock, JobStorage? storage = null) : IDoctorCheck
{
    /// <summary>Hangfire beats every 30 s (<see cref="BackgroundJobServerOptions.HeartbeatInterval"/>).</summary>
    static readonly TimeSpan Alive = TimeSpan.FromSeconds(90);

    public string Name => "workers";

    public Task<CheckResult> Run(CancellationToken stopping)
    {
        if (storage is null) return Task.FromResult(CheckResult.Skip(Texts.Doctor.NoJobStorage));

        var now = clock.GetUtcNow().UtcDateTime;
        var alive = storage.GetMonitoringApi().Servers().Where(s => now - (s.Heartbeat ?? s.StartedAt) < Alive).ToList();
        var queues = alive.SelectMany(s => s.Queues).ToHashSet();
        string[] missing = [.. new[] { "build", "rollout" }.Where(q => !queues.Contains(q))];
        return Task.FromResult(missing.Length > 0
            ? CheckResult.Fail(Texts.Doctor.NoWorker(missing))
            : CheckResult.Ok(string.Join(", ", alive.Select(s => s.Name.Split(':')[0]).Distinct())));
    }
}
