using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Secrets;

/// <summary>
/// Secrets that BotOps itself renews. They lie among the stored ones, encrypted like them, for every process and across restarts;
/// one is renewed by one process at a time, and who comes second finds it done.
/// </summary>
public sealed class RenewedSecrets(IDbContextFactory<BotOpsDb> databases, SecretKeys keys, TimeProvider clock, ILogger<RenewedSecrets> logger)
{
    /// <summary>Null: there is none yet.</summary>
    public Task<string?> Read(string name, CancellationToken stopping) =>
        databases.Database(async db => ValueOf(await Find(db.Secrets.AsNoTracking(), name, stopping)), logger, stopping);

    /// <param name="renew">Is given the value as it is now, null where there is none; returns the next one, or null: it stays.</param>
    /// <returns>The value as it is then.</returns>
    public async Task<string?> Renew(string name, Func<string?, Task<string?>> renew, CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        return await db.InTransaction(async () =>
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"renew {name}"}, 0))", stopping);
            var secret = await Find(db.Secrets, name, stopping);
            var value = ValueOf(secret);
            if (await renew(value) is not { } next) return value;

            await Keep(db, name, secret, next);
            return next;
        }, CancellationToken.None); // what was renewed is not lost because somebody stops waiting
    }

    async Task Keep(BotOpsDb db, string name, StoredSecret? secret, string value)
    {
        await db.LockCatalog(CancellationToken.None); // a rotation of the keys encrypts all of them anew
        var (key, version) = (keys.Newest(), (secret?.Version ?? 0) + 1);
        var encrypted = SecretCipher.Encrypt(key, name, version, value);
        if (secret is null) db.Secrets.Add(secret = new StoredSecret { Name = name, Encrypted = encrypted, KeyId = key.Id });
        (secret.Encrypted, secret.KeyId, secret.Version, secret.SetAt) = (encrypted, key.Id, version, clock.GetUtcNow());
    }

    string? ValueOf(StoredSecret? secret) => secret is null ? null : SecretCipher.Decrypt(keys.Find(secret.KeyId), secret);

    static Task<StoredSecret?> Find(IQueryable<StoredSecret> secrets, string name, CancellationToken stopping) => secrets.SingleOrDefaultAsync(s => s.Name == name, stopping);
}
