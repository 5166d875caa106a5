using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Builds;

/// <summary>A build ahead of time: no release waits for it, and a later deploy of that commit finds it.</summary>
public sealed class OrderBuild(
    BotOpsDb db, FindProject find, Roles roles, Audit audit, ReadCommits commits, BuildRows builds, Outbox outbox, IBackgroundJobClient jobs, TimeProvider clock)
{
    /// <returns>For the asker alone, where there is nothing to build; null: the message in the channel tells all.</returns>
    public async Task<Reply?> Handle(BuildInput input, Guid person, Place typedIn, CancellationToken stopping)
    {
        var environment = await find.Environment(input.Project, input.Environment, stopping);
        var project = environment.Project;
        await roles.Require(person, Role.Requester, project.Name, environment.Name, stopping);
        var settings = (await db.SettingsRevisions.AsNoTracking().SingleOrDefaultAsync(r => r.Id == environment.SettingsRevisionId, stopping))?.Settings.Build
            ?? throw new UserError(Texts.NoSettings(project.Name, environment.Name));
        var found = await commits.Resolve(project.Repository, input.Reference, stopping); // slow: outside of the transaction

        return await db.InTransaction(async () =>
        {
            await db.LockBuilds(project.Id, stopping);
            var known = await builds.Find(project.Id, found.Commit.Id, settings, stopping);
            if (known is { State: BuildState.Succeeded })
                return new Reply(Texts.BuiltAlready(known.Id, found.Commit.Short, clock.GetUtcNow() - known.EndedAt!.Value), TryInstead: Deploy(known, environment));

            var build = known ?? await builds.New(project.Id, found.Commit.Id, settings, person, stopping);
            build.OrderedBy ??= person;
            audit.Note(person, "build", $"{new BuildNumber(build.Id)}", after: $"{project.Name} {found.Name} {found.Commit.Id}");
            await db.SaveChangesAsync(stopping);
            foreach (var place in project.Places(typedIn)) await outbox.Tell(TellBuild.Topic(build.Id), place, Urgency.Log, follows: build.LogId, stopping: stopping);
            if (known is not null) return new Reply(Texts.BuildsAlready(build.Id, found.Commit.Short));

            db.AfterCommit(() => jobs.Enqueue<BuildJob>(job => job.Run(build.Id, CancellationToken.None)));
            return null;
        }, stopping);
    }

    static string Deploy(Build build, DeployEnvironment environment) => $"/deploy {environment.Project.Name} {new BuildNumber(build.Id)} to {environment.Name}";
}
