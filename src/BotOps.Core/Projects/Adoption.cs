namespace BotOps.Core.Projects;

/// <summary>A service that ran on an environment's hosts before BotOps: where it lies, and how it is stopped and started again.</summary>
public sealed record Adoption
{
    /// <summary>Absolute; a process that comes from there, and listens on the service's port, is it.</summary>
    public string Folder { get; init; } = "";

    /// <summary>Program and arguments, run in the folder without a shell; <c>{port}</c>, <c>{address}</c> and <c>{host}</c> are replaced.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];
    public IReadOnlyList<string> Start { get; init; } = [];

    /// <summary>How long it may take to end, or to listen.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What it listens on, as it was adopted, whatever the settings say since; 0: the settings' own. Not of the catalog.</summary>
    public int Port { get; init; }

    /// <summary>By name of an nginx host, the digest that the balancer's file had there when it was adopted: BotOps writes over just that. Not of the catalog.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}
