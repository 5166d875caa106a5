using BotOps.Core.Access;
using BotOps.Core.Persistence;

namespace BotOps.Core.Releases;

/// <summary>Nobody has answered for a while: the operators are told again, and the pager.</summary>
public sealed class AskAgain(BotOpsDb db, Roles roles, ReleaseStory story, TimeProvider clock)
{
    public Task Handle(long id, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await db.Lock(id, stopping);
        if (of.Release is not { State: ReleaseState.AwaitingDecision, Question: { AskAgainAt: { } due } question } release || due > clock.GetUtcNow()) return;

        release.Question = question with { AskAgainAt = null };
        await db.SaveChangesAsync(stopping);
        var operators = await roles.Holders(Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        await story.AsksAgain(of, [.. operators.Select(o => o.Handle)], stopping);
    }, stopping);
}
