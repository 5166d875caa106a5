using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BotOps.Core.Access;

public sealed class SignInOptions
{
    /// <summary>How long a sign-in link can be used.</summary>
    public TimeSpan LinkLives { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a session lasts without a request; each request begins it anew.</summary>
    public TimeSpan SessionLives { get; set; } = TimeSpan.FromHours(12);
}

/// <summary>Makes and takes one-time sign-in links. The token is told once; the database keeps its SHA-256.</summary>
public sealed class SignIn(BotOpsDb db, TimeProvider clock, IOptions<SignInOptions> options)
{
    /// <summary>The token of a new link: 32 random bytes as base64url.</summary>
    public async Task<string> CreateLink(Guid person, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        await db.SignInLinks.Where(l => l.ExpiresAt < now).ExecuteDeleteAsync(stopping);

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.SignInLinks.Add(new SignInLink { TokenSha256 = Hash(token), PersonId = person, ExpiresAt = now + options.Value.LinkLives });
        await db.SaveChangesAsync(stopping);
        return token;
    }

    /// <summary>The person whose link it is, once. Throws <see cref="UserError"/> for a used, old or unknown token and for a disabled person.</summary>
    public async Task<Person> Use(string token, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var hash = Hash(token);
        var used = await db.SignInLinks.FromSql(
            $"""
             update botops.sign_in_links l set used_at = {now} from botops.persons p
             where l.token_sha256 = {hash} and l.used_at is null and l.expires_at > {now} and p.id = l.person_id and not p.disabled
             returning l.*
             """).AsNoTracking().ToListAsync(stopping);
        if (used is not [var link]) throw new UserError(Texts.SignInLinkSpent(options.Value.LinkLives));

        var person = await db.Persons.SingleAsync(p => p.Id == link.PersonId, stopping);
        db.Audit.Add(new AuditEntry { At = now, PersonId = person.Id, Action = "sign-in", Subject = $"person/{person.Handle}" });
        await db.SaveChangesAsync(stopping);
        return person;
    }

    static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
