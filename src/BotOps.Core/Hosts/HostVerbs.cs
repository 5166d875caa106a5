using System.Globalization;
using System.Text.RegularExpressions;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Kinds;
using BotOps.Core.Secrets;

namespace BotOps.Core.Hosts;

/// <summary>
/// Settings turned into calls of the host script. Here, and nowhere later, <c>{port}</c> and <c>{address}</c> are replaced in
/// the start command, the health command, the environment's values and, with <c>{host}</c>, the managed files.
/// </summary>
public static partial class HostVerbs
{
    /// <summary>How long a verb may wait for another one on its host before its own work begins.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public const string ChangeVerb = "change";

    /// <summary>Where <see cref="IHostTransport.Put"/> has to lay the archive for <see cref="Fetch"/>.</summary>
    public static string Incoming(string project, string sha256) => $"{project}/incoming/{sha256}.tar.gz";

    /// <summary>
    /// Answers freeMb, portOwner, release, running and arch; fails with everything that stands in the way. For release 0 it is a
    /// question of somebody without a claim: it waits for no verb, and its fence does not count.
    /// </summary>
    /// <param name="artifactBytes">Length of the archive.</param>
    /// <param name="pulls">The host has to be able to <see cref="Pull"/> it.</param>
    /// <param name="adopted">What ran there before may hold the port; null: nobody else may.</param>
    public static HostCall Preflight(string project, long release, long fence, RunSettings run, string address, long artifactBytes, bool pulls = false, Adoption? adopted = null) =>
        Call("preflight", project, release, fence, TimeSpan.Zero, new Dictionary<string, string>(adopted is null ? [] : [new("adopted", adopted.Folder)])
        {
            ["port"] = run.Start.Count == 0 ? "0" : Text(run.Port),
            ["address"] = address,
            ["artifactBytes"] = Text(artifactBytes),
            ["pulls"] = pulls ? "yes" : "no",
        }.List("shared", run.Shared).List("ports", FurtherPorts(run, address)));

    static IEnumerable<string> FurtherPorts(RunSettings run, string address) =>
        run.Tomcat is { } tomcat ? TomcatKind.FurtherPorts(tomcat, run.Port).Select(at => $"{Fill(at.Address, run, address)} {Text(at.Port)}") : [];

    /// <summary>Checks the archive's digest on the host and unpacks it; nothing that runs is touched.</summary>
    public static HostCall Fetch(string project, long release, long fence, string sha256) =>
        Call("fetch", project, release, fence, TimeSpan.FromMinutes(15), new() { ["sha256"] = sha256 });

    /// <summary>Switches <c>current</c>; answers previous: the release that it pointed to.</summary>
    public static HostCall Activate(string project, long release, long fence, string sha256) =>
        Call("activate", project, release, fence, TimeSpan.Zero, new() { ["sha256"] = sha256 });

    /// <summary>Starts the service of this release; refused while one of another release runs. Answers pid.</summary>
    /// <param name="secrets">Has the values of the settings' secrets; null: they name none.</param>
    /// <exception cref="UserError">A secret of the settings is not among them.</exception>
    public static HostCall Start(string project, long release, long fence, RunSettings run, string address, RunSecrets? secrets = null)
    {
        var arguments = Service(run, address, secrets).WithConsole(run, address).List("start", run.Start.Select(s => Fill(s, run, address)));
        arguments["supervisor"] = run.Supervisor;
        return Call("start", project, release, fence, TimeSpan.Zero, arguments);
    }

    /// <summary>Ends the service, whichever release it is of; answers stopped (that release) and forced (yes: by SIGKILL).</summary>
    public static HostCall Stop(string project, long release, long fence, RunSettings run) =>
        Call("stop", project, release, fence, run.StopLimit, new() { ["stopLimit"] = Seconds(run.StopLimit) });

    /// <summary>The three in one, each as it is by itself, until one fails; answers what they answer. They are of the same release.</summary>
    public static HostCall Change(HostCall stop, HostCall activate, HostCall start) => start with
    {
        Verb = ChangeVerb,
        Arguments = stop.Arguments.Concat(activate.Arguments).Concat(start.Arguments).ToDictionary(a => a.Key, a => a.Value),
        Limit = stop.Limit + activate.Limit + start.Limit,
    };

