using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>Draws a release as a card: before the decision what it needs, after it the status.</summary>
public sealed class ReleaseCards(BotOpsDb db, Roles roles, RollbackTargets targets, TimeProvider clock)
{
    const int CommitsShown = 3;

    public async Task<Card> Of(long id, CancellationToken stopping)
    {
        var of = await db.Read(id, stopping);
        return await Draw(of.Release, of.Environment, stopping);
    }

    /// <summary>The card of a release that does not exist: for the asker alone, without buttons.</summary>
    public async Task<Card> Plan(Release draft, DeployEnvironment environment, CancellationToken stopping) =>
        await Draw(draft, environment, stopping) with { Buttons = [], Asks = false, Mentions = [], State = new StateWord(Texts.PlanOnly, Tone.Idle, "awaiting"), Path = "" };

    async Task<Card> Draw(Release release, DeployEnvironment environment, CancellationToken stopping)
    {
        var project = environment.Project;
        var requester = await db.Persons.AsNoTracking().SingleAsync(p => p.Id == release.RequestedBy, stopping);
        var runs = await HostCells.Of(db, release, stopping);
        var build = release.BuildId is { } id ? await db.Builds.AsNoTracking().SingleAsync(b => b.Id == id, stopping) : null;
        var asked = release.State == ReleaseState.AwaitingApproval;
        var ordered = await db.Controls.Where(c => c.ReleaseId == release.Id && c.DoneAt == null).OrderBy(c => c.Id).Select(c => c.Kind).ToListAsync(stopping);
        var newest = !await db.Releases.AnyAsync(r => r.EnvironmentId == release.EnvironmentId && r.Id > release.Id, stopping);
        var back = newest && (release.State == ReleaseState.Paused || release.State.Ended()) ? await targets.LastGood(environment, stopping) : null;
        var buttons = new ReleaseButtons(release, ordered, await People(release, environment, requester.Handle, stopping), newest, back, runs.NotUpdated, $"{project.Name} → {environment.Name}",
            release.State.Ended() ? await db.Locks.Where(l => l.ReleaseId == release.Id && l.EndedAt == null).Select(l => (long?)l.Id).FirstOrDefaultAsync(stopping) : null);
        var commits = release.Facts.Commits;
        var drained = await HeldByDrain(release, stopping);

        return new Card(
            release.Id, $"{project.Name} → {environment.Name}", Texts.Page.State(release.State, release.Round), $"/releases/{release.Id}",
            Head(release, requester.Name), commits.AddedCount, commits.GoneCount,
            [.. Warnings(release), .. await CardWarnings.Of(db, release, environment, clock.GetUtcNow(), stopping)],
            asked ? [.. commits.Added.Take(CommitsShown).Select(LineOf)] : [], asked ? Math.Max(0, commits.AddedCount - CommitsShown) : 0,
            asked ? await CardFacts.Of(db, release, environment, clock, stopping) : [],
            runs.Strip, runs.Note(release, clock.GetUtcNow()),
            [.. drained, .. await Text(release, environment, build, ordered, startsNow: drained.Count == 0, stopping)],
            release.State == ReleaseState.BuildFailed ? release.Reason : null,
            await Foot(release, environment, stopping), buttons.Now(environment.Policy),
            asked || release.State is ReleaseState.Paused or ReleaseState.AwaitingDecision || release.AwaitsSignOff,
            asked ? environment.Policy.Approvers : [], Compare(release, project),
            Texts.PushText(release, project.Name, environment.Name));
    }

    async Task<CardPeople> People(Release release, DeployEnvironment environment, string requester, CancellationToken stopping)
    {
        var agreed = await (from a in db.Approvals
                            join p in db.Persons on a.PersonId equals p.Id
                            where a.ReleaseId == release.Id && a.Round == release.Round
                            select p.Handle).ToListAsync(stopping);
        var rolled = release.AwaitsSignOff && await db.RolledBackBy(release, stopping) is { } who ? await db.Persons.Where(p => p.Id == who).Select(p => p.Handle).SingleAsync(stopping) : null;
        return new CardPeople(requester, await Handles(Role.Approver), await Handles(Role.Operator), agreed, rolled);

        async Task<IReadOnlyList<string>> Handles(Role role) =>
            [.. (await roles.Holders(role, environment.Project.Name, environment.Name, stopping)).Select(p => p.Handle)];
    }

