using BotOps.Core;
using BotOps.Core.Cloud;
using BotOps.Core.Secrets;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>A key that the configuration refers to; read at each use, so that a changed one is used at once.</summary>
sealed class GivenKey(AlibabaOptions options, SecretReferences secrets) : IKeySource
{
    public async Task<AcsKey> Get(CancellationToken stopping) => new(
        await secrets.Resolve(options.AccessKey!, stopping), await secrets.Resolve(options.Secret!, stopping),
        options.SecurityToken is { } token ? await secrets.Resolve(token, stopping) : null);
}

/// <summary>The key of this process' environment, under the names that the vendor's own tools read.</summary>
sealed class EnvironmentKey(AlibabaOptions options, Func<string, string?> variable) : IKeySource
{
    const string Id = "ALIBABA_CLOUD_ACCESS_KEY_ID", Secret = "ALIBABA_CLOUD_ACCESS_KEY_SECRET", Token = "ALIBABA_CLOUD_SECURITY_TOKEN";

    public Task<AcsKey> Get(CancellationToken stopping) => Task.FromResult(new AcsKey(Needed(Id), Needed(Secret), Given(Token)));

    string Needed(string name) => Given(name) ?? throw new CloudUnreachable(options.Account, "environment", Texts.Cloud.NoVariable(name));

    string? Given(string name) => variable(name) is { Length: > 0 } value ? value : null;
}
