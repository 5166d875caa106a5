using BotOps.Core.Persistence;
using BotOps.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotOps.IntegrationTests.Support;

/// <summary>For what reads variables and files, and no stored secret.</summary>
sealed class NoDatabase : IDbContextFactory<BotOpsDb>
{
    public static SecretReferences References { get; } =
        new(new NoDatabase(), new SecretKeys(new SecretKeyOptions("/nowhere", [])), NullLogger<SecretReferences>.Instance);

    public BotOpsDb CreateDbContext() => throw new NotSupportedException("There is no database.");
}
