using System.Text.RegularExpressions;
using BotOps.Core;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Git;

/// <summary>An address that git may contact: https, http, ssh (also as <c>user@host:path</c>) or file. Never holds a credential.</summary>
/// <param name="Url">As given to git.</param>
/// <param name="Scheme"><c>https</c>, <c>http</c>, <c>ssh</c> or <c>file</c></param>
/// <param name="Origin">Scheme, host and port; what a token is good for. Empty for ssh and file.</param>
sealed partial record GitAddress(string Url, string Scheme, string Origin, bool Loopback)
{
    /// <exception cref="SourceError">It is no such address, or it has a password in it.</exception>
    public static GitAddress Parse(string url)
    {
        if (url.StartsWith('/') && !HasBlank(url)) return new("file://" + url, "file", "", true);
        if (Scp().IsMatch(url)) return new(url, "ssh", "", false);
        if (HasBlank(url) || !Uri.TryCreate(url, UriKind.Absolute, out var uri)) throw new SourceError(Texts.RepositoryAddress(RefName.Shown(url)));

        var web = uri.Scheme is "https" or "http";
        if (web && uri.UserInfo.Length > 0 || uri.UserInfo.Contains(':')) throw new SourceError(Texts.RepositoryHasCredential);
        return uri switch
        {
            { Scheme: "https" or "http", Host.Length: > 0 } => new(url, uri.Scheme, uri.GetLeftPart(UriPartial.Authority), uri.IsLoopback),
            { Scheme: "ssh", Host: [not '-', ..] } when !uri.UserInfo.StartsWith('-') => new(url, "ssh", "", uri.IsLoopback),
            { Scheme: "file" } when url.StartsWith("file:///", StringComparison.Ordinal) => new(url, "file", "", true),
            _ => throw new SourceError(Texts.RepositoryAddress(RefName.Shown(url)))
        };
    }

    static bool HasBlank(string url) => url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^\s\p{C}:-][^\s\p{C}]*$")]
    private static partial Regex Scp();
}
