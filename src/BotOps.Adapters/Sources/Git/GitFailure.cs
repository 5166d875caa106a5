using BotOps.Core;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Git;

/// <summary>Turns git's last words into what a person can do. Git has no codes for this, only its (untranslated) words.</summary>
static class GitFailure
{
    static readonly (string Words, Func<string> Meaning)[] Known =
    [
        ("REMOTE HOST IDENTIFICATION HAS CHANGED", () => Texts.GitHostChanged),
        ("Host key verification failed", () => Texts.GitHostUnknown),
        ("Permission denied (", () => Texts.GitKeyRefused),
        ("Load key", () => Texts.GitKeyRefused),
        ("Authentication failed", () => Texts.GitTokenRefused),
        ("returned error: 403", () => Texts.GitForbidden),
        ("returned error: 30", () => Texts.GitRedirected),
        ("Could not resolve host", () => Texts.GitHostNotFound),
        ("SSL certificate", () => Texts.GitCertificate),
        ("certificate verification failed", () => Texts.GitCertificate),
        ("Failed to connect", () => Texts.GitHostAway),
        ("Connection refused", () => Texts.GitHostAway),
        ("Connection timed out", () => Texts.GitHostAway),
        ("Operation too slow", () => Texts.GitHostAway),
        ("does not appear to be a git repository", () => Texts.GitNotFound),
        ("does not exist", () => Texts.GitNotFound),
        ("not found", () => Texts.GitNotFound)
    ];

    static readonly string[] Corruption =
        ["bad object", "corrupt", "missing blob", "missing tree", "missing commit", "did not send all necessary objects", "unable to read", "invalid index-pack", "bad packed object", "garbage at end"];

    public static SourceError Of(GitAccess access, GitResult result, string? what = null) =>
        new(Texts.GitFailed(access.Url, what ?? Meaning(access, result), Reason(access, result)));

    /// <summary>The words speak of objects of our own mirror, not of the server's.</summary>
    public static bool SpeaksOfCorruption(GitResult result, string mirror) => result.Words
        .Where(line => !line.StartsWith("remote:", StringComparison.Ordinal))
        .Any(line => line.Contains(mirror, StringComparison.Ordinal) || Corruption.Any(c => line.Contains(c, StringComparison.OrdinalIgnoreCase)));

    static string Meaning(GitAccess access, GitResult result)
    {
        var words = string.Join('\n', result.Words);
        if (words.Contains("could not read Username", StringComparison.Ordinal)) return access.Secrets.Count > 0 ? Texts.GitTokenRefused : Texts.GitTokenNeeded;
        return Known.FirstOrDefault(k => words.Contains(k.Words, StringComparison.OrdinalIgnoreCase)).Meaning?.Invoke() ?? Texts.GitOther;
    }

    /// <summary>The first line that says why; ssh says it before git's own summary, which names no reason.</summary>
    static string Reason(GitAccess access, GitResult result)
    {
        var lines = result.Words.Where(l => !l.StartsWith("Cloning into", StringComparison.Ordinal) && !l.StartsWith('@')).ToList();
        var reason = lines.FirstOrDefault(l => Known.Any(k => l.Contains(k.Words, StringComparison.OrdinalIgnoreCase)))
            ?? lines.FirstOrDefault(l => l.StartsWith("fatal:", StringComparison.Ordinal) || l.StartsWith("error:", StringComparison.Ordinal))
            ?? lines.LastOrDefault() ?? "";
        foreach (var prefix in new[] { "fatal: ", "error: " })
            if (reason.StartsWith(prefix, StringComparison.Ordinal)) reason = reason[prefix.Length..];
        foreach (var secret in access.Secrets) reason = reason.Replace(secret, "***", StringComparison.Ordinal);
        return new string(reason.Where(c => !char.IsControl(c)).Take(300).ToArray());
    }
}
