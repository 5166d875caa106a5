using System.Text;
using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Secrets;

/// <summary>Keeps a value under a name, encrypted; a name that there is gets its next version.</summary>
public sealed class SetSecret(BotOpsDb db, SecretKeys keys, Roles roles, Audit audit, TimeProvider clock)
{
    /// <summary>As UTF-8.</summary>
    public const int LongestBytes = 64 * 1024;

    /// <param name="by">Who asked for it; null: whoever may run BotOps' executable on its machine.</param>
    /// <returns>The row as it is now.</returns>
    /// <exception cref="UserError">The name or the value cannot be kept, or the person is no admin; nothing is repeated of the value.</exception>
    public Task<StoredSecret> Handle(string name, string value, Guid? by, CancellationToken stopping)
    {
        if (!SecretName.Is(name)) throw new UserError(Texts.StoredSecrets.NotAName(name), name);
        if (Problem(value) is { } problem) throw new UserError(problem);

        return db.InTransaction(async () =>
        {
            if (by is { } person) await roles.Require(person, Role.Admin, Roles.All, Roles.All, stopping);
            await db.LockCatalog(stopping);
            var key = keys.Newest();
            var secret = await db.Secrets.SingleOrDefaultAsync(s => s.Name == name, stopping);
            var before = secret?.Version;
            var version = (before ?? 0) + 1;
            var encrypted = SecretCipher.Encrypt(key, name, version, value);
            if (secret is null) db.Secrets.Add(secret = new StoredSecret { Name = name, Encrypted = encrypted, KeyId = key.Id });
            (secret.Encrypted, secret.KeyId, secret.Version, secret.SetAt, secret.SetBy) = (encrypted, key.Id, version, clock.GetUtcNow(), by);
            audit.Note(by, "set-secret", $"secret/{name}", before is null ? null : $"version {before}", $"version {version}");
            return secret;
        }, stopping);
    }

    static string? Problem(string value) => value switch
    {
        "" => Texts.StoredSecrets.NothingRead,
        _ when Encoding.UTF8.GetByteCount(value) > LongestBytes => Texts.StoredSecrets.TooLong(LongestBytes),
        _ when value.Contains('\0') => Texts.StoredSecrets.NotText,
        _ when value.Trim().Length < SecretMask.Shortest => Texts.StoredSecrets.TooShort(SecretMask.Shortest),
        _ => null,
    };
}
