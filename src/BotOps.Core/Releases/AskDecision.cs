using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>More hosts have failed than may, a hook that comes before did, or something else that only a person can decide: asks, unless <c>--on-fail</c> answered ahead.</summary>
public sealed class AskDecision(BotOpsDb db, EndRollout end, TurnBack back, ReleaseStory story, TimeProvider clock)
{
    /// <summary>An unanswered question is told again after so long: to the operators and the pager.</summary>
    static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(10);

    /// <param name="leaveOut">Going on without them is possible.</param>
    public async Task HostsFailed(Release release, IReadOnlyList<string> hosts, string says, bool leaveOut, CancellationToken stopping) =>
        await AskOrAct(release, await Question(release, QuestionKind.HostsFailed, hosts, says, stopping) with { LeaveOut = leaveOut }, stopping);

    /// <param name="wave">0: it is of the release.</param>
    public async Task HookFailed(Release release, string hook, int wave, string says, CancellationToken stopping) =>
        await AskOrAct(release, await Question(release, QuestionKind.HookFailed, [], says, stopping) with { Hook = hook, Wave = wave }, stopping);

    async Task AskOrAct(Release release, Question question, CancellationToken stopping)
    {
        switch (release.Options.OnFail)
        {
            case OnFail.Stop:
                await end.Failed(release, question.Says, stopping);
                break;
            case OnFail.Rollback when release.OneWay is null && await back.Possible(release, stopping):
                release.Ask(question, clock.GetUtcNow());
                await back.Begin(release, null, Texts.AnsweredAhead, stopping);
                break;
            default:
                await Ask(release, question, stopping);
                break;
        }
    }

    public async Task FilesEdited(Release release, IReadOnlyList<FileEdit> edits, string says, CancellationToken stopping)
    {
        List<string> hosts = [.. edits.Select(e => e.Host).Distinct().Order(StringComparer.Ordinal)];
        await Ask(release, await Question(release, QuestionKind.FilesEdited, hosts, says, stopping) with { Edits = edits }, stopping);
    }

    async Task<Question> Question(Release release, QuestionKind kind, IReadOnlyList<string> hosts, string says, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var answered = await db.Set<StateChange>().CountAsync(h => h.ReleaseId == release.Id && h.To == ReleaseState.AwaitingDecision, stopping);
        var within = release.Options.AnswerWithin;
        return new Question(answered + 1, kind, hosts, says, now, AskAgainAfter < within ? now + AskAgainAfter : null, now + within);
    }

    /// <summary>Nobody works on it while it waits for a person: the answer enqueues it anew.</summary>
    async Task Ask(Release release, Question question, CancellationToken stopping)
    {
        release.Ask(question, clock.GetUtcNow());
        await db.FreeLease(release.Id, stopping);
        await db.SaveChangesAsync(stopping);
        await story.Asks(release, stopping);
    }
}
