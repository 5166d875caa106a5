using System.Security.Cryptography;
using System.Text;

namespace BotOps.Core.Secrets;

/// <summary>
/// AES-256-GCM over one value: format, nonce, tag, ciphertext. Name, version and key are authenticated with it, so that a row
/// neither takes another's value nor an older one of its own.
/// </summary>
static class SecretCipher
{
    const byte Format = 1;
    const int NonceLength = 12, TagLength = 16, Head = 1 + NonceLength + TagLength;

    public static byte[] Encrypt(SecretKey key, string name, int version, string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        var box = new byte[Head + text.Length];
        box[0] = Format;
        RandomNumberGenerator.Fill(box.AsSpan(1, NonceLength));
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Encrypt(box.AsSpan(1, NonceLength), text, box.AsSpan(Head), box.AsSpan(1 + NonceLength, TagLength), Bound(key.Id, name, version));
        CryptographicOperations.ZeroMemory(text);
        return box;
    }

    /// <exception cref="UserError">The row is not as it was written, or the key is another one of the same id.</exception>
    public static string Decrypt(SecretKey key, StoredSecret secret)
    {
        var box = secret.Encrypted.AsSpan();
        if (box.Length < Head || box[0] != Format) throw new UserError(Texts.StoredSecrets.Damaged(secret.Name, key.Id));

        var text = new byte[box.Length - Head];
        try
        {
            using var aes = new AesGcm(key.Bytes, TagLength);
            aes.Decrypt(box.Slice(1, NonceLength), box[Head..], box.Slice(1 + NonceLength, TagLength), text, Bound(key.Id, secret.Name, secret.Version));
            return Encoding.UTF8.GetString(text);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new UserError(Texts.StoredSecrets.Damaged(secret.Name, key.Id));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    static byte[] Bound(string key, string name, int version) => Encoding.UTF8.GetBytes($"{key}\n{name}\n{version}");
}
