namespace BotOps.Core.Jobs;

/// <summary>How workers share the work. Short in tests, never asserted on.</summary>
public sealed class WorkerOptions
{
    /// <summary>Where mirrors, builds and keys of this machine lie.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A worker that was not heard of for so long is taken for dead; its work goes to another.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A command that waited longer is not run but offered again.</summary>
    public TimeSpan CommandAge { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Hosts worked on at once by one rollout, whatever the wave allows.</summary>
    public int ParallelHosts { get; init; } = 50;

    /// <summary>How long a host may take for one verb of the host script, beside the health check's own limit.</summary>
    public TimeSpan HostLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the members of groups are read, besides when the platform says that they have changed.</summary>
    public TimeSpan GroupsEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Address of the pages, for links: <c>https://botops.example.org</c>.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Address at which hosts reach BotOps to pull artifacts; empty: <see cref="PublicUrl"/>.</summary>
    public string ArtifactsUrl { get; init; } = "";

    /// <summary>This process, unique over machines and restarts.</summary>
    public string Name { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
}