    /// <summary>What it brings; of a rollback, what goes away.</summary>
    static string? Compare(Release release, Project project) => release switch
    {
        { Facts.Commits.FromUnknown: true } or { Commit.Length: 0 } => null,
        { Kind: ReleaseKind.Rollback } => CompareLink.Of(project.Repository, release.Commit, release.Facts.RunsCommit),
        _ => CompareLink.Of(project.Repository, release.Facts.RunsCommit, release.Commit),
    };

    static List<Span> Head(Release release, string requester)
    {
        List<Span> head =
        [
            new(Texts.Does(release), Code: true),
            Texts.Strategy(release.Options, release.Plan),
        ];
        if (release is { BuildId: { } build, Kind: ReleaseKind.Deploy, Facts.ReferenceKind: not "build" }) head.Add(Texts.BuildName(build));
        head.Add(Texts.AskedBy(requester));
        if (release.Note is { } note) head.Add($"“{note}”");
        return head;
    }

    static List<Warning> Warnings(Release release)
    {
        List<Warning> warnings = [];
        var gone = release.Facts.Commits;
        if (release.State.Waits() && gone.GoneCount > 0)
            warnings.Add(new Warning(Texts.WouldDisappear(gone.GoneCount), Texts.ApproveAsksAgain, [.. gone.Gone.Take(CommitsShown).Select(LineOf)]));
        if (release.State == ReleaseState.AwaitingApproval && release.Round > 1)
            warnings.Add(new Warning(Texts.AskedAgain, release.Reason ?? "", [], Tone.Ask));
        if (release.State is ReleaseState.SucceededWithFailures or ReleaseState.Failed && release.Reason is { } reason)
            warnings.Add(new Warning(Texts.Page.State(release.State).Word + ".", reason, []));
        return warnings;
    }

    /// <param name="startsNow">The first in line does, unless a lock holds it.</param>
    async Task<IReadOnlyList<IReadOnlyList<Span>>> Text(Release release, DeployEnvironment environment, Build? build, List<ControlKind> ordered, bool startsNow, CancellationToken stopping)
    {
        switch (release.State)
        {
            case ReleaseState.Queued:
                if (await Held(release, stopping) is { } held) return [[Texts.WaitsForLock(held)]];
                var ahead = await Behind(release, stopping);
                return ahead is not null || startsNow ? [[Texts.QueuedBehind(ahead)]] : [];
            case ReleaseState.Building when ordered.Count == 0 && build is not null:
                return [[Texts.BuildAwaited(build.Id)]];
            case ReleaseState.Paused:
                return [[Texts.PausedNow(release.Reason)]];
            case ReleaseState.AwaitingDecision:
                return [[release.Question!.Says], [Texts.AnswerInThread]];
            case ReleaseState.RollingBack:
                return [[Texts.GoesBack]];
            case ReleaseState.RolledBack:
                return [[Texts.AfterGoingBack(release, environment)]];
            case ReleaseState.Succeeded when release.Kind == ReleaseKind.Rollback:
                return [[Texts.NowCurrent(release)], [Texts.AfterGoingBack(release, environment)]];
            case ReleaseState.Rejected or ReleaseState.Expired or ReleaseState.Cancelled or ReleaseState.Aborted:
                return release.Reason is { } reason ? [[reason]] : [];
            case ReleaseState.Succeeded:
                return [[Texts.NowCurrent(release)]];
        }
        return [.. ordered.Select(kind => new[] { new Span(kind == ControlKind.Abort ? Texts.Aborting : release.State == ReleaseState.Building ? Texts.PausesFirst : Texts.Pausing) })];
    }

