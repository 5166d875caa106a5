using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Doctor;

/// <summary>A drain that somebody forgot to end holds everything, and looks like a bot that sleeps.</summary>
sealed class DrainCheck(IDbContextFactory<BotOpsDb> databases, TimeProvider clock) : IDoctorCheck
{
    public string Name => "drain";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.Drains.AsNoTracking().SingleOrDefaultAsync(stopping) is { } drain
            ? CheckResult.Fail(Texts.Drains.Line(drain, clock.GetUtcNow() - drain.Since))
            : CheckResult.Ok(Texts.Doctor.NotDrained);
    }
}
