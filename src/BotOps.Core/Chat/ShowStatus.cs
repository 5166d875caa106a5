using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Campaigns;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Chat;

/// <summary>Answers that only read: what runs, what ran, and what there is.</summary>
public sealed class ShowStatus(BotOpsDb db, FindProject find, TimeProvider clock)
{
    const int Most = 10;

    public async Task<Reply> Running(string? project, CancellationToken stopping)
    {
        if (project is not null) await find.Named(project, stopping);
        var open = await Releases(project).Where(r => !Ends.Contains(r.State)).OrderBy(r => r.Id).ToListAsync(stopping);
        var now = clock.GetUtcNow();
        IReadOnlyList<IReadOnlyList<Span>> also =
            [.. await Drain(now, stopping), .. await Locks(project, stopping), .. await OpenCampaigns.Lines(db, project, now, stopping), .. await OpenOrders.Lines(db, project, stopping), .. await OrderedBuilds.Lines(db, project, now, stopping), .. await OutHosts.Lines(db, project, now, stopping)];
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

    public async Task<Reply> Log(long id, CancellationToken stopping)
    {
        if (await db.CampaignOrders.SingleOrDefaultAsync(o => o.Id == id, stopping) is { } campaign)
            return new Reply(Texts.LogOf(id, Texts.Campaigns.Title(campaign.Name)), Lines: [.. (await db.OrdersOf(campaign, stopping)).Select(of => new Span[] { $"{of.Where}: ", new(Texts.WholeLog, Link: ScaleCards.LogPage(of.Order.Id)) })]);
        if (await db.IsOrder(id, stopping)) return new Reply(Texts.LogOf(id, (await db.ReadOrder(id, stopping)).Where), Lines: [[new Span(Texts.WholeLog, Link: ScaleCards.LogPage(id))]]);

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
