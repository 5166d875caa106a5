using System.Security.Cryptography;
using BotOps.Core.Persistence;

namespace BotOps.Core.Projects;

/// <summary>Everything of the catalog that shapes a build or a host. Each change makes a new revision.</summary>
public sealed record Settings
{
    public BuildSettings Build { get; init; } = new();
    public RunSettings Run { get; init; } = new();

    /// <summary>Those of a rollout; those of a build shape it and are in <see cref="BuildSettings.Hooks"/>. Null: none.</summary>
    public Hooks? Hooks { get; init; }
}

public sealed record BuildSettings
{
    /// <summary>Program and arguments, started without a shell in the checked-out tree.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Null: <see cref="Command"/> builds.</summary>
    public MavenSettings? Maven { get; init; }

    /// <summary>Paths and globs, relative to the tree, that make the artifact; laid out on the host as they are in the tree, below <see cref="Strip"/>. Empty with maven: the module's war or jar.</summary>
    public IReadOnlyList<string> Artifact { get; init; } = [];

    /// <summary>A leading folder that is left away in the artifact (<c>out</c>: out/app.dll becomes app.dll).</summary>
    public string Strip { get; init; } = "";

    /// <summary>The folder of the artifact in which the files of its one war lie, in place of the war itself; null: it stays whole.</summary>
    public string? Explode { get; init; }
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables whose values are references to secrets; resolved on the worker, masked in the log.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Null: none.</summary>
    public Hooks? Hooks { get; init; }

    /// <summary>Same commit and same digest: the same artifact, not built again.</summary>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(Json.Utf8(this)));
}

public sealed record RunSettings
{
    /// <summary>Program and arguments, started in the release's folder; <c>{port}</c> and <c>{address}</c> are replaced.</summary>
    public IReadOnlyList<string> Start { get; init; } = [];
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Variables whose values are references to secrets; given to the process at its start, masked in all that its hosts say.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Who starts it again after a crash and a reboot: systemd or, by the host script, nobody; <see cref="Auto"/>: systemd where it is and may be asked.</summary>
    public string Supervisor { get; init; } = Script;
    public const string Auto = "auto", Systemd = "systemd", Script = "script";

    /// <summary>TCP port that the service listens on; 0: none.</summary>
    public int Port { get; init; }

    /// <summary>How long a process may take to end after SIGTERM before SIGKILL.</summary>
    public TimeSpan StopLimit { get; init; } = TimeSpan.FromSeconds(10);
    public HealthCheck Health { get; init; } = new();

    /// <summary>Null: it is no provider of dubbo.</summary>
    public DubboSettings? Dubbo { get; init; }

    /// <summary>Releases kept on a host.</summary>
    public int Keep { get; init; } = 5;

    /// <summary>Written into the folder of each release; edited by hand on a host, they stop the next one.</summary>
    public IReadOnlyList<ManagedFile> Files { get; init; } = [];

    /// <summary>Folders and files that all releases of a host have in common, relative to a release's folder.</summary>
    public IReadOnlyList<string> Shared { get; init; } = [];

    /// <summary>Of a project of kind tomcat; what it makes of the rest is there already. Null: of another kind.</summary>
    public TomcatSettings? Tomcat { get; init; }
}

/// <summary>How a host shows that it works; asked until it does or the limit is over.</summary>
public sealed record HealthCheck
{
    /// <summary><c>http</c>, <c>tcp</c>, <c>command</c>, or <c>none</c> (the process lives).</summary>
    public string Kind { get; init; } = "none";

    /// <summary>For http: the path; 2xx is healthy.</summary>
    public string Path { get; init; } = "/";

    /// <summary>For http: the name that the server is asked by; null: the host's address.</summary>
    public string? Host { get; init; }

    /// <summary>For files that another program serves: the path at which it hands out the release's digest, or <c>none</c>. Null: a process of ours answers.</summary>
    public string? Proof { get; init; }

    /// <summary>For command: program and arguments, run on the host in the release's folder; 0 is healthy.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);
}

public sealed class SettingsRevision
{
    public long Id { get; private init; }
    public int EnvironmentId { get; init; }

    /// <summary>Counts up within the environment.</summary>
    public int Number { get; init; }
    public required Settings Settings { get; init; }
    public Guid? By { get; init; }
    public DateTimeOffset At { get; init; }
}
