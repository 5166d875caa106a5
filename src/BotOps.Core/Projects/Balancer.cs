namespace BotOps.Core.Projects;

/// <summary>An nginx in front of an environment, on one host or several: BotOps owns one file there, with the servers of one upstream.</summary>
public sealed record Balancer
{
    public string Kind { get; init; } = "nginx";

    /// <summary>Hosts of the catalog on which nginx runs, each reached by its own transport.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The file that is included in the upstream, the same on each of them.</summary>
    public string File { get; init; } = "";
    public ServerParameters Server { get; init; } = new();

    /// <summary>Programs and arguments, run there without a shell.</summary>
    public IReadOnlyList<string> Test { get; init; } = ["nginx", "-t"];
    public IReadOnlyList<string> Reload { get; init; } = ["nginx", "-s", "reload"];

    /// <summary>Where nginx keeps the process id of its master.</summary>
    public string Pid { get; init; } = "/run/nginx.pid";

    /// <summary>How long requests may take to their end before a host that left is stopped all the same.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>Parameters of each server line, by nginx's own names; null: nginx's own default.</summary>
public sealed record ServerParameters
{
    public int? Weight { get; init; }
    public int? MaxFails { get; init; }
    public TimeSpan? FailTimeout { get; init; }
    public int? MaxConns { get; init; }
}
