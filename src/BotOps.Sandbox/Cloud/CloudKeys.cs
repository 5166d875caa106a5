using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotOps.Adapters.Cloud.Alibaba;
using Microsoft.AspNetCore.Http;

namespace BotOps.Sandbox.Cloud;

/// <param name="Token">Null: the account's own key.</param>
public sealed record CloudKey(string Id, string Secret, string? Token, DateTimeOffset? Ends);

/// <summary>The keys that the double gave out, and whether a request is signed with one of them, now and for the first time.</summary>
public sealed class CloudKeys(CloudOffer offer, TimeProvider clock)
{
    static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);
    readonly Lock gate = new();
    readonly Dictionary<string, CloudKey> keys = new() { [offer.KeyId] = new(offer.KeyId, offer.KeySecret, null, null) };
    readonly Dictionary<string, DateTimeOffset> nonces = [];

    /// <summary>A passing key, as STS and the metadata service give it.</summary>
    public CloudKey Give(TimeSpan lives)
    {
        lock (gate)
        {
            var key = new CloudKey($"STS.{keys.Count:d4}", Guid.NewGuid().ToString("N"), $"CAIS{Guid.NewGuid():N}", clock.GetUtcNow() + lives);
            return keys[key.Id] = key;
        }
    }

    /// <returns>The key that the request is signed with.</returns>
    internal CloudKey Check(HttpRequest request)
    {
        var (id, signed, signature) = Authorization(request.Headers.Authorization.ToString());
        lock (gate)
        {
            var key = keys.GetValueOrDefault(id) ?? throw new CloudError(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
            Lives(key, request);
            if (!signed.SequenceEqual(AcsSignature.Signed(request.Headers.Select(h => h.Key.ToLowerInvariant())))) throw new CloudError(400, "IncompleteSignature", "Every x-acs header and the host have to be signed.");
            if (Header(request, "x-acs-content-sha256") != AcsSignature.Hash([]) || request.ContentLength > 0) throw new CloudError(400, "InvalidBody", "All parameters stand in the query.");
            Timely(Header(request, "x-acs-date"));
            if (!Same(signature, AcsSignature.Sign(Canonical(request, signed), key.Secret))) throw new CloudError(400, "SignatureDoesNotMatch", "Specified signature is not matched with our calculation.");
            Once(Header(request, "x-acs-signature-nonce"));
            return key;
        }
    }

    void Lives(CloudKey key, HttpRequest request)
    {
        if (key.Token != (request.Headers.TryGetValue("x-acs-security-token", out var token) ? token.ToString() : null)) throw new CloudError(400, "InvalidSecurityToken.MismatchWithAccessKey", "The security token does not belong to the access key.");
        if (key.Ends <= clock.GetUtcNow()) throw new CloudError(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");
    }

    void Timely(string date)
    {
        if (!DateTimeOffset.TryParseExact(date, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) throw new CloudError(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
        if ((at - clock.GetUtcNow()).Duration() > Skew) throw new CloudError(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
    }

    void Once(string nonce)
    {
        foreach (var old in nonces.Where(n => n.Value < clock.GetUtcNow() - Skew * 2).Select(n => n.Key).ToList()) nonces.Remove(old);
        if (!nonces.TryAdd(nonce, clock.GetUtcNow())) throw new CloudError(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
    }

    static string Canonical(HttpRequest request, IReadOnlyList<string> signed) => AcsSignature.Canonical(
        request.Method, request.Path, AcsSignature.Query(request.Query.Select(q => KeyValuePair.Create(q.Key, q.Value.ToString()))),
        signed.ToDictionary(name => name, name => request.Headers[name].ToString()), signed, Header(request, "x-acs-content-sha256"));

    static (string Id, string[] Signed, string Signature) Authorization(string header)
    {
        var parts = header.Split(' ', 2) is [AcsSignature.Algorithm, var rest] ? rest.Split(',').Select(p => p.Trim().Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => p[1]) : [];
        return parts.TryGetValue("Credential", out var id) && parts.TryGetValue("SignedHeaders", out var signed) && parts.TryGetValue("Signature", out var signature)
            ? (id, signed.Split(';'), signature) : throw new CloudError(400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.");
    }

    static string Header(HttpRequest request, string name) => request.Headers.TryGetValue(name, out var value) ? value.ToString() : throw new CloudError(400, $"Missing{name}", $"{name} is mandatory for this action.");

    static bool Same(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));
}
