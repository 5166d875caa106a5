using BotOps.Core.Access;
using BotOps.Core.Scaling;

namespace BotOps.Core.Projects;

/// <summary>Named in the project; owns hosts, policy, settings, and whether it is production.</summary>
public sealed class DeployEnvironment
{
    public int Id { get; private init; }
    public int ProjectId { get; init; }
    public Project Project { get; init; } = null!;
    public required string Name { get; init; }
    public bool Production { get; set; }
    public Policy Policy { get; set; } = new();

    /// <summary>What passes requests on to its hosts; null: BotOps takes no traffic from them.</summary>
    public Balancer? Balancer { get; set; }

    /// <summary>What ran on its hosts before BotOps, as the catalog describes it; null: nothing that is to be adopted.</summary>
    public Adoption? Adopt { get; set; }

    /// <summary>It was adopted: how it is stopped and started again, by the newest that the catalog said of it. Null: it was not.</summary>
    public Adoption? Adopted { get; set; }

    /// <summary>How it gets more hosts, and gives them back; null: BotOps buys none for it.</summary>
    public ScaleSettings? Scaling { get; set; }

    /// <summary>The newest settings; what runs is told by each assignment.</summary>
    public long? SettingsRevisionId { get; set; }

    /// <summary>The build of the last release over all hosts that ended Succeeded.</summary>
    public long? CurrentBuildId { get; set; }
    public long? CurrentReleaseId { get; set; }

    /// <summary>The last fence handed out; grows with every taking of the claim and never goes back.</summary>
    public long LastFence { get; set; }
}

/// <summary>Who has to agree, and what a rollout may not do.</summary>
public sealed record Policy
{
    /// <summary>Distinct persons who have to approve; 0: none.</summary>
    public int Approvals { get; init; } = 1;
    public bool SelfApproval { get; init; }

    /// <summary>Handles that the card mentions; empty: every approver of the environment is free to, none is mentioned.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>How long a request waits for its decision.</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Hosts that stay in service: a count or a share, <c>50%</c>.</summary>
    public string MinUp { get; init; } = "50%";

    /// <summary>Branches (and tags) that may be released here, with <c>*</c> for anything; a commit has to be on one of them. Empty: all.</summary>
    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>Who may pass a lock, a branch that is not allowed and a build marked bad, with a reason.</summary>
    public Role Override { get; init; } = Role.Operator;
}
