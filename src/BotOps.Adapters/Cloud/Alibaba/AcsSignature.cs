using System.Security.Cryptography;
using System.Text;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>Alibaba Cloud's signature V3, <c>ACS3-HMAC-SHA256</c> (help.aliyun.com, document 2593177).</summary>
public static class AcsSignature
{
    public const string Algorithm = "ACS3-HMAC-SHA256";

    /// <summary>The query as it is signed, and as it is best sent: ordered by code unit, all but <c>A-Za-z0-9-_.~</c> encoded.</summary>
    public static string Query(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));

    /// <summary>Lower-case hexadecimal.</summary>
    public static string Hash(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>Of a request's headers the names of those that have to be signed, in order.</summary>
    /// <param name="names">In lower case.</param>
    public static IReadOnlyList<string> Signed(IEnumerable<string> names) =>
        [.. names.Where(n => n is "host" or "content-type" || n.StartsWith("x-acs-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <param name="query">As <see cref="Query"/> makes it.</param>
    /// <param name="headers">Values by lower-case names; at least the signed ones.</param>
    public static string Canonical(string method, string path, string query, IReadOnlyDictionary<string, string> headers, IReadOnlyList<string> signed, string bodyHash) =>
        $"{method}\n{path}\n{query}\n{string.Concat(signed.Select(n => $"{n}:{headers[n].Trim()}\n"))}\n{string.Join(';', signed)}\n{bodyHash}";

    public static string ToSign(string canonical) => $"{Algorithm}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";

    public static string Sign(string canonical, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(ToSign(canonical))));

    public static string Authorization(string keyId, IReadOnlyList<string> signed, string signature) =>
        $"{Algorithm} Credential={keyId},SignedHeaders={string.Join(';', signed)},Signature={signature}";
}
