using System.Collections;

namespace BotOps.Adapters.Sources;

/// <summary>The environment of a source control's client: what it needs to reach the network of this machine, and its own; nothing else of BotOps' is for it.</summary>
static class ClientEnvironment
{
    static readonly HashSet<string> Passed = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "TMPDIR", "http_proxy", "https_proxy", "all_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "GIT_SSL_CAINFO"
    };

    public static Dictionary<string, string?> Of(string home, params IEnumerable<KeyValuePair<string, string>> own)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(v => (string)v.Key)
            .Where(name => !Passed.Contains(name))
            .ToDictionary(name => name, _ => (string?)null); // CliWrap inherits what is not taken away
        foreach (var (name, value) in own) environment[name] = value;
        environment["HOME"] = home;
        return environment;
    }
}
