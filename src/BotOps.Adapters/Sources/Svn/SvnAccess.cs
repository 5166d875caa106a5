using BotOps.Core;
using BotOps.Core.Projects;
using BotOps.Core.Secrets;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Svn;

/// <summary>An address with what opens it. The password travels through the standard input of the svn process only.</summary>
/// <param name="User">Null: nobody in particular.</param>
/// <param name="Environment">Added to the clean environment of the svn process.</param>
sealed record SvnAccess(SvnAddress Address, string? User, string? Password, IReadOnlyDictionary<string, string> Environment)
{
    public string Url => Address.Url;

    /// <exception cref="SourceError">The address or the credential cannot be right.</exception>
    public static async Task<SvnAccess> To(Repository repository, SecretReferences references, CancellationToken stopping)
    {
        var address = SvnAddress.Parse(repository.Url);
        try
        {
            var environment = new Dictionary<string, string>();
            if (address.Scheme == "svn+ssh") environment["SVN_SSH"] = Tunnel(repository, address.Port);
            if (repository.Token is not { } reference) return new(address, null, null, environment);

            if (repository.TokenUser is not { } user) throw new SourceError(Texts.Svn.UserMissing(address.Url));
            if (address is { Scheme: "http", Loopback: false }) throw new SourceError(Texts.Svn.ClearPassword(address.Url));
            var password = await references.Resolve(reference, stopping);
            if (password.AsSpan().IndexOfAny('\n', '\r') >= 0) throw new SourceError(Texts.Svn.PasswordOfLines(address.Url));
            return new(address, user, password, environment);
        }
        catch (UserError e)
        {
            throw new SourceError($"{address.Url}: {e.Message}", e);
        }
    }

    /// <summary>For svn's work on a working copy alone: no credential.</summary>
    public static SvnAccess None { get; } = new(new("", "", true), null, null, new Dictionary<string, string>());

    // svn cuts it into words by itself, with quotes at a word's beginning only; no shell reads it
    static string Tunnel(Repository repository, int port) =>
        $"""
        ssh -F none{(port > 0 ? $" -p {port}" : "")} -i "{SshFiles.Key(repository)}" -o IdentitiesOnly=yes -o IdentityAgent=none -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15 -o StrictHostKeyChecking=yes -o GlobalKnownHostsFile=/dev/null -o 'UserKnownHostsFile="{SshFiles.KnownHosts(repository)}"'
        """;
}
