using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Secrets;

/// <summary>What is known of a secret without its value.</summary>
/// <param name="By">Handle of who set it; null: it was set on BotOps' machine by nobody it knows.</param>
public sealed record SecretLine(string Name, int Version, string KeyId, DateTimeOffset SetAt, string? By, IReadOnlyList<string> Uses);

public sealed class ListSecrets(BotOpsDb db, SecretUses uses)
{
    public async Task<IReadOnlyList<SecretLine>> Handle(CancellationToken stopping)
    {
        var used = (await uses.All(stopping)).ToLookup(u => u.Secret, u => u.Where);
        var rows = await (
            from secret in db.Secrets.AsNoTracking()
            join person in db.Persons on secret.SetBy equals (Guid?)person.Id into persons
            from person in persons.DefaultIfEmpty()
            orderby secret.Name
            select new { secret.Name, secret.Version, secret.KeyId, secret.SetAt, By = (string?)person.Handle }).ToListAsync(stopping);
        return [.. rows.Select(r => new SecretLine(r.Name, r.Version, r.KeyId, r.SetAt, r.By, [.. used[r.Name]]))];
    }
}
