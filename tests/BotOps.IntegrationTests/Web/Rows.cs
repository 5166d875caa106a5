using System.Text;
using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Hosts;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Sources;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Web;

/// <summary>Rows as the bot writes them: a project with hosts, persons, and releases in whatever state a page is to show.</summary>
public sealed class Rows(string connectionString)
{
    public static readonly CommitInfo Head = new("a61e0cd4b1f2e39c4d5e6f708192a3b4c5d6e7f8", "Send the acquirer's trace id to the log", "Developer", DateTimeOffset.UtcNow.AddHours(-3));

    public BotOpsDb Open() => Database.Open(connectionString);

    public async Task<Person> Person(string handle, string name, params Role[] roles)
    {
        await using var db = Open();
        var person = new Person { Handle = handle, Name = name, TimeZone = "Europe/Berlin" };
        db.Persons.Add(person);
        await db.SaveChangesAsync();
        db.Roles.AddRange(roles.Select(role => new RoleGrant { PersonId = person.Id, Role = role }));
        await db.SaveChangesAsync();
        return person;
    }

    public async Task<DeployEnvironment> Environment(string project = "pay-svc", string environment = "production", params string[] hosts)
    {
        await using var db = Open();
        var owner = new Project { Name = project, Repository = new Repository("git", "https://git.example.org/pay.git") };
        var made = new DeployEnvironment { Project = owner, Name = environment, Production = true };
        db.Environments.Add(made);
        var machines = hosts.Select((name, index) => new Host { Name = name, Address = $"127.0.1.{index + 1}", Root = "/opt" }).ToList();
        db.Hosts.AddRange(machines);
        await db.SaveChangesAsync();

        var settings = new SettingsRevision { EnvironmentId = made.Id, Number = 31, Settings = new Settings(), At = DateTimeOffset.UtcNow };
        db.SettingsRevisions.Add(settings);
        db.Assignments.AddRange(machines.Select(host => new Assignment { HostId = host.Id, EnvironmentId = made.Id, Since = DateTimeOffset.UtcNow }));
        await db.SaveChangesAsync();
        made.SettingsRevisionId = settings.Id;
        await db.SaveChangesAsync();
        return made;
    }

    public async Task<long> Log(params string[] lines)
    {
        await using var db = Open();
        var log = new Log { CreatedAt = DateTimeOffset.UtcNow };
        db.Logs.Add(log);
        await db.SaveChangesAsync();
        if (lines.Length > 0) await Append(log.Id, "build", lines);
        return log.Id;
    }

