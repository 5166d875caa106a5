using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>What the message of a question says now: the question with its buttons, or once it is answered what the answer was.</summary>
public sealed class TellQuestion(BotOpsDb db, Roles roles, LogStore logs)
{
    const int MostDifferences = 5;

    public async Task<Content?> Tell(long id, int number, CancellationToken stopping)
    {
        var of = await db.Read(id, stopping);
        return of.Release is { State: ReleaseState.AwaitingDecision, Question: { } question } && question.Number == number
            ? await Open(of, question, stopping)
            : await Answered(id, number, stopping);
    }

    async Task<Content> Open(ReleaseOf of, Question question, CancellationToken stopping)
    {
        var release = of.Release;
        var operators = (await roles.Holders(Role.Operator, of.Project.Name, of.Environment.Name, stopping)).Select(p => p.Handle).ToList();
        var hosts = await Standing(release, stopping);
        var answers = AnswerQuestion.Possible(question)
            .Where(answer => answer != Answer.RollBack || hosts.CanGoBack)
            .Select(answer => new AnswerLine(ButtonOf(release, question, answer, operators), Texts.AnswerSays(answer, question, hosts, release.OneWay))).ToList();
        return new Asking(
            Texts.QuestionTitle(question, operators), [question.Says, .. question.Kind == QuestionKind.FilesEdited ? Array.Empty<string>() : [Texts.StandingOf(hosts)]],
            question.Kind == QuestionKind.FilesEdited ? null : await FirstError(release, question.Hook ?? question.Hosts[0], stopping),
            FilesQuestion.Excerpts(question.Edits ?? [], MostDifferences), answers, Texts.QuestionFoot(question, release.Options.AnswerWithin));
    }

    static Button ButtonOf(Release release, Question question, Answer answer, IReadOnlyList<string> operators) => new(
        "answer", Texts.AnswerButton(answer, question), $"{release.Id}/{question.Number}/{Answers.Name(answer)}", Grave: answer == Answer.RollBack, May: operators,
        Confirm: answer == Answer.RollBack && release.OneWay is { } why ? new Confirm(Texts.RollBackPastOneWay(why), Texts.AnswerWord(answer), []) : null);

    /// <param name="source">A host or a hook.</param>
    async Task<Excerpt?> FirstError(Release release, string source, CancellationToken stopping)
    {
        var lines = await logs.AroundFirstError(release.LogId, source, stopping);
        return lines.Count == 0 ? null : new Excerpt(Texts.FirstError(source), source, false, lines, $"/releases/{release.Id}");
    }

    async Task<Standing> Standing(Release release, CancellationToken stopping)
    {
        var runs = await (from run in db.HostRuns.AsNoTracking()
                          join host in db.Hosts on run.HostId equals host.Id
                          join now in db.Assignments on new { release.EnvironmentId, run.HostId } equals new { now.EnvironmentId, now.HostId }
                          where run.ReleaseId == release.Id
                          orderby run.Wave, host.Name
                          select new { host.Name, run.State, run.PreviousReleaseId, run.PreviousBuildId, Touched = now.ReleaseId == release.Id, Out = now.LeftOut != null }).ToListAsync(stopping);
        var touched = release.Kind == ReleaseKind.Restart ? [] : runs.Where(r => r.Touched).ToList();
        return new Standing(
            [.. runs.Where(r => r.Out).Select(r => r.Name)], runs.Count,
            [.. runs.Where(r => r.State == HostRunState.Succeeded).Select(r => r.Name)], [.. runs.Where(r => r.State == HostRunState.Pending).Select(r => r.Name)],
            [.. touched.AsEnumerable().Reverse().Select(r => r.Name)], [.. touched.Select(r => r.PreviousBuildId).Distinct()], touched.Exists(r => r.PreviousReleaseId != null));
    }

    async Task<Content?> Answered(long id, int number, CancellationToken stopping)
    {
        var answer = await db.Set<StateChange>().AsNoTracking().Where(h => h.ReleaseId == id && h.From == ReleaseState.AwaitingDecision)
            .OrderBy(h => h.Id).Skip(number - 1).FirstOrDefaultAsync(stopping);
        if (answer is null) return null;

        var by = answer.By is { } who ? await db.Persons.Where(p => p.Id == who).Select(p => p.Name).SingleAsync(stopping) : null;
        return new Line(Tone.Idle, "decide", [Texts.WasAnswered(answer, by)], answer.At);
    }
}

/// <summary>How the hosts stand while a question is open.</summary>
/// <param name="Out">Hosts that do not serve.</param>
/// <param name="Waiting">Hosts whose turn has not come.</param>
/// <param name="Back">Hosts that would go back, in the order in which they would.</param>
/// <param name="BackTo">The builds that they would go back to; null: to nothing.</param>
public sealed record Standing(
    IReadOnlyList<string> Out, int Hosts, IReadOnlyList<string> Updated, IReadOnlyList<string> Waiting, IReadOnlyList<string> Back, IReadOnlyList<long?> BackTo, bool CanGoBack);
