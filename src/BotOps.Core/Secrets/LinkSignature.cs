using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BotOps.Core.Secrets;

/// <summary>Signs links of which nothing is stored: HMAC-SHA256 with a key derived (HKDF, RFC 5869) from one that secrets are encrypted with.</summary>
/// <param name="purpose">Keeps links of one kind from being taken for another's.</param>
sealed class LinkSignature(string purpose)
{
    readonly byte[] info = Encoding.UTF8.GetBytes(purpose);

    /// <summary>In characters that an address takes as they are.</summary>
    public string Of(SecretKey key, string signed) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, SecretKey.Length, info: info), Encoding.UTF8.GetBytes(signed)));

    public bool Is(string shown, SecretKey key, string signed) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(Of(key, signed)));
}
