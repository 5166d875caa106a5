using System.Text.RegularExpressions;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Keeps secrets out of catalog files, which are kept in repositories: only references to them may be written.</summary>
static partial class SecretGuard
{
    public static string? Problem(string text)
    {
        if (UrlWithPassword().IsMatch(text)) return Texts.Catalog.UrlWithPassword;
        return KnownToken().IsMatch(text) ? Texts.Catalog.LooksLikeASecret : null;
    }

    /// <summary>A variable whose name says that it is a secret, with anything but a reference as its value.</summary>
    public static string? Problem(string variable, string value) =>
        SecretName().IsMatch(variable) && value.Length > 0 && !Reference().IsMatch(value) ? Texts.Catalog.LooksLikeASecret : null;

    public static bool IsReference(string text) => Reference().IsMatch(text);

    // Any user part in http(s) may be a token; elsewhere (ssh://git@host) only one with a password is.
    [GeneratedRegex(@"\bhttps?://[^/@\s]+@|\b[a-z][a-z0-9+.-]*://[^/@\s:]*:[^/@\s]+@", RegexOptions.IgnoreCase)]
    private static partial Regex UrlWithPassword();

    // The fixed beginnings that GitHub, GitLab, Slack and AWS give their tokens, and PEM private keys (RFC 7468)
    [GeneratedRegex(@"\b(gh[pousr]_[A-Za-z0-9]{20}|github_pat_[A-Za-z0-9_]{20}|glpat-[A-Za-z0-9_-]{16}|xox[abeprs]-[A-Za-z0-9-]{10}|xapp-[A-Za-z0-9-]{10}|(AKIA|ASIA)[A-Z0-9]{16}|LTAI[A-Za-z0-9]{12})|-----BEGIN [A-Z ]*PRIVATE KEY")]
    private static partial Regex KnownToken();

    [GeneratedRegex(@"(^|_)(PASSWORD|PASSWD|TOKEN|SECRET|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY)$", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"^(env:[A-Za-z_][A-Za-z0-9_]*|file:/[^\n]*|secret:[a-z0-9][a-z0-9._-]{0,62})\z")]
    private static partial Regex Reference();
}
