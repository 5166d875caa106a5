using System.Text;
using BotOps.Core;
using BotOps.Core.Projects;
using BotOps.Core.Secrets;
using BotOps.Core.Sources;

namespace BotOps.Adapters.Sources.Git;

/// <summary>An address with what opens it. Credentials travel in the environment of the git process only.</summary>
/// <param name="Environment">Added to the clean environment of the git process.</param>
/// <param name="Secrets">Never to be seen in a message.</param>
sealed record GitAccess(GitAddress Address, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> Secrets)
{
    // A constant: the shell that reads it expands the two paths from the environment, so nothing in a path is ever code.
    const string Ssh = """
        exec ssh -F none -i "$BOTOPS_SSH_KEY" -o IdentitiesOnly=yes -o IdentityAgent=none -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15 -o StrictHostKeyChecking=yes -o GlobalKnownHostsFile=/dev/null -o UserKnownHostsFile="\"$BOTOPS_KNOWN_HOSTS\""
        """;

    public string Url => Address.Url;

    /// <exception cref="SourceError">The address or the credential cannot be right.</exception>
    public static async Task<GitAccess> To(Repository repository, SecretReferences references, CancellationToken stopping)
    {
        var address = GitAddress.Parse(repository.Url);
        var environment = new Dictionary<string, string> { ["GIT_ALLOW_PROTOCOL"] = Protocols(address) };
        var secrets = new List<string>();
        try
        {
            if (address.Scheme == "ssh") AddKey(repository, environment);
            if (address.Origin.Length > 0 && repository.Token is { } reference)
            {
                if (address is { Scheme: "http", Loopback: false }) throw new SourceError(Texts.RepositoryClearToken(address.Url));
                AddToken(repository, address, await references.Resolve(reference, stopping), environment, secrets);
            }
        }
        catch (UserError e)
        {
            throw new SourceError($"{address.Url}: {e.Message}", e);
        }
        return new(address, environment, secrets);
    }

    /// <summary>For git's work on the mirror alone: no protocol, no credential.</summary>
    public static GitAccess None { get; } = new(new("", "", "", true), new Dictionary<string, string> { ["GIT_ALLOW_PROTOCOL"] = "none" }, []);

    // A submodule's address comes from whoever pushed: it must not reach this machine's files, nor leave encryption, unless the
    // repository itself does. A known_hosts file is what lets it reach ssh.
    static string Protocols(GitAddress address) => address.Scheme switch
    {
        "file" => "file:https:http:ssh",
        "http" => "https:http:ssh",
        _ => "https:ssh"
    };

    static void AddKey(Repository repository, Dictionary<string, string> environment)
    {
        environment["BOTOPS_SSH_KEY"] = SshFiles.Key(repository);
        environment["BOTOPS_KNOWN_HOSTS"] = SshFiles.KnownHosts(repository);
        environment["GIT_SSH_COMMAND"] = Ssh;
        environment["GIT_SSH_VARIANT"] = "ssh";
    }

    // A header bound to the origin: a submodule elsewhere does not get it, and a wrong one fails at once instead of asking.
    static void AddToken(Repository repository, GitAddress address, string token, Dictionary<string, string> environment, List<string> secrets)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{repository.TokenUser ?? "oauth2"}:{token}"));
        environment["GIT_CONFIG_COUNT"] = "2";
        environment["GIT_CONFIG_KEY_0"] = $"http.{address.Origin}/.extraHeader";
        environment["GIT_CONFIG_VALUE_0"] = $"Authorization: Basic {basic}";
        environment["GIT_CONFIG_KEY_1"] = "http.followRedirects"; // git would take the header along to another server
        environment["GIT_CONFIG_VALUE_1"] = "false";
        secrets.AddRange([token, basic]);
    }
}
