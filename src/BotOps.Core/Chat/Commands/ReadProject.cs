using System.CommandLine.Parsing;
using System.Globalization;
using BotOps.Core.Projects.Catalog;
using static BotOps.Core.Chat.Commands.ValueKind;

namespace BotOps.Core.Chat.Commands;

/// <summary>A project as it is described in chat, each value checked as a catalog file's would be.</summary>
/// <param name="Hosts">Names, <c>*</c> standing for anything.</param>
/// <param name="Environment">Null: <c>production</c>.</param>
/// <param name="Build">Program and arguments.</param>
/// <param name="Artifact">Paths and globs below the tree.</param>
/// <param name="Strip">A leading folder that is left away in the artifact.</param>
/// <param name="Start">Program and arguments.</param>
/// <param name="Port">0: none.</param>
/// <param name="Health">A path for HTTP; null: the port answers, or without one the process lives.</param>
public sealed record ProjectInput(
    string Name, string Repository, string Branch, IReadOnlyList<string> Hosts, string? Environment, IReadOnlyList<string> Build, IReadOnlyList<string> Artifact,
    string Strip, IReadOnlyList<string> Start, int Port, string? Health) : ParsedCommand
{
    /// <summary>Reference to an https token.</summary>
    public string? Token { get; init; }

    /// <summary>Reference to a private key, a file.</summary>
    public string? SshKey { get; init; }
    public string? KnownHosts { get; init; }
    public string EnvironmentName => Environment ?? "production";
}

/// <summary>What <c>/botops project add</c> asks for.</summary>
static class ReadProject
{
    public const string Command = "project", Add = "add";

    public const string Example = "add order-svc --repo https://git.example.org/shop/order-svc.git --hosts order-* --build-command make --artifact out --start-command ./run";

    public static WordSpec[] Words => [new(Add, ValueKind.Add), new("name", NewName)];

    public static OptionSpec[] Options =>
    [
        new("--repo", Text, "URL", Texts.Adding.OptionRepo, "https://git.example.org/shop/order-svc.git", Needed: true),
        new("--hosts", HostList, "a,b-*", Texts.Adding.OptionHosts, "order-01,order-02", Needed: true),
        new("--build-command", Text, "COMMAND", Texts.Adding.OptionBuild, "\"dotnet publish -c Release -o out\"", Needed: true),
        new("--artifact", Text, "PATHS", Texts.Adding.OptionArtifact, "out", Needed: true),
        new("--start-command", Text, "COMMAND", Texts.Adding.OptionStart, "\"dotnet order-svc.dll --urls http://{address}:{port}\"", Needed: true),
        new("--strip", Text, "FOLDER", Texts.Adding.OptionStrip, "out") { Offered = true },
        new("--port", Text, "N", Texts.Adding.OptionPort, "8080") { Offered = true },
        new("--health", Text, "PATH", Texts.Adding.OptionHealth, "/health") { Offered = true },
        new("--branch", Text, "REF", Texts.Adding.OptionBranch, "master") { Offered = true },
        new("--token", Text, "REF", Texts.Adding.OptionToken, "secret:shop-git") { Offered = true },
        new("--ssh-key", Text, "REF", Texts.Adding.OptionSshKey, "file:/etc/botops/shop-key") { Offered = true },
        new("--known-hosts", Text, "PATH", Texts.Adding.OptionKnownHosts, "/etc/botops/known_hosts") { Offered = true },
    ];

    public static ParsedCommand From(Typed typed)
    {
        var (repository, branch, strip, health) = (typed.Text("--repo")!, typed.Text("--branch") ?? "master", typed.Text("--strip") ?? "", typed.Text("--health"));
        var artifact = typed.Text("--artifact")!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var port = 0;

        Check("--repo", repository, SecretGuard.Problem(repository) ?? SvnByFile(repository) ?? CatalogNames.RepositoryUrl(repository));
        Check("--branch", branch, CatalogNames.GitRef(branch));
        foreach (var path in artifact) Check("--artifact", path, CatalogNames.RelativePath(path));
        if (strip.Length > 0) Check("--strip", strip, CatalogNames.RelativePath(strip));
        if (typed.Text("--port") is { } number)
            Check("--port", number, int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535 ? null : Texts.Catalog.NotAPort(number));
        if (health is not null) Check("--health", health, health.StartsWith('/') && !health.Any(char.IsWhiteSpace) ? null : Texts.Catalog.HealthPath);
        var (token, key, known) = (typed.Text("--token"), typed.Text("--ssh-key"), typed.Text("--known-hosts"));
        if (token is not null) Check("--token", "", SecretGuard.IsReference(token) ? null : Texts.Catalog.LooksLikeASecret); // not said again: it may be the token itself
        if (key is not null) Check("--ssh-key", "", CatalogNames.FileReference(key));
        if (known is not null) Check("--known-hosts", known, CatalogNames.AbsolutePath(known));
        if (health is not null && port == 0) typed.Without("--health", Texts.Adding.HealthNeedsAPort);

        return new ProjectInput(typed.Value<string>("name")!, repository, branch, typed.Value<IReadOnlyList<string>>("--hosts")!, typed.Environment, Words("--build-command"), artifact,
            strip, Words("--start-command"), port, health)
        { Token = token, SshKey = key, KnownHosts = known };

        // No shell is started: quotes keep words together and are gone
        string[] Words(string option)
        {
            var text = typed.Text(option)!;
            string[] words = [.. CommandLineParser.SplitCommandLine(text)];
            foreach (var word in words) Check(option, word, SecretGuard.Problem(word));
            return words.Length > 0 ? words : throw new UserError(Texts.Adding.NoCommand(option), option);
        }

        static string? SvnByFile(string url) => url.StartsWith("svn", StringComparison.OrdinalIgnoreCase) ? Texts.Svn.ByFile : null;

        void Check(string option, string value, string? problem) => typed.Check(option, () =>
        {
            if (problem is not null) throw new UserError(Texts.Adding.OptionWrong(option, problem), Texts.Shown(value));
        });
    }
}
