using BotOps.Core.Persistence;
using BotOps.Core.Secrets;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Doctor;

/// <summary>Whether this machine can decrypt every stored secret, and whether every one that is referred to is there.</summary>
sealed class SecretsCheck(IDbContextFactory<BotOpsDb> databases, SecretKeys keys, IEnumerable<SecretUse> configured) : IDoctorCheck
{
    const int MostShown = 5;

    public string Name => "secrets";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        await using var db = await databases.CreateDbContextAsync(stopping);
        var secrets = await db.Secrets.AsNoTracking().OrderBy(s => s.Name).ToListAsync(stopping);
        var missing = (await new SecretUses(db, configured).All(stopping)).Where(u => secrets.All(s => s.Name != u.Secret));

        List<string> problems =
        [
            .. missing.Select(u => Texts.StoredSecrets.DoctorMissing(u.Secret, u.Where)),
            .. secrets.Select(Problem).OfType<string>().Distinct(),
            .. keys.OpenToAll().Select(Texts.StoredSecrets.KeyOpenToAll),
        ];
        if (problems.Count > 0) return CheckResult.Fail(Texts.Doctor.SomeOf(problems, MostShown));
        return secrets.Count == 0
            ? CheckResult.Skip(Texts.StoredSecrets.DoctorNone)
            : CheckResult.Ok(Texts.StoredSecrets.DoctorWell(secrets.Count, [.. secrets.Select(s => s.KeyId).Distinct().Order(StringComparer.Ordinal)]));
    }

    string? Problem(StoredSecret secret)
    {
        try
        {
            SecretCipher.Decrypt(keys.Find(secret.KeyId), secret);
            return null;
        }
        catch (UserError error)
        {
            return error.Message;
        }
    }
}