    /// <summary>Stores the lines in chunks of 1000 and says so, as the log store's writer does.</summary>
    public async Task Append(long id, string source, params string[] lines)
    {
        await using var db = Open();
        var log = await db.Logs.SingleAsync(l => l.Id == id);
        var at = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        foreach (var part in lines.Chunk(1000))
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(part.Select(line => $"{at}\t{source}\t{line}\n")));
            db.LogChunks.Add(new LogChunk { LogId = id, FirstLine = log.Lines + 1, Lines = part.Length, Text = text });
            (log.Lines, log.Bytes) = (log.Lines + part.Length, log.Bytes + text.Length);
        }
        await db.SaveChangesAsync();
        await Notifications.Notify(db, Notifications.Logs, $"{id} {log.Lines}", default);
    }

    public async Task EndLog(long id)
    {
        await using var db = Open();
        await db.Logs.Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.Ended, true));
        await Notifications.Notify(db, Notifications.Logs, $"{id} 0", default);
    }

    public async Task<Build> Build(DeployEnvironment environment, long log, BuildState state, DateTimeOffset start)
    {
        await using var db = Open();
        var build = new Build { ProjectId = environment.ProjectId, Commit = Head.Id, SettingsDigest = Guid.NewGuid().ToString("N"), Settings = new BuildSettings(), LogId = log, CreatedAt = start };
        build.Start(start);
        if (state == BuildState.Succeeded) build.Succeed(new string('a', 64), 48_200_000, start.AddSeconds(48));
        if (state == BuildState.Failed) build.Fail("exit code 1", start.AddSeconds(22));
        db.Builds.Add(build);
        await db.SaveChangesAsync();
        return build;
    }

    public async Task<Release> Release(
        DeployEnvironment environment, Person asker, string[][] waves, string reference = "release/11.4", string? note = null,
        CommitInfo[]? added = null, CommitInfo[]? gone = null, long? build = null, DateTimeOffset? at = null)
    {
        await using var db = Open();
        var release = new Release
        {
            EnvironmentId = environment.Id, RequestedBy = asker.Id, Reference = reference, Commit = Head.Id, SettingsRevisionId = environment.SettingsRevisionId!.Value,
            BuildId = build, Options = new PlanOptions { Batch = [new(1, false), new(50, true), new(100, true)], Wait = TimeSpan.FromSeconds(30) },
            Plan = new WavePlan(waves, 4, 0, true), Note = note, ApprovalsNeeded = 1, LogId = await Log(),
            Facts = new ReleaseFacts(Head, "branch", new Comparison(added ?? [Head], (added ?? [Head]).Length, gone ?? [], (gone ?? []).Length), 74, null, null, null, []),
            CreatedAt = at ?? DateTimeOffset.UtcNow.AddMinutes(-9), ExpiresAt = DateTimeOffset.UtcNow.AddHours(2),
        };
        db.Releases.Add(release);
        await db.SaveChangesAsync();
        return release;
    }

    public async Task Approve(Release release, Person person, DateTimeOffset at)
    {
        await using var db = Open();
        db.Approvals.Add(new Approval { ReleaseId = release.Id, Round = 1, PersonId = person.Id, At = at });
        await db.SaveChangesAsync();
    }

    /// <summary>Puts the release into a state without the way there, which other tests walk.</summary>
    public async Task Put(Release release, ReleaseState state, string? reason = null, DateTimeOffset? started = null)
    {
        await using var db = Open();
        DateTimeOffset? start = state.HoldsClaim() || state is ReleaseState.Succeeded or ReleaseState.SucceededWithFailures or ReleaseState.Failed
            or ReleaseState.BuildFailed or ReleaseState.RolledBack or ReleaseState.Aborted ? started ?? DateTimeOffset.UtcNow.AddMinutes(-6) : null;
        DateTimeOffset? end = state.Ended() ? DateTimeOffset.UtcNow : null;
        await db.Database.ExecuteSqlAsync(
            $"update botops.releases set state = {state.ToString()}, reason = {reason}, started_at = {start}, ended_at = {end} where id = {release.Id}");
        await Notifications.Notify(db, Notifications.Outbox, "", default);
    }

    /// <summary>Hosts of a rollout that has not come to them yet.</summary>
    public async Task Planned(Release release, (string Host, int Wave)[] hosts)
    {
        await using var db = Open();
        var ids = await db.Hosts.ToDictionaryAsync(h => h.Name, h => h.Id);
        db.HostRuns.AddRange(hosts.Select(host => new HostRun { ReleaseId = release.Id, HostId = ids[host.Host], Wave = host.Wave }));
        await db.SaveChangesAsync();
    }

    /// <summary>A host that has come to a state by the legal way, each step some seconds long.</summary>
    public async Task Ran(Release release, int wave, string host, HostRunState state, DateTimeOffset start, string? reason = null, int seconds = 12)
    {
        await using var db = Open();
        var machine = await db.Hosts.SingleAsync(h => h.Name == host);
        var run = new HostRun { ReleaseId = release.Id, HostId = machine.Id, Wave = wave };
        db.HostRuns.Add(run);
        await db.SaveChangesAsync();

        var at = start;
        var last = state is HostRunState.Failed ? HostRunState.Verifying : state is HostRunState.Succeeded ? HostRunState.Restoring : state;
        for (var step = HostRunState.Transferring; step <= last && state is not (HostRunState.Pending or HostRunState.Skipped); step++, at = at.AddSeconds(seconds))
        {
            run.Enter(step, at);
            var done = step < last || run.State != state;
            db.HostSteps.Add(new HostStep { HostRunId = run.Id, Step = step, Attempt = 1, StartedAt = at, EndedAt = done ? at.AddSeconds(seconds) : null, Ok = done ? true : null });
        }
        if (state == HostRunState.Succeeded) run.Succeed(at);
        if (state == HostRunState.Skipped) run.Skip(reason!, at);
        if (state == HostRunState.Failed)
        {
            run.Fail(reason!, at);
            await db.Assignments.Where(a => a.HostId == machine.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, reason));
        }
        await db.SaveChangesAsync();
        await Notifications.Notify(db, Notifications.Outbox, "", default);
    }
}
