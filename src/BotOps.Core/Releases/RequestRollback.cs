using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>
/// What happens on /rollback. From an operator, or from the requester of what runs, it needs nobody: it passes queue and locks,
/// takes over from a running rollout after a confirm, and asks neither git nor a build tool. From others it waits for an approval.
/// </summary>
public sealed class RequestRollback(
    BotOpsDb db, FindProject find, Roles roles, RollbackTargets targets, DraftRelease draft, PlaceRelease place, TakeOverHosts takeOver, ReleaseStory story)
{
    /// <summary>The card for the asker alone; nothing is created (<c>--plan</c>).</summary>
    public async Task<Card> Plan(RollbackInput input, Guid person, CancellationToken stopping)
    {
        var request = await Prepare(input, person, stopping);
        return await story.PlanCard(request.Release, request.Environment, stopping);
    }

    /// <returns>A question to the asker where a rollout runs that would be taken over; null: it is on its way.</returns>
    public async Task<Reply?> Handle(RollbackInput input, Guid person, Place typedIn, CancellationToken stopping)
    {
        var (environment, release, running) = await Prepare(input, person, stopping);
        if (running is not null && release.Urgent && !input.TakeOver) return Texts.TakeOverAsked(running, release, environment);

        await place.Handle(environment, release, "rollback", typedIn, stopping,
            queued: running is not null && release.Urgent ? () => takeOver.Handle(running.Id, release, stopping) : null);
        return null;
    }

    async Task<(DeployEnvironment Environment, Release Release, Release? Running)> Prepare(RollbackInput input, Guid person, CancellationToken stopping)
    {
        var environment = await find.Environment(input.Project, input.Environment, stopping);
        var running = await db.Releases.AsNoTracking().SingleOrDefaultAsync(r => db.Claims.Any(c => c.EnvironmentId == environment.Id && c.ReleaseId == r.Id), stopping);
        var urgent = await NeedsNobody(environment, running, person, stopping);
        if (!urgent) await roles.Require(person, Role.Requester, environment.Project.Name, environment.Name, stopping);
        if (running is { State: ReleaseState.RollingBack } or { Kind: ReleaseKind.Rollback }) throw new UserError(Texts.RollsBackAlready(running!));
        if (urgent && running is not null && (input.Options.Hosts.Count > 0 || input.Options.Exclude.Count > 0)) throw new UserError(Texts.TakeOverIsWhole(running!.Id), "--hosts");

        var target = await targets.Find(environment, input.Target, stopping);
        if (target.Build.BadSince is not null && input.Reason is null) throw new UserError(Texts.BadBuildNeedsReason(target.Build), input.Target);

        var options = input.Options with { MaxFail = input.Options.MaxFail ?? (urgent ? new Amount(100, Percent: true) : null) };
        var drafted = await draft.Of(environment, ReleaseKind.Rollback, options, target, _ => true, await MinUp(environment, stopping), stopping);
        return (environment, new Release
        {
            Kind = ReleaseKind.Rollback, EnvironmentId = environment.Id, RequestedBy = person, Reference = $"{new BuildNumber(target.Build.Id)}", Commit = target.Build.Commit,
            BuildId = target.Build.Id, SettingsRevisionId = target.SettingsRevisionId, Options = options, Plan = drafted.Plan, Facts = drafted.Facts, Note = input.Reason,
            ApprovalsNeeded = urgent ? 0 : environment.Policy.Approvals, CreatedAt = drafted.At, ExpiresAt = drafted.At + environment.Policy.Expires,
            Urgent = urgent, SignOffNeeded = urgent, TakesOver = urgent ? running?.Id : null,
        }, running);
    }

    async Task<bool> NeedsNobody(DeployEnvironment environment, Release? running, Guid person, CancellationToken stopping) =>
        running?.RequestedBy == person
        || await db.Releases.AnyAsync(r => r.Id == environment.CurrentReleaseId && r.RequestedBy == person, stopping)
        || await roles.May(person, Role.Operator, environment.Project.Name, environment.Name, stopping);

    /// <summary>The policy's, or what the hosts that are up still allow: at 2 a.m. nobody computes which limit works.</summary>
    async Task<string> MinUp(DeployEnvironment environment, CancellationToken stopping)
    {
        var up = await db.Assignments.Where(a => a.EnvironmentId == environment.Id).Select(a => a.LeftOut == null).ToListAsync(stopping);
        return $"{Math.Max(0, Math.Min(Amount.Parse(environment.Policy.MinUp).Of(up.Count), up.Count(isUp => isUp) - 1))}";
    }
}
