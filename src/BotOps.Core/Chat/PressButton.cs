using System.Globalization;
using BotOps.Core.Access;
using BotOps.Core.Campaigns;
using BotOps.Core.Projects.Adding;
using BotOps.Core.Projects.Adopting;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;

namespace BotOps.Core.Chat;

/// <summary>A press on a card. What it may do is decided now: who pressed, and what the rows say at this moment.</summary>
public sealed class PressButton(
    ApproveRelease approve, EndRequest end, ControlRollout control, AnswerQuestion answer, PressRollback rollback, RetryRelease retry, WithdrawApproval withdraw, SignOff signOff,
    AnswerLock locks, PressScale scale, PressCampaign campaign, AddProject projects, AdoptProject adopt)
{
    public async Task<Reply?> Handle(ChatEvent press, Person person, CancellationToken stopping)
    {
        if (LockButtons.Has(press.Action))
        {
            await locks.Handle(press, person, stopping);
            return null;
        }
        if (ScaleButtons.Has(press.Action))
        {
            await scale.Handle(press, person, stopping);
            return null;
        }
        if (PressCampaign.Has(press.Action))
        {
            await campaign.Handle(press, person, stopping);
            return null;
        }
        if (press.Action == AddProject.Button) return await projects.Add(press.Value, person, stopping);
        if (press.Action == AdoptProject.Button) return await adopt.Adopt(press.Value, person, press.Place, stopping);
        var (release, round, more) = Read(press.Value);
        switch (press.Action)
        {
            case "approve": await approve.Handle(release, person.Id, round, knowing: more == "knowing", stopping); break;
            case "reject": await end.Reject(release, person.Id, round, press.Input, stopping); break;
            case "cancel": await end.Cancel(release, person.Id, press.Input, stopping); break;
            case "pause": await control.Pause(release, person.Id, stopping); break;
            case "resume": await control.Resume(release, person.Id, stopping); break;
            case "abort": await control.Abort(release, person.Id, press.Input, stopping); break;
            case "withdraw": await withdraw.Handle(release, person.Id, stopping); break;
            case "sign-off": await signOff.Handle(release, person.Id, stopping); break;
            case "answer": await answer.Handle(release, round, Answers.Read(more ?? "") ?? throw new UserError(Texts.UnknownButton), person.Id, stopping); break;
            case "open": return new Reply(Texts.PageFor(release), Lines: [[new Span($"#{release}", Strong: true, Link: $"/releases/{release}")]]);
            case "retry": return await retry.Handle(release, person.Id, press.Place, stopping);
            case "rollback": return await rollback.Handle(release, more, press.Input, person.Id, press.Place, stopping);
            default: throw new UserError(Texts.UnknownButton, press.Action);
        }
        return null;
    }

    /// <summary><c>42/1</c> or <c>42/1/knowing</c>: release, the round or question the button was drawn for, and what else it carries.</summary>
    static (long Release, int Round, string? More) Read(string? value)
    {
        var parts = (value ?? "").Split('/');
        return parts.Length is 2 or 3
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var release)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var round)
                ? (release, round, parts.ElementAtOrDefault(2))
                : throw new UserError(Texts.UnknownButton);
    }
}
