using BotOps.Core.Jobs;
using Hangfire;

namespace BotOps.Core.Doctor;

/// <summary>Whether a worker is alive, by the heartbeat that Hangfire's servers leave in the database.</summary>
sealed class WorkersCheck(TimeProvider clock, JobStorage? storage = null) : IDoctorCheck
{
    public string Name => "workers";

    public Task<CheckResult> Run(CancellationToken stopping)
    {
        if (storage is null) return Task.FromResult(CheckResult.Skip(Texts.Doctor.NoJobStorage));

        var workers = new Workers(storage, clock);
        var missing = workers.Missing();
        return Task.FromResult(missing.Count > 0
            ? CheckResult.Fail(Texts.Doctor.NoWorker(missing))
            : CheckResult.Ok(string.Join(", ", workers.Machines())));
    }
}
