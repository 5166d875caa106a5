using System.Collections.Concurrent;

namespace BotOps.Core.Access;

/// <summary>Asks the directory of an account's platform, and keeps the answer for a while.</summary>
public sealed class Directories(IEnumerable<IDirectory> directories, TimeProvider clock)
{
    /// <summary>A platform tells by itself who leaves; should that be lost, it is noticed after this.</summary>
    static readonly TimeSpan Good = TimeSpan.FromMinutes(10);

    /// <summary>A guest may be made a member at any moment; and while the platform is away, not everybody waits for it once more.</summary>
    static readonly TimeSpan Brief = TimeSpan.FromSeconds(30);

    /// <summary>Somebody waits for their command.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly ConcurrentDictionary<AccountName, (DateTimeOffset Until, DirectoryEntry? Entry)> known = new();
    readonly ConcurrentDictionary<(string Platform, string Tenant), (DateTimeOffset Until, string Reason)> away = new();

    /// <summary><c>platform/tenant</c> of all that can be asked.</summary>
    public IReadOnlyList<string> Asked { get; } = [.. directories.SelectMany(d => d.Tenants.Select(tenant => $"{d.Platform}/{tenant}"))];

    public bool Has(AccountName name) => Of(name) is not null;

    /// <returns>Null: there is no such account, or nobody to ask for it.</returns>
    /// <exception cref="DirectoryAway">It cannot be told now.</exception>
    public async Task<DirectoryEntry?> Find(AccountName account, CancellationToken stopping)
    {
        if (Of(account) is not { } directory) return null;

        var now = clock.GetUtcNow();
        if (known.TryGetValue(account, out var kept) && now < kept.Until) return kept.Entry;
        if (away.TryGetValue((account.Platform, account.Tenant), out var pause) && now < pause.Until) throw new DirectoryAway(pause.Reason);

        var entry = await Patiently(account, directory, stopping);
        known[account] = (now + (entry is { IsMember: true } ? Good : Brief), entry);
        return entry;
    }

    /// <summary>Known to be no full member. Where nobody can say, they are taken for what they were: at 2 a.m. the platform may be away.</summary>
    public async Task<bool> IsOut(AccountName account, CancellationToken stopping)
    {
        try
        {
            return await Find(account, stopping) is { IsMember: false };
        }
        catch (DirectoryAway)
        {
            return false;
        }
    }

    /// <exception cref="DirectoryAway">It cannot be told now.</exception>
    public Task<IReadOnlyList<string>> Members(AccountName group, CancellationToken stopping) =>
        Of(group)?.Members(group, stopping) ?? throw new DirectoryAway(Texts.NoDirectory(group));

    async Task<DirectoryEntry?> Patiently(AccountName account, IDirectory directory, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            return await directory.Find(account, ending.Token);
        }
        catch (DirectoryAway gone)
        {
            throw Away(account, gone);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw Away(account, new DirectoryAway(Texts.DirectorySlow(account.Platform, Patience)));
        }
    }

    DirectoryAway Away(AccountName account, DirectoryAway gone)
    {
        away[(account.Platform, account.Tenant)] = (clock.GetUtcNow() + Brief, gone.Message);
        return gone;
    }

    IDirectory? Of(AccountName name) => directories.FirstOrDefault(d => d.Platform == name.Platform && d.Tenants.Contains(name.Tenant));
}
