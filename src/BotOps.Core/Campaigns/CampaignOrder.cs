using BotOps.Core.Scaling;
using static BotOps.Core.Campaigns.CampaignState;

namespace BotOps.Core.Campaigns;

/// <param name="By">Null where BotOps moved it by itself.</param>
public sealed record CampaignChange(CampaignState From, CampaignState To, Guid? By, DateTimeOffset At, string? Reason);

/// <summary>One order over several projects, with one approval and one thread. Its number is of the same line as those of releases and scale orders; when it begins it makes one of those for each project.</summary>
public sealed class CampaignOrder
{
    /// <summary>Every legal transition. Approved → AwaitingApproval: it is not what was approved any more, or its time is over.</summary>
    internal static readonly IReadOnlyDictionary<CampaignState, CampaignState[]> Next = new Dictionary<CampaignState, CampaignState[]>
    {
        [AwaitingApproval] = [Approved, Rejected, Expired, Cancelled],
        [Approved] = [Begun, AwaitingApproval, Expired, Cancelled],
    };

    public long Id { get; private init; }

    /// <summary>The campaign's.</summary>
    public required string Name { get; init; }
    public ScaleDirection Direction { get; init; }
    public Guid RequestedBy { get; init; }
    public CampaignState State { get; private set; }
    public required CampaignPlan Plan { get; set; }
    public string? Note { get; init; }
    public int ApprovalsNeeded { get; init; }
    public List<Guid> Approvals { get; set; } = [];
    public List<CampaignChange> History { get; set; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Not before.</summary>
    public DateTimeOffset BeginsAt { get; init; }

    /// <summary>Stock, quota, addresses and price were asked for again; null: not since it was asked for.</summary>
    public DateTimeOffset? CheckedAt { get; set; }

    /// <summary>What would be in its way then.</summary>
    public string? CheckProblem { get; set; }

    /// <summary>A job was begun for it; another may be after a while.</summary>
    public DateTimeOffset? TriedAt { get; set; }

    /// <summary>Why it ended, or is asked for again.</summary>
    public string? Reason { get; private set; }

    /// <summary>How often it was asked for: an approval counts for the card on which it was pressed.</summary>
    public int Round => 1 + History.Count(h => h.To == AwaitingApproval);
    public DateTimeOffset? ApprovedAt => History.LastOrDefault(h => h.To == Approved)?.At;

    /// <summary>In service too late, even if it began now, and nobody has said that it is to be so.</summary>
    public bool Overdue(DateTimeOffset now) => Direction == ScaleDirection.Out && Plan.Settings.ReadyBy < now && ApprovedAt <= Plan.Settings.ReadyBy;

    public void Approve(Guid? by, DateTimeOffset at) => MoveTo(Approved, by, at, null);
    public void Begin(DateTimeOffset at) => MoveTo(Begun, null, at, null);
    public void Reject(Guid by, string reason, DateTimeOffset at) => MoveTo(Rejected, by, at, reason);
    public void Cancel(Guid? by, string? reason, DateTimeOffset at) => MoveTo(Cancelled, by, at, reason);
    public void Expire(string reason, DateTimeOffset at) => MoveTo(Expired, null, at, reason);

    /// <summary>What was approved is none any more.</summary>
    public void AskAgain(string reason, CampaignPlan plan, DateTimeOffset expires, DateTimeOffset at)
    {
        MoveTo(AwaitingApproval, null, at, reason);
        (Plan, Approvals, ExpiresAt, CheckProblem, CheckedAt) = (plan, [], expires, null, at);
    }

    void MoveTo(CampaignState to, Guid? by, DateTimeOffset at, string? reason)
    {
        if (!Next.GetValueOrDefault(State, []).Contains(to)) throw new UserError(Texts.Scaling.CannotBecome(Id, $"{State}", $"{to}"));

        History = [.. History, new CampaignChange(State, to, by, at, reason)];
        (State, Reason) = (to, reason);
    }
}
