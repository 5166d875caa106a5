using BotOps.Core;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>Turns svn's last words into what a person can do. Its errors have numbers; only what ssh says before it has none.</summary>
static class SvnFailure
{
    static readonly (string Words, Func<SvnAccess, string> Meaning)[] Known =
    [
        ("REMOTE HOST IDENTIFICATION HAS CHANGED", _ => Texts.GitHostChanged),
        ("Host key verification failed", _ => Texts.GitHostUnknown),
        ("Permission denied (", _ => Texts.GitKeyRefused),
        ("E230001", _ => Texts.Svn.Certificate),
        ("E170001", Credential),
        ("E215004", Credential),
        ("E175013", Forbidden),
        ("E220004", Forbidden),
        ("E670002", _ => Texts.GitHostNotFound),
        ("Could not resolve hostname", _ => Texts.GitHostNotFound),
        ("E000111", _ => Texts.GitHostAway),
        ("E000110", _ => Texts.GitHostAway),
        ("E000113", _ => Texts.GitHostAway),
        ("E000101", _ => Texts.GitHostAway),
        ("E175012", _ => Texts.GitHostAway),
        ("Connection refused", _ => Texts.GitHostAway),
        ("Connection timed out", _ => Texts.GitHostAway),
        ("E180001", _ => Texts.GitNotFound),
        ("E210005", _ => Texts.GitNotFound),
        ("E170000", _ => Texts.GitNotFound),
        ("E160013", _ => Texts.GitNotFound),
        ("W170000", _ => Texts.GitNotFound),
        ("E175009", _ => Texts.Svn.NoServer),
        ("E210003", _ => Texts.Svn.NoServer),
        ("E210004", _ => Texts.Svn.NoServer),
    ];

    // No such revision, no such path at it, none of this name in its history
    static readonly string[] Nothing = ["E160006", "E160013", "E160016", "E170000", "W170000", "E195012", "W160013"];

    public static SourceError Of(SvnAccess access, SvnResult result, string? what = null) =>
        new(Texts.Svn.Failed(access.Url, what ?? Find(result)?.Meaning(access) ?? Texts.GitOther, Reason(access, result)));

    /// <summary>The server answered: what was asked for is not there.</summary>
    public static bool IsNothing(SvnResult result) =>
        !result.Ok && result.Words.Any(line => Nothing.Any(code => line.Contains(code, StringComparison.Ordinal)))
        && !result.Words.Any(line => line.Contains("E170013", StringComparison.Ordinal)); // not even connected

    /// <summary>It lies at the server, the way to it or the credential, and not at our working copy.</summary>
    public static bool IsServers(SvnResult result) => Find(result) is not null || IsNothing(result);

    static (string Words, Func<SvnAccess, string> Meaning)? Find(SvnResult result)
    {
        foreach (var known in Known)
            if (result.Words.Any(line => line.Contains(known.Words, StringComparison.Ordinal)))
                return known;
        return null;
    }

    static string Credential(SvnAccess access) => access.Password is null ? Texts.Svn.PasswordNeeded : Texts.Svn.PasswordRefused;

    static string Forbidden(SvnAccess access) => access.User is { } user ? Texts.Svn.Forbidden(user) : Texts.Svn.PasswordNeeded;

    /// <summary>The line that says why: the one that is known, else svn's last, which is the deepest of its reasons.</summary>
    static string Reason(SvnAccess access, SvnResult result)
    {
        var reason = (Find(result) is { } known ? result.Words.FirstOrDefault(l => l.Contains(known.Words, StringComparison.Ordinal)) : null)
            ?? result.Words.LastOrDefault(l => l.StartsWith("svn: ", StringComparison.Ordinal)) ?? (result.Words is [.., var last] ? last : "");
        if (reason.StartsWith("svn: ", StringComparison.Ordinal)) reason = reason["svn: ".Length..];
        if (access.Password is { } password) reason = reason.Replace(password, "***", StringComparison.Ordinal);
        return new string(reason.Where(c => !char.IsControl(c)).Take(300).ToArray());
    }
}
