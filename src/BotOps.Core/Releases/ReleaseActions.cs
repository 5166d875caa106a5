namespace BotOps.Core.Releases;

/// <summary>The words of a page or script, each one the use case that the button of the chat card calls.</summary>
public sealed class ReleaseActions(ApproveRelease approve, EndRequest end, ControlRollout control, AnswerQuestion answer) : IReleaseActions
{
    public Task Do(long release, string verb, Guid person, string? reason, CancellationToken stopping) => verb switch
    {
        "approve" => approve.Handle(release, person, null, knowing: false, stopping),
        "reject" => end.Reject(release, person, null, reason, stopping),
        "cancel" => end.Cancel(release, person, reason, stopping),
        "pause" => control.Pause(release, person, stopping),
        "resume" => control.Resume(release, person, stopping),
        "abort" => control.Abort(release, person, reason, stopping),
        _ when Answers.Read(verb) is { } given => answer.Handle(release, null, given, person, stopping),
        _ => throw new UserError(Texts.UnknownVerb(verb), verb),
    };
}
