using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BotOps.Core;
using BotOps.Core.Secrets;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>Private keys behind their references. Read anew for each connection, so that a changed key is used at once; an encrypted one is decrypted once.</summary>
sealed class SshKeys(SecretReferences secrets)
{
    readonly ConcurrentDictionary<string, PrivateKeyFile> decrypted = new();

    /// <exception cref="UserError">There is none, it cannot be read, or the passphrase is wrong; says which reference.</exception>
    public async Task<PrivateKeyFile> Of(SshTarget target, CancellationToken stopping)
    {
        if (target.Key is not { } reference) throw new UserError(Texts.Ssh.NoKey);
        var text = await secrets.Resolve(reference, stopping) + "\n"; // a PEM file ends with a line
        if (target.Passphrase is null) return Read(reference, text, null);

        var passphrase = await secrets.Resolve(target.Passphrase, stopping);
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{passphrase}\0{text}")));
        return decrypted.GetOrAdd(digest, _ => Read(reference, text, passphrase));
    }

    static PrivateKeyFile Read(string reference, string text, string? passphrase)
    {
        try
        {
            return new PrivateKeyFile(new MemoryStream(Encoding.UTF8.GetBytes(text)), passphrase);
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            throw new UserError(Texts.Ssh.KeyEncrypted(reference));
        }
        catch (Exception error) when (error is SshException or CryptographicException or FormatException or NotSupportedException or InvalidOperationException or ArgumentException or IOException)
        {
            throw new UserError(passphrase is null ? Texts.Ssh.NotAKey(reference, error.Message) : Texts.Ssh.WrongPassphrase(reference));
        }
    }
}
