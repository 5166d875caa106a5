namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>What requests are signed with. Its secret is never printed.</summary>
/// <param name="Token">Of a key that ends.</param>
/// <param name="Ends">Null: it does not.</param>
/// <param name="Renew">From when on a newer one is asked for.</param>
sealed record AcsKey(string Id, string Secret, string? Token = null, DateTimeOffset? Ends = null, DateTimeOffset? Renew = null)
{
    public override string ToString() => Id;
}

interface IKeySource
{
    Task<AcsKey> Get(CancellationToken stopping);
}
