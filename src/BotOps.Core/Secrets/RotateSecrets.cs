using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Secrets;

/// <param name="Key">The new key.</param>
/// <param name="Unused">Keys that no row needs any more; their files stay, for copies of the database that were made before.</param>
public sealed record Rotation(SecretKey Key, int Secrets, IReadOnlyList<string> Unused);

/// <summary>Makes a new key and encrypts every secret with it, all of them or none. Until it is done the old keys are read.</summary>
public sealed class RotateSecrets(BotOpsDb db, SecretKeys keys, Roles roles, Audit audit)
{
    /// <param name="by">As for <see cref="SetSecret"/>.</param>
    /// <exception cref="UserError">A secret cannot be decrypted, or there is no other key to go to.</exception>
    public Task<Rotation> Handle(Guid? by, CancellationToken stopping) => db.InTransaction(async () =>
    {
        if (by is { } person) await roles.Require(person, Role.Admin, Roles.All, Roles.All, stopping);
        await db.LockCatalog(stopping);
        var secrets = await db.Secrets.OrderBy(s => s.Name).ToListAsync(stopping);
        var values = secrets.ConvertAll(s => SecretCipher.Decrypt(keys.Find(s.KeyId), s));
        var before = secrets.Select(s => s.KeyId).Distinct().Order(StringComparer.Ordinal).ToList();

        var key = keys.Configured ? Given(before) : keys.Make();
        foreach (var (secret, value) in secrets.Zip(values))
            (secret.Encrypted, secret.KeyId) = (SecretCipher.Encrypt(key, secret.Name, secret.Version, value), key.Id);
        audit.Note(by, "rotate-secrets", "secrets", string.Join(", ", before), key.Id);
        return new Rotation(key, secrets.Count, [.. before.Where(id => id != key.Id)]);
    }, stopping);

    SecretKey Given(List<string> before) => keys.Newest() is var first && before is [var only] && only == first.Id
        ? throw new UserError(Texts.StoredSecrets.NoOtherKey(first.Id))
        : first;
}
