using BotOps.Core.Cloud;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>What an error code means; of many codes only the beginning or the end is the same.</summary>
static class AlibabaErrors
{
    static readonly string[] Signature = ["SignatureDoesNotMatch", "IncompleteSignature", "InvalidTimeStamp", "InvalidAccessKeyId", "InvalidSecurityToken", NonceUsed];
    static readonly string[] NoStock = ["NoStock", "NotOnSale", "IpNotEnough", "InvalidResourceType.NotSupported", "InvalidInstanceType.ZoneNotSupported"];

    /// <summary>An earlier copy of the request arrived; a new one is taken.</summary>
    public const string NonceUsed = "SignatureNonceUsed";

    public static Refusal Of(int status, string code) => code switch
    {
        _ when Throttled(code) => Refusal.Throttled,
        _ when Signature.Any(s => code.StartsWith(s, StringComparison.Ordinal)) => Refusal.Signature,
        _ when NoStock.Any(s => Has(code, s)) => Refusal.NoStock,
        _ when Has(code, "Balance") || Has(code, "Arrear") => Refusal.Balance,
        _ when Has(code, "Quota") => Refusal.Quota,
        _ when code.StartsWith("Forbidden", StringComparison.Ordinal) || code.StartsWith("NoPermission", StringComparison.Ordinal) || code.StartsWith("NotAuthorized", StringComparison.Ordinal) => Refusal.Permission,
        _ when status == 404 || code.EndsWith(".NotFound", StringComparison.Ordinal) => Refusal.Missing,
        _ => Refusal.Other,
    };

    public static bool Throttled(string code) => Has(code, "Throttling");

    static bool Has(string code, string part) => code.Contains(part, StringComparison.Ordinal);
}
