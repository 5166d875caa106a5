using BotOps.Core.Access;
using BotOps.Core.Balancing;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Hosts;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Releases;

/// <summary>What happens on /deploy: names and ref are resolved, hosts asked, the waves planned, and a release waits for its approval.</summary>
public sealed class RequestRelease(
    BotOpsDb db, FindProject find, Roles roles, FindWanted commits, AskHosts ask, CheckAllowed allowed, PlaceRelease place, ReleaseStory story, TimeProvider clock)
{
    /// <summary>The card for the asker alone; nothing is created (<c>--plan</c>).</summary>
    public async Task<Card> Plan(DeployInput input, Guid person, CancellationToken stopping)
    {
        var request = await Prepare(input, person, stopping);
        return await story.PlanCard(request.Release, request.Environment, stopping);
    }

    /// <param name="typedIn">Where the command was typed; the card goes to the project's channels if it names some.</param>
    public async Task<Release> Handle(DeployInput input, Guid person, Place typedIn, CancellationToken stopping)
    {
        var (environment, release) = await Prepare(input, person, stopping); // slow: git and hosts are asked outside of the transaction
        return await place.Handle(environment, release, "deploy", typedIn, stopping);
    }

    async Task<(DeployEnvironment Environment, Release Release)> Prepare(DeployInput input, Guid person, CancellationToken stopping)
    {
        var environment = await find.Environment(input.Project, input.Environment, stopping);
        var project = environment.Project;
        await roles.Require(person, Role.Requester, project.Name, environment.Name, stopping);
        var revision = await db.SettingsRevisions.SingleOrDefaultAsync(r => r.Id == environment.SettingsRevisionId, stopping)
            ?? throw new UserError(Texts.NoSettings(project.Name, environment.Name));
        var assignments = await db.Assignments.Include(a => a.Host).Where(a => a.EnvironmentId == environment.Id).OrderBy(a => a.Host.Name).ToListAsync(stopping);
        if (assignments.Count == 0) throw new UserError(Texts.NoHosts(project.Name, environment.Name));

        var plan = WavePlanner.Plan(input.Options, [.. assignments.Select(a => new PlanHost(a.Host.Name, a.LeftOut is null, a.OutByHand))], environment.Policy.MinUp);
        LeftServers.Require(environment, assignments, plan);
        var asked = ask.Findings(environment, revision.Settings.Run, [.. assignments.Where(a => plan.Waves.Any(w => w.Contains(a.Host.Name)))], stopping);
        var wanted = await commits.Find(environment, input.Reference ?? project.Repository.DefaultRef, stopping);
        var (found, build) = wanted;
        var facts = await allowed.Require(input, person, environment, wanted, revision.Settings.Build, await Facts(environment, wanted, await asked, stopping), stopping);

        var now = clock.GetUtcNow();
        var release = new Release
        {
            Kind = ReleaseKind.Deploy, EnvironmentId = environment.Id, RequestedBy = person, Reference = found.Name, Commit = found.Commit.Id,
            Options = input.Options, Plan = plan, Facts = facts, Note = input.Note, Rebuild = input.Rebuild, SettingsRevisionId = revision.Id, BuildId = build?.Id,
            OneWay = input.OneWay, Override = input.Override, RetryOf = input.RetryOf,
            ApprovalsNeeded = environment.Policy.Approvals, CreatedAt = now, ExpiresAt = now + (input.Expires ?? environment.Policy.Expires),
        };
        return (environment, release);
    }

    async Task<ReleaseFacts> Facts(DeployEnvironment environment, Wanted wanted, IReadOnlyList<string> findings, CancellationToken stopping)
    {
        var found = wanted.Revision;
        var runs = await db.Builds.SingleOrDefaultAsync(b => b.Id == environment.CurrentBuildId, stopping);
        var since = await db.Releases.Where(r => r.Id == environment.CurrentReleaseId).Select(r => r.EndedAt).SingleOrDefaultAsync(stopping);
        var (between, trouble) = await commits.Between(environment.Project, runs?.KnownCommit, wanted, stopping);
        if (trouble is not null) findings = [.. findings, trouble];
        return new ReleaseFacts(found.Commit, found.Kind, between, runs?.Id, runs?.KnownCommit, since, environment.CurrentReleaseId, findings);
    }
}
