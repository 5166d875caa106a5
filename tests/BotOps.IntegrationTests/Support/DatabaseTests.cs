using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Support;

public class DatabaseTests
{
    [SkippableFact]
    public async Task The_migrations_match_the_model()
    {
        await using var db = Database.Open(await Database.Create());

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Empty(await db.Releases.ToListAsync());
    }
}
