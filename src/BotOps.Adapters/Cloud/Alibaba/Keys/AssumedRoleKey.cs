using System.Globalization;
using BotOps.Core;
using BotOps.Core.Cloud;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>A role that is taken on with another key, by STS.</summary>
/// <param name="api">Signs with that other key.</param>
sealed class AssumedRoleKey(AlibabaOptions options, AlibabaApi api) : IKeySource
{
    static readonly TimeSpan Lives = TimeSpan.FromHours(1), Early = TimeSpan.FromMinutes(15);

    public async Task<AcsKey> Get(CancellationToken stopping)
    {
        var given = await api.Call(Product.Sts, options.Region, "AssumeRole", new Parameters
        {
            { "RoleArn", options.AssumeRole! }, { "RoleSessionName", "botops" }, { "DurationSeconds", (int)Lives.TotalSeconds }, { "ExternalId", options.ExternalId },
        }, repeatable: true, stopping);
        if (given.Text("Credentials", "AccessKeyId") is not { } id || given.Text("Credentials", "AccessKeySecret") is not { } secret || given.Text("Credentials", "Expiration") is not { } end)
            throw new CloudUnreachable(options.Account, "AssumeRole", Texts.Cloud.NoJson(200));
        var ends = DateTimeOffset.Parse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new AcsKey(id, secret, given.Text("Credentials", "SecurityToken"), ends, ends - Early);
    }
}
