namespace BotOps.Core.Access;

/// <summary>What a chat platform knows of the accounts in its tenants: who is behind one, and who is in a group.</summary>
public interface IDirectory
{
    string Platform { get; }
    IReadOnlyList<string> Tenants { get; }

    /// <returns>Null: there is no such account.</returns>
    /// <exception cref="DirectoryAway">It cannot be asked now.</exception>
    Task<DirectoryEntry?> Find(AccountName account, CancellationToken stopping);

    /// <returns>Ids of accounts, guests among them.</returns>
    /// <exception cref="DirectoryAway">It cannot be asked now.</exception>
    Task<IReadOnlyList<string>> Members(AccountName group, CancellationToken stopping);
}

/// <param name="Handle">What the account is called there; a handle of BotOps is made of it.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="Locale">Language tag: <c>zh-CN</c>.</param>
/// <param name="IsMember">A full member of the tenant: no guest, no bot, not deactivated, not of another tenant.</param>
public sealed record DirectoryEntry(string Handle, string Name, string? TimeZone, string? Locale, bool IsMember);

/// <summary>Who an account is cannot be told now; the message says why.</summary>
public sealed class DirectoryAway(string reason) : Exception(reason);