    /// <summary>It could move by itself now, if BotOps were not drained.</summary>
    async Task<IReadOnlyList<IReadOnlyList<Span>>> HeldByDrain(Release release, CancellationToken stopping) =>
        (release.State is ReleaseState.Queued or ReleaseState.Building || release.State.RunsInAJob()) && await db.Drains.AsNoTracking().SingleOrDefaultAsync(stopping) is { } drain
            ? [[Texts.Drains.Holds(drain)]]
            : [];

    /// <summary>The lock that it waits for in line.</summary>
    async Task<LockOf?> Held(Release release, CancellationToken stopping) =>
        release.Override is null && !release.Urgent ? await db.HeldLock(release.EnvironmentId, clock.GetUtcNow(), stopping) : null;

    async Task<long?> Behind(Release release, CancellationToken stopping)
    {
        var ahead = await db.Releases.Where(r => r.EnvironmentId == release.EnvironmentId && r.State == ReleaseState.Queued && r.QueuedAt < release.QueuedAt)
            .OrderByDescending(r => r.QueuedAt).Select(r => (long?)r.Id).FirstOrDefaultAsync(stopping);
        return ahead ?? await db.Claims.Where(c => c.EnvironmentId == release.EnvironmentId).Select(c => c.ReleaseId ?? c.ScaleOrderId).SingleOrDefaultAsync(stopping);
    }

    async Task<string> Foot(Release release, DeployEnvironment environment, CancellationToken stopping)
    {
        var approvals = await (from a in db.Approvals
                               join p in db.Persons on a.PersonId equals p.Id
                               where a.ReleaseId == release.Id && a.Round == release.Round
                               orderby a.At
                               select p.Name).ToListAsync(stopping);
        if (release.State == ReleaseState.AwaitingApproval)
            return Texts.ApprovalsSoFar(approvals, release.ApprovalsNeeded, release.ExpiresAt);
        if (release.Question is { } question) return Texts.StopsHereAt(question.AnswerBy);
        if (release.SignedOffBy is { } signed) return Texts.SignedOffBy(await db.Persons.Where(p => p.Id == signed).Select(p => p.Name).SingleAsync(stopping));

        var decision = await (from h in db.Set<StateChange>()
                              join p in db.Persons on h.By equals p.Id into persons
                              from p in persons.DefaultIfEmpty()
                              where h.ReleaseId == release.Id && (h.To == ReleaseState.Rejected || h.To == ReleaseState.Cancelled || h.To == ReleaseState.Aborted || h.From == ReleaseState.AwaitingDecision)
                              orderby h.Id descending
                              select new { h.From, h.To, h.At, h.Reason, p.Name }).FirstOrDefaultAsync(stopping);
        if (decision is { From: ReleaseState.AwaitingDecision, To: not ReleaseState.Aborted }) return Texts.AnsweredBy(decision.Name, decision.To == ReleaseState.Failed ? Texts.AnswerWord(Answer.Stop) : decision.Reason, decision.At);
        if (decision is not null) return Texts.DecidedBy(decision.To, decision.Name, decision.At);
        if (release.Urgent) return Texts.RolledBackWithoutApproval(await db.Persons.Where(p => p.Id == release.RequestedBy).Select(p => p.Name).SingleAsync(stopping));
        return approvals.Count > 0 ? Texts.ApprovedBy(approvals) : release.ApprovalsNeeded == 0 ? Texts.NoApprovalNeeded : "";
    }

    /// <summary>The last line of the story, with the way to the whole log.</summary>
    public async Task<IReadOnlyList<Span>> EndLine(Release release, CancellationToken stopping)
    {
        var runs = await db.HostRuns.AsNoTracking().Where(r => r.ReleaseId == release.Id).ToListAsync(stopping);
        return [Texts.EndOf(release, runs), " ", new Span(Texts.WholeLog, Link: $"/releases/{release.Id}")];
    }

    static CommitLine LineOf(CommitInfo commit) => new(commit.Short, commit.Title, commit.Author, commit.At);
}
