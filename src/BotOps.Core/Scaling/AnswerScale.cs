using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;

namespace BotOps.Core.Scaling;

/// <summary>Some hosts failed: an operator has them tried again, gives them back, or takes the order as it is.</summary>
public sealed class AnswerScale(BotOpsDb db, Roles roles, Audit audit, StartReleases start, ScaleStory story, TimeProvider clock)
{
    /// <summary>Each from the step that failed; what was never bought is looked for in all zones again.</summary>
    public Task Retry(long id, Guid person, CancellationToken stopping) => Answer(id, person, "retry", (order, failed, now) =>
    {
        foreach (var host in failed.Where(h => h.State == ScaleStep.Failed)) host.Retry(now);
        order.NextOffer = 0;
        order.Queue(person, now, Texts.Scaling.RetryButton);
    }, order => order.State is ScaleState.AwaitingDecision or ScaleState.Failed, stopping);

    /// <summary>One whose logs could not be saved goes without them.</summary>
    public Task GiveBack(long id, Guid person, CancellationToken stopping) => Answer(id, person, "give back", (order, failed, now) =>
    {
        foreach (var host in failed.Where(h => h.State == ScaleStep.Failed))
        {
            host.HookLeftOut = host.FailedStep == ScaleStep.GivenBack;
            if (host.Back) host.Retry(now);
            else host.GiveBack(now);
        }
        order.Queue(person, now, Texts.Scaling.GiveBackButton(failed.Count));
    }, order => order.State is ScaleState.AwaitingDecision or ScaleState.Failed or ScaleState.Fewer, stopping);

    /// <summary>What failed stays as it is; what of it was bought is shown until it is given back.</summary>
    public Task AcceptFewer(long id, Guid person, CancellationToken stopping) => Answer(id, person, "accept fewer",
        (order, failed, now) => order.AcceptFewer(person, Texts.Scaling.WithoutHosts([.. failed.Select(h => h.Name)]), now), order => order.State == ScaleState.AwaitingDecision, stopping);

    Task Answer(long id, Guid person, string verb, Action<ScaleOrder, IReadOnlyList<ScaleHost>, DateTimeOffset> answer, Func<ScaleOrder, bool> inTime, CancellationToken stopping) => db.InTransaction(async () =>
    {
        using var all = Languages.SpeakToAll();
        var of = await db.LockOrder(id, stopping);
        await roles.Require(person, Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        var failed = (await db.HostsOf(id, stopping)).Where(h => h.State == ScaleStep.Failed || !h.Ended).ToList(); // also those whose wave was kept
        if (!inTime(of.Order) || of.Order.BackBy is not null || failed.Count == 0) throw new UserError(Texts.Scaling.TooLate(id, of.Order.State));

        var before = of.Order.State;
        answer(of.Order, failed, clock.GetUtcNow());
        audit.Note(person, verb, $"#{id}", $"{before}", $"{of.Order.State}", string.Join(',', failed.Select(h => h.Name)));
        await db.SaveChangesAsync(stopping);
        await story.Decided(of.Order, stopping);
        await start.Handle(of.Order.EnvironmentId, stopping);
    }, stopping);
}
