using System.Globalization;
using System.Text.Json;
using BotOps.Core;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>Calls of one account: signed, within their limit, and made again where that can do no harm.</summary>
/// <param name="nonce">A text that no other request carries.</param>
sealed class AlibabaApi(AlibabaOptions options, IKeySource keys, HttpClient http, TimeProvider clock, Func<string>? nonce = null)
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500), LongestPause = TimeSpan.FromSeconds(20);
    static readonly string NoBody = AcsSignature.Hash([]);

    public string Account => options.Account;

    /// <param name="repeatable">A second call does nothing more than the first: it is repeated for a while when it is throttled or not answered.</param>
    /// <exception cref="Core.Cloud.CloudRefused">The provider said no.</exception>
    /// <exception cref="Core.Cloud.CloudUnreachable">It is not known what the call did.</exception>
    public async Task<JsonElement> Call(Product product, string region, string action, Parameters parameters, bool repeatable, CancellationToken stopping)
    {
        var giveUp = clock.GetUtcNow() + options.Reconnect;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var answer = await Once(product, region, action, parameters, stopping);
            if (answer.Error is null) return answer.Json;

            var wait = answer.Wait ?? pause * (0.5 + Random.Shared.NextDouble() / 2); // not all that were throttled together come again together
            if (!repeatable || !answer.Passes || clock.GetUtcNow() + wait > giveUp) throw answer.Error;
            await Task.Delay(wait, clock, stopping);
        }
    }

    async Task<AlibabaAnswer> Once(Product product, string region, string action, Parameters parameters, CancellationToken stopping)
    {
        using var request = Request(options.Endpoints.GetValueOrDefault(product.Name) ?? product.In(region), product.Version, action, parameters, await keys.Get(stopping));
        using var late = new CancellationTokenSource(options.RequestLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return await AlibabaAnswer.Read(Account, action, response, clock, either.Token);
        }
        catch (OperationCanceledException error) when (!stopping.IsCancellationRequested)
        {
            return AlibabaAnswer.None(Account, action, Texts.Cloud.Slow(options.RequestLimit), error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return AlibabaAnswer.None(Account, action, error.GetBaseException().Message, error);
        }
    }

    HttpRequestMessage Request(Uri endpoint, string version, string action, Parameters parameters, AcsKey key)
    {
        var query = AcsSignature.Query(parameters);
        var headers = new Dictionary<string, string>
        {
            ["host"] = endpoint.Authority, ["x-acs-action"] = action, ["x-acs-version"] = version, ["x-acs-content-sha256"] = NoBody,
            ["x-acs-date"] = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), ["x-acs-signature-nonce"] = nonce?.Invoke() ?? Guid.NewGuid().ToString("N"),
        };
        if (key.Token is { } token) (headers["x-acs-security-token"], headers["x-acs-accesskey-id"]) = (token, key.Id);

        var signed = AcsSignature.Signed(headers.Keys);
        var signature = AcsSignature.Sign(AcsSignature.Canonical("POST", "/", query, headers, signed, NoBody), key.Secret);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, query.Length == 0 ? "/" : $"/?{query}"));
        foreach (var (name, value) in headers.Where(h => h.Key != "host")) request.Headers.Add(name, value);
        request.Headers.TryAddWithoutValidation("Authorization", AcsSignature.Authorization(key.Id, signed, signature));
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }
}
