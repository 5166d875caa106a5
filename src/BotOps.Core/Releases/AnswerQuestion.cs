using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Persistence;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>What a person may answer to a <see cref="Question"/>.</summary>
public enum Answer { Retry, LeaveOut, RollBack, Stop, Overwrite, TakeOver }

/// <summary>An operator answers what a rollout asked; of two answers at the same moment the second is told what the first was.</summary>
public sealed class AnswerQuestion(
    BotOpsDb db, Roles roles, Audit audit, EndRollout end, TurnBack back, TakeOverFiles files, ReleaseStory story, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <param name="question">The question that the button was drawn for; null from a command: the open one.</param>
    public Task Handle(long id, int? question, Answer answer, Guid person, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.Lock(id, stopping);
        await roles.Require(person, Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        await RequireOpen(of.Release, question, person, stopping);
        var asked = of.Release.Question!;
        if (!Possible(asked).Contains(answer)) throw new UserError(Texts.NotAnAnswerTo(id, answer, Possible(asked)));
        if (answer == Answer.RollBack && !await back.Possible(of.Release, stopping)) throw new UserError(Texts.NothingToGoBackTo(of.Release));

        audit.Note(person, "answer", $"#{id}", before: asked.Says, after: Kept(answer));
        await Do(of, asked, answer, person, stopping);
        await Told(of.Release, stopping);
    }, stopping);

    /// <summary>Nobody has answered in time: it stops here. Does nothing if somebody did meanwhile.</summary>
    public Task Unanswered(long id, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var release = (await db.Lock(id, stopping)).Release;
        if (release.State != ReleaseState.AwaitingDecision || release.Question!.AnswerBy > clock.GetUtcNow()) return;

        audit.Note(null, "answer", $"#{id}", before: release.Question.Says, after: Texts.AnswerWord(Answer.Stop), why: Texts.NobodyAnswered);
        await end.Stopped(release, null, Texts.StoppedUnanswered(release.Options.AnswerWithin, release.Question.Says), stopping);
        await Told(release, stopping);
    }, stopping);

    public static IReadOnlyList<Answer> Possible(Question question) => question.Kind == QuestionKind.FilesEdited
        ? [Answer.TakeOver, Answer.Overwrite, Answer.Stop]
        : question.LeaveOut ? [Answer.Retry, Answer.LeaveOut, Answer.RollBack, Answer.Stop] : [Answer.Retry, Answer.RollBack, Answer.Stop];

    async Task Do(ReleaseOf of, Question asked, Answer answer, Guid person, CancellationToken stopping)
    {
        var release = of.Release;
        switch (answer)
        {
            case Answer.Retry or Answer.LeaveOut when asked.Hook is { } hook:
                var hookRun = await HookRows.Of(db, new HookKey(hook, release.Id, Wave: asked.Wave)).SingleAsync(stopping);
                if (answer == Answer.Retry) hookRun.Retry();
                else hookRun.LeaveOut();
                GoOn(release, person, answer);
                break;
            case Answer.Retry:
                foreach (var run in await Failed(release, stopping))
                {
                    run.Retry();
                    release.WavesDone = Math.Min(release.WavesDone, run.Wave - 1);
                }
                release.WatchUntil = null;
                GoOn(release, person, answer);
                break;
            case Answer.LeaveOut:
                foreach (var run in await Failed(release, stopping)) run.LeaveOut();
                GoOn(release, person, answer);
                break;
            case Answer.RollBack:
                await back.Begin(release, person, Kept(answer), stopping);
                break;
            case Answer.Stop:
                await end.Stopped(release, person, Languages.ToAll(() => Texts.StoppedByPerson(asked.Says)), stopping);
                break;
            case Answer.TakeOver:
                await files.Handle(of, asked, person, stopping);
                break;
            case Answer.Overwrite:
                release.OverwriteFiles = true;
                GoOn(release, person, answer);
                break;
        }
    }

    void GoOn(Release release, Guid person, Answer answer)
    {
        release.GoOn(person, Kept(answer), clock.GetUtcNow());
        db.AfterCommit(() => jobs.Enqueue<RolloutJob>(job => job.Run(release.Id, CancellationToken.None)));
    }

    static string Kept(Answer answer) => Languages.ToAll(() => Texts.AnswerWord(answer));

    Task<List<HostRun>> Failed(Release release, CancellationToken stopping) =>
        db.HostRuns.Where(r => r.ReleaseId == release.Id && r.State == HostRunState.Failed && r.Direction == Direction.Forward).ToListAsync(stopping);

    async Task RequireOpen(Release release, int? question, Guid person, CancellationToken stopping)
    {
        if (release.State == ReleaseState.AwaitingDecision && (question is null || question == release.Question!.Number)) return;

        var answers = await db.Set<StateChange>().Where(h => h.ReleaseId == release.Id && h.From == ReleaseState.AwaitingDecision).OrderBy(h => h.Id).ToListAsync(stopping);
        var given = question is { } number ? answers.ElementAtOrDefault(number - 1) : answers.LastOrDefault();
        if (given is null) throw new UserError(Texts.NothingToAnswer(release));

        var by = given.By is { } who ? await db.Persons.Where(p => p.Id == who).Select(p => p.Name).SingleAsync(stopping) : null;
        throw new UserError(Texts.AnsweredBefore(release.Id, given, by, mine: given.By == person, clock.GetUtcNow()));
    }

    async Task Told(Release release, CancellationToken stopping)
    {
        await db.SaveChangesAsync(stopping);
        await story.Answered(release, stopping);
    }
}
