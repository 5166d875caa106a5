using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BotOps.Adapters.Hosts.Salt;
using BotOps.Core;

namespace BotOps.Composition;

/// <summary>Reads <c>BotOps:Salt</c>; what is wrong is said by name.</summary>
static class SaltSettings
{
    public static SaltOptions Read(IConfigurationSection salt)
    {
        var usual = new SaltOptions();
        return new SaltOptions
        {
            Url = salt["Url"] is { Length: > 0 } url ? Address(url) : null,
            User = salt["User"] is { Length: > 0 } user ? user : usual.User,
            Password = salt.Reference("Password"),
            Eauth = salt["Eauth"] is { Length: > 0 } eauth ? eauth : usual.Eauth,
            Ca = salt["Ca"] is { Length: > 0 } path ? Authorities(Path.GetFullPath(path)) : null,
            RunAs = salt["RunAs"] is { Length: > 0 } other ? other : null,
            RequestLimit = salt.Time("RequestLimit", usual.RequestLimit), AnswerLimit = salt.Time("AnswerLimit", usual.AnswerLimit),
            Follow = salt.Time("Follow", usual.Follow), Reconnect = salt.Time("Reconnect", usual.Reconnect),
            Parallel = salt.Parallel(usual.Parallel),
        };
    }

    static Uri Address(string text) =>
        Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri
            : throw new UserError(Texts.Salt.NotAnAddress(text), text);

    /// <summary>Read here once, so that a wrong path is told at the start; each connection reads it anew.</summary>
    static string Authorities(string path)
    {
        try
        {
            new X509Certificate2Collection().ImportFromPemFile(path);
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UserError(Texts.Salt.NoCa(path, error.Message));
        }
    }
}
