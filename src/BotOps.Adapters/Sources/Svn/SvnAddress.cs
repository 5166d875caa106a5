using System.Globalization;
using BotOps.Core;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>The address of a project's folder, in which trunk, branches and tags are. Never holds a credential.</summary>
/// <param name="Url">As given to svn, without a slash at its end.</param>
/// <param name="Scheme"><c>svn</c>, <c>svn+ssh</c>, <c>https</c>, <c>http</c> or <c>file</c></param>
/// <param name="Port">Of svn+ssh, where svn leaves it to ssh: 0 for the usual one. Not in <paramref name="Url"/>.</param>
sealed record SvnAddress(string Url, string Scheme, bool Loopback, int Port = 0)
{
    /// <exception cref="SourceError">It is no such address, or it has a user or password in it.</exception>
    public static SvnAddress Parse(string url)
    {
        if (url.StartsWith('/')) url = "file://" + url;
        if (url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw Refused(url);

        if (uri.UserInfo.Contains(':') || (uri.UserInfo.Length > 0 && uri.Scheme != "svn+ssh")) throw new SourceError(Texts.RepositoryHasCredential);
        return uri switch
        {
            { Scheme: "svn" or "http" or "https", Host: [not '-', ..] } => new(url.TrimEnd('/'), uri.Scheme, uri.IsLoopback),
            { Scheme: "svn+ssh", Host: [not '-', ..] } when !uri.UserInfo.StartsWith('-') => new(WithoutPort(url, uri).TrimEnd('/'), uri.Scheme, uri.IsLoopback, Math.Max(0, uri.Port)),
            { Scheme: "file" } when url.StartsWith("file:///", StringComparison.Ordinal) => new(url.TrimEnd('/'), "file", true),
            _ => throw Refused(url)
        };
    }

    /// <summary>What svn is to look at: a path below the project's folder, as it was at a revision.</summary>
    /// <param name="path">Empty: the folder itself.</param>
    /// <param name="revision">Null: the newest.</param>
    public string At(string path, long? revision)
    {
        var below = string.Concat(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => "/" + Uri.EscapeDataString(part)));
        return $"{Url}{below}@{revision?.ToString(CultureInfo.InvariantCulture) ?? "HEAD"}";
    }

    static string WithoutPort(string url, Uri uri)
    {
        var port = $":{uri.Port.ToString(CultureInfo.InvariantCulture)}";
        var at = url.IndexOf(port, StringComparison.Ordinal); // the first colon with digits behind the scheme: a user has none
        return uri.Port > 0 && at > 0 ? url.Remove(at, port.Length) : url;
    }

    static SourceError Refused(string url) => new(Texts.Svn.NotAnAddress(RefName.Shown(url)));
}
