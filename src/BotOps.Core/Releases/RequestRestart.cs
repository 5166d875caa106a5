using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>
/// What happens on /restart and /botops settings: a release without a build. A restart starts on each host again what runs there;
/// a settings release brings the newest settings revision to the current build.
/// </summary>
public sealed class RequestRestart(BotOpsDb db, FindProject find, Roles roles, DraftRelease draft, PlaceRelease place, ReleaseStory story)
{
    /// <summary>The card for the asker alone; nothing is created (<c>--plan</c>).</summary>
    public async Task<Card> Plan(RestartInput input, Guid person, CancellationToken stopping)
    {
        var (environment, release) = await Prepare(input, person, stopping);
        return await story.PlanCard(release, environment, stopping);
    }

    public async Task Handle(RestartInput input, Guid person, Place typedIn, CancellationToken stopping)
    {
        var (environment, release) = await Prepare(input, person, stopping);
        await place.Handle(environment, release, release.Kind.ToString().ToLowerInvariant(), typedIn, stopping);
    }

    async Task<(DeployEnvironment Environment, Release Release)> Prepare(RestartInput input, Guid person, CancellationToken stopping)
    {
        var environment = await find.Environment(input.Project, input.Environment, stopping);
        await roles.Require(person, Role.Requester, environment.Project.Name, environment.Name, stopping);
        if (input.Override is not null) await roles.Require(person, environment.Policy.Override, environment.Project.Name, environment.Name, stopping);
        var target = await Target(environment, input, stopping);
        var drafted = await draft.Of(environment, input.Kind, input.Options, target, a => TakesPart(a, input), environment.Policy.MinUp, stopping);
        return (environment, new Release
        {
            Kind = input.Kind, EnvironmentId = environment.Id, RequestedBy = person, Reference = $"{new BuildNumber(target.Build.Id)}", Commit = target.Build.Commit,
            BuildId = target.Build.Id, SettingsRevisionId = target.SettingsRevisionId, Options = input.Options, Plan = drafted.Plan, Facts = drafted.Facts, Note = input.Note,
            Override = input.Override, RetryOf = input.RetryOf,
            ApprovalsNeeded = environment.Policy.Approvals, CreatedAt = drafted.At, ExpiresAt = drafted.At + (input.Expires ?? environment.Policy.Expires),
        });
    }

    /// <summary>Only what runs can be started again.</summary>
    static bool TakesPart(Assignment host, RestartInput input) =>
        input.Kind != ReleaseKind.Restart || host.ReleaseId is not null;

    async Task<RollbackTarget> Target(DeployEnvironment environment, RestartInput input, CancellationToken stopping)
    {
        var (project, name) = (environment.Project.Name, environment.Name);
        var current = await db.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == environment.CurrentReleaseId, stopping)
            ?? await (from a in db.Assignments
                      where a.EnvironmentId == environment.Id && input.Kind == ReleaseKind.Restart
                      join r in db.Releases.AsNoTracking() on a.ReleaseId equals r.Id
                      orderby r.Id descending
                      select r).FirstOrDefaultAsync(stopping)
            ?? throw new UserError(Texts.NothingToRestart(input.Kind, project, name));
        var build = await db.Builds.AsNoTracking().SingleAsync(b => b.Id == current.BuildId, stopping);
        if (input.Kind == ReleaseKind.Settings && build.IsAdopted) throw new UserError(Texts.Adopting.HasNoSettings(project, name), tryInstead: $"/deploy {project} to {name}");
        if (input.Kind == ReleaseKind.Restart) return new RollbackTarget(build, current.SettingsRevisionId, current.Facts.Commit);

        var newest = await db.SettingsRevisions.AsNoTracking().SingleAsync(r => r.Id == environment.SettingsRevisionId, stopping);
        if (await db.Assignments.Where(a => a.EnvironmentId == environment.Id).AllAsync(a => a.SettingsRevisionId == newest.Id, stopping))
            throw new UserError(Texts.SettingsAreThere(project, name, newest.Number), tryInstead: $"/restart {project}");
        if (newest.Settings.Build.Digest() != build.SettingsDigest) throw new UserError(Texts.BuildSettingsChanged(project, name), tryInstead: $"/deploy {project} {CommitName.Typed(build.Commit)}");
        return new RollbackTarget(build, newest.Id, current.Facts.Commit);
    }
}
