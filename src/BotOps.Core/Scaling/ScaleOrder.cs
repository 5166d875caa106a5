using static BotOps.Core.Scaling.ScaleState;

namespace BotOps.Core.Scaling;

/// <param name="By">Null where BotOps moved it by itself.</param>
public sealed record ScaleChange(ScaleState From, ScaleState To, Guid? By, DateTimeOffset At, string? Reason);

/// <summary>The order to add hosts to an environment or to give some back. Its number is of the same line as those of releases: <c>#43</c> is either.</summary>
public sealed class ScaleOrder
{
    /// <summary>Every legal transition. Scaling → Queued: it gives way to a rollback. An ended one is taken up again only to give back what it left.</summary>
    internal static readonly IReadOnlyDictionary<ScaleState, ScaleState[]> Next = new Dictionary<ScaleState, ScaleState[]>
    {
        [AwaitingApproval] = [Queued, Rejected, Expired, Cancelled],
        [Queued] = [ScaleState.Scaling, Cancelled],
        [ScaleState.Scaling] = [Succeeded, Fewer, AwaitingDecision, Failed, Queued],
        [AwaitingDecision] = [Queued, Fewer],
        [Fewer] = [Queued],
        [Failed] = [Queued],
    };

    public long Id { get; private init; }
    public int EnvironmentId { get; init; }
    public ScaleDirection Direction { get; init; }
    public Guid RequestedBy { get; init; }
    public ScaleState State { get; private set; }

    /// <summary>All that was approved; nothing of it changes.</summary>
    public required ScalePlan Plan { get; init; }

    /// <summary>Of what it buys: each is written before its call is made, and again with what came of it.</summary>
    public List<Purchase> Purchases { get; set; } = [];
    public string? Note { get; init; }
    public int ApprovalsNeeded { get; init; }
    /// <summary>Which of the plan's offers is tried next; those before it gave less than was asked of them.</summary>
    public int NextOffer { get; set; }
    public List<Guid> Approvals { get; set; } = [];
    public long LogId { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? QueuedAt { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it ended, or what a person has to decide on.</summary>
    public string? Reason { get; private set; }
    public List<ScaleChange> History { get; set; } = [];

    /// <summary>Its hosts go by themselves then; null: they stay, or go already.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>The time zone of who said so, in which it is told.</summary>
    public string? Zone { get; set; }

    /// <summary>When the cloud releases them by itself, after <see cref="Until"/>; as it was read back.</summary>
    public DateTimeOffset? Net { get; set; }

    /// <summary>The way back was announced; how often, with each new end anew.</summary>
    public DateTimeOffset? AnnouncedAt { get; set; }
    public int Announced { get; set; }

    /// <summary>It was asked about the cloud's release; null: it has time.</summary>
    public DateTimeOffset? NetAskedAt { get; set; }

    /// <summary>The order that gives them back.</summary>
    public long? BackBy { get; set; }

    /// <summary>Another end is wanted, and the cloud has not confirmed it yet.</summary>
    public Keeping? Keeping { get; set; }
    public DateTimeOffset? KeepTriedAt { get; set; }

    /// <summary>Name of the campaign that its hosts are for; null: of none.</summary>
    public string? Campaign { get; init; }

    /// <summary>The campaign's order that has made it, in whose thread it is told; null: it was asked for by itself.</summary>
    public long? CampaignOrderId { get; init; }

    public DateTimeOffset? AnnouncesAt => Until is { } until && StartedAt is { } start
        ? until - (Plan.Settings.Back.Announce < (until - start) / 2 ? Plan.Settings.Back.Announce : (until - start) / 2) : null;

    public StayEnd? End => Until is { } until ? new StayEnd(until, Zone ?? "Etc/UTC") : null;

    /// <summary>Confirmed by the cloud.</summary>
    public void Stay(Keeping wanted)
    {
        (Until, Zone, Net) = (wanted.Until, wanted.Zone, wanted.Net);
        (AnnouncedAt, NetAskedAt, BackBy) = (null, null, null);
    }

    public void Queue(Guid? by, DateTimeOffset at, string? reason = null)
    {
        MoveTo(Queued, by, at, reason);
        QueuedAt = at;
    }

    public void Start(DateTimeOffset at) => MoveTo(ScaleState.Scaling, null, at);
    public void Reject(Guid by, string reason, DateTimeOffset at) => MoveTo(Rejected, by, at, reason);
    public void Cancel(Guid? by, string? reason, DateTimeOffset at) => MoveTo(Cancelled, by, at, reason);
    public void Expire(string reason, DateTimeOffset at) => MoveTo(Expired, null, at, reason);
    public void Succeed(DateTimeOffset at) => MoveTo(Succeeded, null, at);
    public void Ask(string reason, DateTimeOffset at) => MoveTo(AwaitingDecision, null, at, reason);
    public void AcceptFewer(Guid? by, string reason, DateTimeOffset at) => MoveTo(Fewer, by, at, reason);
    public void Fail(string reason, DateTimeOffset at) => MoveTo(Failed, null, at, reason);

    void MoveTo(ScaleState to, Guid? by, DateTimeOffset at, string? reason = null)
    {
        if (!Next.GetValueOrDefault(State, []).Contains(to)) throw new UserError(Texts.Scaling.CannotBecome(Id, $"{State}", $"{to}"));

        History = [.. History, new ScaleChange(State, to, by, at, reason)];
        State = to;
        Reason = reason;
        if (to == ScaleState.Scaling) StartedAt ??= at;
        EndedAt = to.Ended() ? at : null;
    }
}
