using System.Globalization;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;

namespace BotOps.Core.Scaling;

/// <summary>A press on an order's card, or the command that means the same.</summary>
public sealed class PressScale(DecideScale decide, AnswerScale answer, KeepHosts keep)
{
    public Task Handle(ChatEvent press, Person person, CancellationToken stopping)
    {
        if (StayQuestion.Has(press.Action)) return keep.Pressed(press, person.Id, stopping);
        if (!long.TryParse(press.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) throw new UserError(Texts.UnknownButton);
        return press.Action switch
        {
            ScaleButtons.Approve => decide.Approve(id, person.Id, stopping),
            ScaleButtons.Reject => decide.Reject(id, person.Id, press.Input, stopping),
            ScaleButtons.Cancel => decide.Cancel(id, person.Id, press.Input, stopping),
            ScaleButtons.Retry => answer.Retry(id, person.Id, stopping),
            ScaleButtons.GiveBack => answer.GiveBack(id, person.Id, stopping),
            ScaleButtons.Accept => answer.AcceptFewer(id, person.Id, stopping),
            _ => throw new UserError(Texts.UnknownButton, press.Action),
        };
    }

    public Task Typed(ReleaseInput input, Person person, CancellationToken stopping) => input.Verb switch
    {
        ReleaseVerb.Approve => decide.Approve(input.Release, person.Id, stopping),
        ReleaseVerb.Reject => decide.Reject(input.Release, person.Id, input.Reason, stopping),
        ReleaseVerb.Cancel => decide.Cancel(input.Release, person.Id, input.Reason, stopping),
        ReleaseVerb.Retry => answer.Retry(input.Release, person.Id, stopping),
        _ => throw new UserError(Texts.Scaling.IsAnOrder(input.Release), $"{input.Release}"),
    };
}
