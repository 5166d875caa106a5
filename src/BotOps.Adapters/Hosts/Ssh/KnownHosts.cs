using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>What a known_hosts file says of one server (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT): names, patterns and hashed names; certificates of authorities are not read.</summary>
sealed record KnownHosts(IReadOnlyList<KnownHosts.Key> Keys, IReadOnlyList<byte[]> Revoked)
{
    public static KnownHosts None { get; } = new([], []);

    /// <param name="Type"><c>ssh-ed25519</c>, as in the file.</param>
    public sealed record Key(string Type, byte[] Blob);

    public static KnownHosts Of(string file, string address, int port)
    {
        var name = port == 22 ? address : $"[{address}]:{port}";
        List<Key> keys = [];
        List<byte[]> revoked = [];
        foreach (var line in file.Split('\n'))
        {
            var words = line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0][0] == '#') continue;

            var marker = words[0][0] == '@' ? words[0] : null;
            if (marker is not null) words = words[1..];
            if (words is not [var names, var type, var base64, ..] || marker is not (null or "@revoked") || !Means(names, name) || Blob(base64) is not { } blob) continue;
            if (marker is null) keys.Add(new Key(type, blob));
            else revoked.Add(blob);
        }
        return new KnownHosts(keys, revoked);
    }

    static bool Means(string names, string name)
    {
        if (names.StartsWith("|1|", StringComparison.Ordinal)) return IsHashOf(names, name);

        var patterns = names.Split(',');
        return !patterns.Any(p => p[0] == '!' && Matches(p[1..], name)) && patterns.Any(p => p.Length > 0 && p[0] != '!' && Matches(p, name));
    }

    static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name);

    // HMAC-SHA1 is the file's form, not our choice; it hides names, and trust does not hang on it
    static bool IsHashOf(string hashed, string name) => hashed.Split('|') is [_, _, var salt, var hash] && Blob(salt) is { } key && Blob(hash) is { } wanted
#pragma warning disable CA5350
        && CryptographicOperations.FixedTimeEquals(HMACSHA1.HashData(key, Encoding.ASCII.GetBytes(name)), wanted);
#pragma warning restore CA5350

    static byte[]? Blob(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
