using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Doctor;

/// <summary>Messages that a platform refused for good: their threads went on without them.</summary>
sealed class MessagesCheck(IDbContextFactory<BotOpsDb> databases) : IDoctorCheck
{
    const int MostShown = 3;

    public string Name => "messages";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var parked = await db.Outbox.AsNoTracking().Where(m => m.Parked != null).OrderByDescending(m => m.Id).ToListAsync(stopping);
        return parked.Count == 0
            ? CheckResult.Ok(Texts.Doctor.NoneParked)
            : CheckResult.Fail(Texts.Doctor.MessagesParked([.. parked.Select(m => $"{m.Key} ({m.Parked})")], MostShown));
    }
}