    /// <summary>Nothing is <c>current</c> any more, as before the first release; refused while the service runs.</summary>
    public static HostCall Clear(string project, long release, long fence) => Call("clear", project, release, fence, TimeSpan.Zero, []);

    /// <summary>
    /// Asks until the service is healthy or the limit is over. Success proves that <c>current</c> is this release with that digest,
    /// that its recorded process lives and owns the port, that the check passed, and that dubbo's services are registered; where another program serves
    /// the files, that it serves those of this release. A failure answers appLog: the first error in the service's own log since its start.
    /// </summary>
    /// <param name="secrets">As for Start; only a health command is given them.</param>
    public static HostCall Health(string project, long release, long fence, RunSettings run, string address, string sha256, RunSecrets? secrets = null)
    {
        var arguments = (run.Health.Kind == "command" ? Service(run, address, secrets) : Service(run, address)).List("command", run.Health.Command.Select(s => Fill(s, run, address)));
        arguments.WithConsole(run, address);
        arguments["limit"] = Seconds(run.Health.Limit);
        arguments["sha256"] = sha256;
        if (run.Tomcat is not null) arguments["hopeless"] = TomcatKind.StartFailed;
        return Call("health", project, release, fence, run.Health.Limit, arguments.Check(run));
    }

    /// <summary>Answers release, sha256, running, pid, runs, runsFor (seconds), fence and verb; waits for nobody.</summary>
    public static HostCall Status(string project) => Call("status", project, 0, 0, TimeSpan.Zero, []);

    /// <summary>The same, with one attempt at the health check, where that runs no command: answers healthy, too, which is yes or why not.</summary>
    public static HostCall Status(string project, RunSettings run, string address) => run.Health.Kind == "command" || run is { Start.Count: 0, Health.Kind: not "http" } ? Status(project)
        : Call("status", project, 0, 0, TimeSpan.Zero, new Dictionary<string, string> { ["port"] = Text(run.Port), ["address"] = address }.Check(run).WithConsole(run, address));

    /// <summary>Keeps the newest releases, the current one, the one that runs, and those that are named.</summary>
    public static HostCall Prune(string project, long release, long fence, int keep, IEnumerable<long> protect) =>
        Call("prune", project, release, fence, TimeSpan.FromMinutes(5), new()
        {
            ["keep"] = Text(keep),
            ["protect"] = string.Join(',', protect.Select(Text)),
        });

    static HostCall Call(string verb, string project, long release, long fence, TimeSpan work, Dictionary<string, string> arguments) =>
        new(verb, project, release, fence, arguments) { Limit = work + Patience };

    static Dictionary<string, string> Service(RunSettings run, string address, RunSecrets? secrets)
    {
        var arguments = Service(run, address);
        foreach (var (variable, reference) in run.Secrets) arguments[$"env.{variable}"] = (secrets ?? RunSecrets.None).Value(variable, reference);
        return arguments;
    }

    static Dictionary<string, string> Service(RunSettings run, string address)
    {
        var arguments = run.Environment.ToDictionary(v => $"env.{v.Key}", v => Fill(v.Value, run, address));
        arguments["port"] = Text(run.Port);
        arguments["address"] = address;
        return arguments;
    }

    /// <summary>What is asked, and whether a process of ours answers.</summary>
    static Dictionary<string, string> Check(this Dictionary<string, string> arguments, RunSettings run)
    {
        arguments["kind"] = run.Health.Kind;
        arguments["path"] = run.Health.Path;
        arguments["process"] = run.Start.Count == 0 ? "no" : "yes"; // nothing was started: another program serves the files
        if (run.Health.Host is { } name) arguments["host"] = name;
        if (run.Health.Proof is { } proof and not StaticKind.NoProof) arguments["proof"] = proof;
        return arguments;
    }

    static Dictionary<string, string> List(this Dictionary<string, string> arguments, string name, IEnumerable<string> values)
    {
        foreach (var (at, value) in values.Index()) arguments[$"{name}.{at}"] = value;
        return arguments;
    }

    static string Fill(string text, RunSettings run, string address, string? host = null) => Placeholder().Replace(text, found => found.Value switch
    {
        "{port}" => Text(run.Port),
        "{address}" => address,
        _ => host ?? found.Value,
    });

    static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture);
    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // {{port}} is another language's
    [GeneratedRegex(@"(?<!\{)\{(port|address|host)\}")]
    private static partial Regex Placeholder();
}
