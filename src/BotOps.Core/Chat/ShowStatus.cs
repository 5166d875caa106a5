using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Chat;

/// <summary>Answers that only read: what runs, on which hosts, what ran, and what there is.</summary>
public sealed class ShowStatus(BotOpsDb db, FindProject find, AskHosts ask, TimeProvider clock)
{
    const int Most = 10;

    public async Task<Reply> Running(string? project, CancellationToken stopping)
    {
        if (project is not null) await find.Named(project, stopping);
        var open = await Releases(project).Where(r => !Ends.Contains(r.State)).OrderBy(r => r.Id).ToListAsync(stopping);
        var now = clock.GetUtcNow();
        IReadOnlyList<IReadOnlyList<Span>> also =
            [.. await Drain(now, stopping), .. await Locks(project, stopping), .. await OrderedBuilds.Lines(db, project, now, stopping), .. await OutHosts.Lines(db, project, now, stopping)];
        return open.Count == 0
            ? new Reply(Texts.NothingRunning(project), Lines: also.Count == 0 ? null : also)
            : new Reply(Texts.RunningNow(open.Count), Lines: [.. open.Select(r => Line(r, now - r.At)), .. also]);
    }

    async Task<IReadOnlyList<IReadOnlyList<Span>>> Drain(DateTimeOffset now, CancellationToken stopping) =>
        await db.Drains.AsNoTracking().SingleOrDefaultAsync(stopping) is { } drain ? [[Texts.Drains.Line(drain, now - drain.Since)]] : [];

    /// <summary>What may not start now, and why.</summary>
    async Task<IReadOnlyList<IReadOnlyList<Span>>> Locks(string? project, CancellationToken stopping)
    {
        var held = await db.Locks.Held(clock.GetUtcNow()).Where(l => db.Environments.Any(e => e.Id == l.EnvironmentId && (project == null || e.Project.Name == project)))
            .OrderBy(l => l.Id).Select(l => l.Id).ToListAsync(stopping);
        List<IReadOnlyList<Span>> lines = [];
        foreach (var id in held) lines.Add([Texts.LockLine(await db.ReadLock(id, stopping))]);
        return lines;
    }

    /// <summary>The last releases that ended.</summary>
    /// <param name="projects">Only of these; null: of all.</param>
    public async Task<IReadOnlyList<IReadOnlyList<Span>>> Ended(IReadOnlyList<string>? projects, TimeZoneInfo zone, CancellationToken stopping)
    {
        var of = Releases(null).Where(r => Ends.Contains(r.State));
        if (projects is not null) of = of.Where(r => projects.Contains(r.Project));
        var ended = await of.OrderByDescending(r => r.Id).Take(Most).ToListAsync(stopping);
        return [.. ended.Select(r => Line(r, null, TimeZoneInfo.ConvertTime(r.At, zone)))];
    }

    /// <summary>Asks the hosts: what really runs, not what should.</summary>
    public async Task<Reply> Hosts(string project, string? environment, CancellationToken stopping)
    {
        var found = await find.Environment(project, environment, stopping);
        var assignments = await db.Assignments.AsNoTracking().Include(a => a.Host).Where(a => a.EnvironmentId == found.Id).OrderBy(a => a.Host.Name).ToListAsync(stopping);
        var builds = await db.Releases.AsNoTracking().Where(r => r.EnvironmentId == found.Id && r.BuildId != null).ToDictionaryAsync(r => r.Id, r => (r.BuildId, r.Facts.Commit.Short), stopping);
        var lines = await Task.WhenAll(assignments.Select(async a => (IReadOnlyList<Span>)[.. HostLine(a, await Status(project, a.Host, stopping), builds), .. OutHosts.Said(a, clock.GetUtcNow())]));
        return new Reply(Texts.HostsOf(project, found.Name, assignments.Count), Lines: lines);
    }

    public async Task<Reply> Log(long id, CancellationToken stopping)
    {
        var of = await db.Read(id, stopping);
        return new Reply(Texts.LogOf(id, of.Where), Lines: [[new Span(Texts.WholeLog, Link: $"/releases/{id}#log")]]);
    }

    public async Task<Reply> Projects(CancellationToken stopping)
    {
        var projects = await db.Projects.AsNoTracking().Include(p => p.Environments).OrderBy(p => p.Name).ToListAsync(stopping);
        return new Reply(Texts.ProjectCount(projects.Count), Lines: [.. projects.Select(p => new Span[]
        {
            new(p.Name, Strong: true), $"  {string.Join(", ", p.Environments.Select(e => e.Name).Order())}  ", new(p.Repository.Url, Code: true),
            Texts.Adding.Managed(Owner.IsChat(p.ManagedBy) ? Owner.Handle(p.ManagedBy!) : null, Owner.File(p.ManagedBy)),
        })]);
    }

    async Task<HostAnswer?> Status(string project, Host host, CancellationToken stopping)
    {
        try
        {
            return await ask.Within(TimeSpan.FromSeconds(5), host, HostVerbs.Status(project), stopping);
        }
        catch (HostUnreachable)
        {
            return null;
        }
    }

    static IReadOnlyList<Span> HostLine(Assignment assignment, HostAnswer? answer, Dictionary<long, (long?, string)> builds)
    {
        var name = new Span(assignment.Host.Name, Strong: true);
        if (answer is null) return [name, "  ", Texts.HostSilent];
        if (!long.TryParse(answer.Values.GetValueOrDefault("release"), out var release) || release == 0) return [name, "  ", Texts.NothingDeployed];

        var (build, commit) = builds.GetValueOrDefault(release);
        var running = answer.Values.GetValueOrDefault("running") == "yes";
        return [name, $"  {Texts.BuildName(build)} ", new(commit ?? "", Code: true), $"  #{release}  {(running ? Texts.Runs : Texts.Stopped)}"];
    }

    IQueryable<Row> Releases(string? project) =>
        from r in db.Releases
        join e in db.Environments on r.EnvironmentId equals e.Id
        where project == null || e.Project.Name == project
        select new Row
        {
            Id = r.Id, Project = e.Project.Name, Environment = e.Name, Reference = r.Reference, State = r.State, At = r.EndedAt ?? r.StartedAt ?? r.CreatedAt,
        };

    static IReadOnlyList<Span> Line(Row row, TimeSpan? since, DateTimeOffset? at = null) =>
        [new($"#{row.Id}", Strong: true, Link: $"/releases/{row.Id}"), $" {row.Project} → {row.Environment}, {row.Reference}: {Texts.Word(row.State)}",
            since is { } time ? $", {Texts.Duration(time)}" : $", {at:yyyy-MM-dd HH:mm}"];

    static readonly ReleaseState[] Ends = [.. Enum.GetValues<ReleaseState>().Where(s => s.Ended())];

    /// <summary>Filled by its members, not by a constructor: only so can the database filter and sort by them.</summary>
    sealed record Row
    {
        public required long Id { get; init; }
        public required string Project { get; init; }
        public required string Environment { get; init; }
        public required string Reference { get; init; }
        public required ReleaseState State { get; init; }
        public required DateTimeOffset At { get; init; }
    }
}
