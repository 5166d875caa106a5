using System.Linq.Expressions;
using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>
/// What is told of a release, and when. Every method writes to the outbox in the transaction of the state change that it tells;
/// what the messages say is told anew from the rows by <see cref="TellRelease"/> when they are sent.
/// </summary>
public sealed class ReleaseStory(BotOpsDb db, Outbox outbox, ReleaseCards cards, LogFiles files, Pager pager, IEnumerable<IChatPlatform> platforms, TimeProvider clock)
{
    const int CardsDrawnAnew = 20;

    public static string CardOf(long release) => $"release/{release}/card";
    public static string ResultsOf(long release) => $"release/{release}/results";
    public static string BuildOf(long release) => $"release/{release}/build";
    public static string WaveOf(long release, int wave) => $"release/{release}/wave/{wave}";
    public static string FailureOf(long release) => $"release/{release}/failure";
    public static string QuestionOf(long release, int number) => $"release/{release}/question/{number}";

    public async Task Asked(Release release, IReadOnlyList<Place> places, CancellationToken stopping)
    {
        foreach (var place in places) await outbox.Tell(CardOf(release.Id), place, Urgency.Card, stopping: stopping);
    }

    /// <summary>Approvers whom the policy names have the card in their own messages too, with buttons that are spent with the others.</summary>
    public async Task CallApprovers(Release release, Policy policy, IReadOnlyList<Place> places, CancellationToken stopping)
    {
        var direct = platforms.Where(p => p.HasDirectMessages).Select(p => p.Name).ToList();
        foreach (var place in places.Where(p => direct.Contains(p.Platform)).DistinctBy(p => (p.Platform, p.Tenant)))
        {
            var accounts = await (from account in db.Accounts
                                  join person in db.Persons on account.PersonId equals person.Id
                                  where account.Platform == place.Platform && account.Tenant == place.Tenant && policy.Approvers.Contains(person.Handle)
                                      && !person.Disabled && (policy.SelfApproval || person.Id != release.RequestedBy)
                                  orderby account.ExternalId
                                  select account.ExternalId).ToListAsync(stopping);
            foreach (var account in accounts) await outbox.TellAlone(CardOf(release.Id), place, account, Urgency.Card, stopping);
        }
    }

    public Task<Card> PlanCard(Release release, DeployEnvironment environment, CancellationToken stopping) => cards.Plan(release, environment, stopping);

    public Task Raise(Release release, CancellationToken stopping) => outbox.Raise(CardOf(release.Id), stopping);

