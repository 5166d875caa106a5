using System.Security.Cryptography;
using BotOps.Core;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>
/// Whether the key that a server shows is the one that is known of it: the pinned one, else one of known_hosts, else the one of its first
/// use. The one place that decides it.
/// </summary>
sealed class HostKeyCheck(SshTarget target, KnownHosts known, string? trusted)
{
    /// <summary>Why the key was refused; null: it was not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>To be recorded: nothing was known, and the first use is trusted.</summary>
    public string? FirstUse { get; private set; }

    /// <summary>Types of key that known_hosts has of it: asked for first, since a server has keys of several.</summary>
    public IReadOnlyList<string> KnownTypes { get; } = [.. known.Keys.Select(k => k.Type).Distinct()];

    public bool Trusts(string type, byte[] blob)
    {
        var shown = Fingerprint(blob);
        Refusal = Problem(blob, shown, type);
        return Refusal is null;
    }

    string? Problem(byte[] blob, string shown, string type)
    {
        if (known.Revoked.Any(r => r.AsSpan().SequenceEqual(blob))) return Texts.Ssh.KeyRevoked(shown);
        if (target.HostKey is { } pinned) return Same(pinned, shown) ? null : Texts.Ssh.KeyChanged(type, shown, [pinned]);
        if (known.Keys.Count > 0) return known.Keys.Any(k => k.Blob.AsSpan().SequenceEqual(blob)) ? null : Texts.Ssh.KeyChanged(type, shown, [.. known.Keys.Select(k => Fingerprint(k.Blob))]);
        if (trusted is not null) return Same(trusted, shown) ? null : Texts.Ssh.KeyChanged(type, shown, [trusted]);
        if (!target.TrustFirstUse) return Texts.Ssh.KeyUnknown(type, shown);
        FirstUse = shown;
        return null;
    }

    public static string Fingerprint(byte[] blob) => $"SHA256:{Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=')}";

    static bool Same(string a, string b) => a.TrimEnd('=') == b.TrimEnd('=');
}
