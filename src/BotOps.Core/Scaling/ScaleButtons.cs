using System.Globalization;
using BotOps.Core.Chat;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using static BotOps.Core.Scaling.ScaleState;

namespace BotOps.Core.Scaling;

/// <summary>The buttons of an order that make sense now, and for whom they are drawn; what a press may do is decided when it comes.</summary>
sealed class ScaleButtons(ScaleOrder order, IReadOnlyList<ScaleHost> hosts, CardPeople people)
{
    public const string Approve = "scale-approve", Reject = "scale-reject", Cancel = "scale-cancel", Retry = "scale-retry", GiveBack = "scale-give-back", Accept = "scale-accept";

    public static bool Has(string? action) => action is Approve or Reject or Cancel or Retry or GiveBack or Accept || StayQuestion.Has(action);

    string Value => order.Id.ToString(CultureInfo.InvariantCulture);
    List<ScaleHost> Failed => [.. hosts.Where(h => h.State == ScaleStep.Failed)];

    public IReadOnlyList<Button> Now(Policy policy) => order.State switch
    {
        _ when order.BackBy is not null => [],
        AwaitingApproval =>
        [
            new Button(Approve, Texts.ApproveButton, Value, Main: true, May: policy.SelfApproval ? people.Approvers : [.. people.Approvers.Where(a => a != people.Requester)]),
            new Button(Reject, Texts.RejectButton, Value, Ask: Texts.ReasonFor(people.Requester), May: people.Approvers), Ending([people.Requester]),
        ],
        Queued when order.StartedAt is null => [Ending([people.Requester, .. people.Operators])],
        AwaitingDecision => [Again(), .. Failed.Count > 0 ? [Back()] : Array.Empty<Button>(), new Button(Accept, Texts.Scaling.AcceptButton, Value, May: people.Operators)],
        ScaleState.Failed => [Again(), Back()],
        Fewer when Failed.Exists(h => h.InstanceId is not null) => [Back()],
        _ => [],
    };

    Button Ending(IReadOnlyList<string> may) => new(Cancel, Texts.CancelButton, Value, May: may);
    Button Again() => new(Retry, Texts.Scaling.RetryButton, Value, Main: true, May: people.Operators);
    Button Back() => new(GiveBack, Texts.Scaling.GiveBackButton(Failed.Count), Value, Grave: true, May: people.Operators,
        Confirm: new Confirm(Texts.Scaling.GiveBackAsked([.. Failed.Select(h => h.Name)]), Texts.Scaling.GiveBackButton(Failed.Count), []));
}
