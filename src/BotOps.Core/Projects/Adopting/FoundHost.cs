using BotOps.Core.Hosts;

namespace BotOps.Core.Projects.Adopting;

/// <summary>What was found on one host of an environment.</summary>
/// <param name="Pid">Of the process that comes from the folder and has the port; null: there is none.</param>
/// <param name="Problem">Why it cannot be adopted as it stands; null: it can, or nothing runs there.</param>
public sealed record FoundHost(Assignment Assignment, string? Pid, string? User, string? Command, string? Problem)
{
    public string Name => Assignment.Host.Name;
}

/// <summary>What an nginx host is told to pass on to the hosts.</summary>
/// <param name="Lines">As <c>file:line: server …;</c>.</param>
/// <param name="Problem">Why it is not known; null: it is.</param>
/// <param name="Takes">Digest of the balancer's file, which names none but these hosts and would be written over; null: it is not there, or names others as well.</param>
public sealed record FoundFront(string Name, IReadOnlyList<string> Lines, string? Problem, string? Takes = null);

/// <summary>All that an adoption would take down. Nothing was changed to learn it.</summary>
public sealed record FoundRunning(DeployEnvironment Environment, Adoption Adoption, SettingsRevision Revision, IReadOnlyList<FoundHost> Hosts, IReadOnlyList<FoundFront> Fronts)
{
    public IReadOnlyList<FoundHost> Adoptable => [.. Hosts.Where(h => h.Pid is not null)];

    /// <summary>There is something to adopt and nothing in the way.</summary>
    public bool Good => Adoptable.Count > 0 && Hosts.All(h => h.Problem is null);
}
