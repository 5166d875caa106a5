using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Secrets;

/// <summary>Takes a secret away for good, once nothing refers to it.</summary>
public sealed class RemoveSecret(BotOpsDb db, SecretUses uses, Roles roles, Audit audit)
{
    /// <param name="by">As for <see cref="SetSecret"/>.</param>
    /// <exception cref="UserError">There is none of that name, somebody refers to it, or the person is no admin.</exception>
    public Task Handle(string name, Guid? by, CancellationToken stopping) => db.InTransaction(async () =>
    {
        if (by is { } person) await roles.Require(person, Role.Admin, Roles.All, Roles.All, stopping);
        await db.LockCatalog(stopping);
        if (await db.Secrets.SingleOrDefaultAsync(s => s.Name == name, stopping) is not { } secret)
            throw new UserError(Texts.StoredSecrets.NoSecret(name, DidYouMean.Closest(name, await db.Secrets.Select(s => s.Name).ToListAsync(stopping))), name);
        if ((await uses.All(stopping)).Where(u => u.Secret == name).Select(u => u.Where).ToList() is { Count: > 0 } users)
            throw new UserError(Texts.StoredSecrets.InUse(name, users), name);

        db.Secrets.Remove(secret);
        audit.Note(by, "remove-secret", $"secret/{name}", before: $"version {secret.Version}");
    }, stopping);
}
