using static BotOps.Core.Releases.ReleaseState;

namespace BotOps.Core.Releases;

/// <summary>One thing that a person, or BotOps by itself, decided about a release.</summary>
public sealed record Decision(DateTimeOffset At, string Who, string Did, string? Why)
{
    /// <summary>The whole story in the order in which it happened.</summary>
    public static IEnumerable<Decision> Of(ReleaseView view)
    {
        var release = view.Release;
        Decision asked = new(release.CreatedAt, view.Name(release.RequestedBy), Texts.Page.DidAsk, release.Note);
        var approved = view.Approvals.Select(a => new Decision(a.At, view.Name(a.PersonId), Texts.Page.DidApprove(a.Round), null));
        var moved = release.History.Where(Tells).Select(h => new Decision(h.At, view.Name(h.By), Texts.Page.Did(h.From, h.To), h.Reason));
        return approved.Concat(moved).OrderBy(d => d.At).Prepend(asked);
    }

    /// <summary>Approvals are told by their own rows; that BotOps went on as planned is no decision.</summary>
    static bool Tells(StateChange change) => change.To switch
    {
        Queued or Building or Succeeded => false,
        RollingOut => change.From is Paused or AwaitingDecision,
        _ => true,
    };
}
