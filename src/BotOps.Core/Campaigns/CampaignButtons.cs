using System.Globalization;
using BotOps.Core.Access;
using BotOps.Core.Chat;

namespace BotOps.Core.Campaigns;

/// <summary>What may be pressed on a campaign's card before it begins; after that its scale orders have buttons of their own.</summary>
static class CampaignButtons
{
    public const string Approve = "campaign-approve", Reject = "campaign-reject", Cancel = "campaign-cancel";

    public static bool Has(string? action) => action is Approve or Reject or Cancel;

    /// <param name="may">Approvers of all its projects, without the asker where nobody may approve their own.</param>
    public static IReadOnlyList<Button> Now(CampaignOrder order, string requester, IReadOnlyList<string> may, IReadOnlyList<string> approvers, IReadOnlyList<string> operators)
    {
        var value = string.Create(CultureInfo.InvariantCulture, $"{order.Id}/{order.Round}");
        return order.State switch
        {
            CampaignState.AwaitingApproval =>
            [
                new Button(Approve, Texts.ApproveButton, value, Main: true, May: may),
                new Button(Reject, Texts.RejectButton, value, Ask: Texts.ReasonFor(requester), May: approvers),
                new Button(Cancel, Texts.CancelButton, value, May: [requester]),
            ],
            CampaignState.Approved => [new Button(Cancel, Texts.CancelButton, value, May: [.. operators.Append(requester).Distinct()])],
            _ => [],
        };
    }
}

/// <summary>A press on a campaign's card, or the command that means the same.</summary>
public sealed class PressCampaign(DecideCampaign decide)
{
    public static bool Has(string? action) => CampaignButtons.Has(action);

    public Task Handle(ChatEvent press, Person person, CancellationToken stopping)
    {
        if ((press.Value ?? "").Split('/') is not [var number, var asked] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var round))
            throw new UserError(Texts.UnknownButton);
        return press.Action switch
        {
            CampaignButtons.Approve => decide.Approve(id, round, person.Id, stopping),
            CampaignButtons.Reject => decide.Reject(id, round, person.Id, press.Input, stopping),
            CampaignButtons.Cancel => decide.Cancel(id, person.Id, press.Input, stopping),
            _ => throw new UserError(Texts.UnknownButton, press.Action),
        };
    }

    public Task Typed(Chat.Commands.ReleaseInput input, Person person, CancellationToken stopping) => input.Verb switch
    {
        Chat.Commands.ReleaseVerb.Approve => decide.Approve(input.Release, null, person.Id, stopping),
        Chat.Commands.ReleaseVerb.Reject => decide.Reject(input.Release, null, person.Id, input.Reason, stopping),
        Chat.Commands.ReleaseVerb.Cancel => decide.Cancel(input.Release, person.Id, input.Reason, stopping),
        _ => throw new UserError(Texts.Campaigns.IsACampaign(input.Release), $"{input.Release}"),
    };
}