    /// <summary>What may be done with an ended release changes when a newer one is asked for: its buttons are gone.</summary>
    public async Task NoLongerNewest(Release newest, CancellationToken stopping)
    {
        var before = await db.Releases.Where(r => r.EnvironmentId == newest.EnvironmentId && r.Id < newest.Id).OrderByDescending(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync(stopping);
        if (before > 0) await outbox.Raise(CardOf(before), stopping);
    }

    /// <summary>Approved, rejected, cancelled or expired: the card changes, the thread says who.</summary>
    public async Task Decided(Release release, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        await Raise(release, stopping);
        var change = release.History[^1];
        var by = change.By is { } who ? (await db.Persons.FindAsync([who], stopping))!.Name : null;
        await Say(release, $"decided/{change.Id}", new Line(ToneOf(release.State), GlyphOf(release.State), [Texts.Decided(release, by, change.Reason)], clock.GetUtcNow()), stopping);
    }

    public async Task Voided(Release release, CancellationToken stopping)
    {
        await Raise(release, stopping);
        await Say(release, $"void/{release.Round}", new Line(Tone.Ask, "voided", [release.Reason!], clock.GetUtcNow()), stopping);
    }

    /// <summary>The question is the last in the thread; the card shows that somebody is waited for, and where.</summary>
    public async Task Asks(Release release, CancellationToken stopping)
    {
        await Raise(release, stopping);
        await outbox.Raise(ResultsOf(release.Id), stopping);
        foreach (var place in await Places(release, stopping))
            await outbox.Tell(QuestionOf(release.Id, release.Question!.Number), place, Urgency.Failure, Thread(release, place), stopping: stopping);
        await pager.Call($"{QuestionOf(release.Id, release.Question!.Number)}/pager", release.Question.Says, release.Id, stopping);
    }

    public async Task AsksAgain(ReleaseOf of, IReadOnlyList<string> operators, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        var (release, question) = (of.Release, of.Release.Question!);
        var text = Texts.StillAsks(release, question, operators, clock.GetUtcNow());
        await outbox.Raise(QuestionOf(release.Id, question.Number), stopping);
        await Say(release, $"question/{question.Number}/again", new Line(Tone.Ask, "decide", [text], clock.GetUtcNow()), stopping);
        await pager.Call($"{QuestionOf(release.Id, question.Number)}/again/pager", text, release.Id, stopping);
    }

    /// <summary>The question becomes its answer: no button of it is left.</summary>
    public async Task Answered(Release release, CancellationToken stopping)
    {
        await Raise(release, stopping);
        await db.Outbox.Where(m => m.Topic!.StartsWith($"release/{release.Id}/question/")).ExecuteUpdateAsync(set => set.SetProperty(m => m.Wanted, m => m.Wanted + 1), stopping);
    }

    /// <summary>Of its own, or of the build that it waited for. Nothing waits for it: one line says so.</summary>
    public async Task HookFailed(Release release, HookRun hook, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        var told = hook.BuildId is null ? Texts.Hooks.Told(hook.Hook, hook.Wave, hook.Back, hook.Failure!) : Texts.Hooks.OfBuild(hook.Hook, hook.Failure!);
        await Say(release, $"hook/{hook.Id}", new Line(Tone.Bad, "failed", [told], clock.GetUtcNow()), stopping);
    }

    public async Task SignedOff(Release release, Guid person, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        await Raise(release, stopping);
        var by = (await db.Persons.FindAsync([person], stopping))!.Name;
        await Say(release, "signed-off", new Line(Tone.Ok, "succeeded", [Texts.SignedOffBy(by)], clock.GetUtcNow()), stopping);
    }

    public Task BranchMoved(Release release, CommitInfo head, CancellationToken stopping) =>
        Say(release, $"moved/{head.Id}", new Line(Tone.Ask, "awaiting", [Texts.BranchMoved(release, head)], clock.GetUtcNow()), stopping);

    /// <summary>The line got shorter or longer: everyone who waits sees their place.</summary>
    public Task QueueMoved(int environment, CancellationToken stopping) => RaiseAll(r => r.EnvironmentId == environment && r.State == ReleaseState.Queued, stopping);

    /// <summary>A lock began or ended: whoever waits, also for approval, sees it.</summary>
    public Task WaitingChanged(int environment, CancellationToken stopping) =>
        RaiseAll(r => r.EnvironmentId == environment && (r.State == ReleaseState.AwaitingApproval || r.State == ReleaseState.Queued), stopping);

    /// <summary>BotOps is drained, or no longer: whoever is held by that sees it.</summary>
    public Task DrainChanged(CancellationToken stopping) =>
        RaiseAll(r => r.State == ReleaseState.Queued || r.State == ReleaseState.Building || r.State == ReleaseState.RollingOut || r.State == ReleaseState.RollingBack, stopping);

    async Task RaiseAll(Expression<Func<Release, bool>> which, CancellationToken stopping)
    {
        foreach (var id in await db.Releases.Where(which).Select(r => r.Id).ToListAsync(stopping)) await outbox.Raise(CardOf(id), stopping);
    }

    public async Task Started(Release release, Build build, CancellationToken stopping)
    {
        await Raise(release, stopping);
        long? follows = build.Ended ? null : build.LogId;
        foreach (var place in await Places(release, stopping))
            await outbox.Tell(BuildOf(release.Id), place, build.Ended ? Urgency.Thread : Urgency.Log, Thread(release, place), follows, stopping);
    }

    public async Task BuildEnded(Release release, CancellationToken stopping)
    {
        await outbox.Settle(BuildOf(release.Id), stopping);
        await Raise(release, stopping);
    }

    public async Task WaveStarted(Release release, int wave, CancellationToken stopping)
    {
        foreach (var place in await Places(release, stopping))
        {
            await outbox.Tell(ResultsOf(release.Id), place, Urgency.Thread, Thread(release, place), stopping: stopping);
            await outbox.Tell(WaveOf(release.Id, wave), place, Urgency.Log, Thread(release, place), release.LogId, stopping);
        }
        await Raise(release, stopping);
    }

    public async Task WaveEnded(Release release, int wave, CancellationToken stopping)
    {
        await outbox.Settle(WaveOf(release.Id, wave), stopping);
        await outbox.Raise(ResultsOf(release.Id), stopping);
        await Raise(release, stopping);
    }

    /// <summary>A host moved on; its end is one line among the results.</summary>
    public async Task HostMoved(long release, bool ended, CancellationToken stopping)
    {
        await outbox.Raise(CardOf(release), stopping);
        if (ended) await outbox.Raise(ResultsOf(release), stopping);
    }

    public async Task Ended(Release release, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        await Raise(release, stopping);
        await outbox.Raise(ResultsOf(release.Id), stopping);
        await outbox.Settle(BuildOf(release.Id), stopping);
        for (var wave = 1; wave <= release.Plan.Waves.Count; wave++) await outbox.Settle(WaveOf(release.Id, wave), stopping);

        if (release.State is ReleaseState.Failed or ReleaseState.SucceededWithFailures && !await Asked(release.Id, stopping))
        {
            foreach (var place in await Places(release, stopping))
                await outbox.Tell(FailureOf(release.Id), place, Urgency.Failure, Thread(release, place), stopping: stopping);
        }
        await HostsChanged(release.EnvironmentId, stopping);
        var line = await cards.EndLine(release, stopping);
        await Say(release, "ended", new Line(ToneOf(release.State), GlyphOf(release.State), line, clock.GetUtcNow()), stopping);
        await files.OfRelease(release, stopping);
    }

    /// <summary>
    /// A host was left out or serves again: the cards that name hosts which are out are drawn anew, those of what is open, of what
    /// ended last, and of what ended before it since a release reached every host.
    /// </summary>
    public async Task HostsChanged(int environment, CancellationToken stopping)
    {
        var newest = await db.Releases.AsNoTracking().Where(r => r.EnvironmentId == environment && (r.StartedAt != null || r.EndedAt == null))
            .OrderByDescending(r => r.Id).Take(CardsDrawnAnew).ToListAsync(stopping);
        var ended = newest.Where(r => r.State.Ended()).OrderByDescending(r => r.EndedAt).TakeWhile((r, i) => i == 0 || r is not { State: ReleaseState.Succeeded, Plan.Whole: true });
        foreach (var release in newest.Where(r => !r.State.Ended()).Concat(ended)) await Raise(release, stopping);
    }

    /// <summary>The lines around the first error are told with the question.</summary>
    Task<bool> Asked(long release, CancellationToken stopping) => db.Outbox.AnyAsync(m => m.Topic == QuestionOf(release, 1), stopping);

    async Task Say(Release release, string what, Line line, CancellationToken stopping)
    {
        foreach (var place in await Places(release, stopping))
            await outbox.Say($"release/{release.Id}/{what}@{place}", place, line, line.Tone == Tone.Bad ? Urgency.Failure : Urgency.Thread, Thread(release, place), stopping: stopping);
    }

    Task<IReadOnlyList<Place>> Places(Release release, CancellationToken stopping) => outbox.Places(CardOf(release.Id), stopping);

    static string Thread(Release release, Place place) => Outbox.KeyOf(CardOf(release.Id), place);

    internal static Tone ToneOf(ReleaseState state) => Texts.Page.State(state).Tone;
    internal static string GlyphOf(ReleaseState state) => Texts.Page.State(state).Glyph;
}
