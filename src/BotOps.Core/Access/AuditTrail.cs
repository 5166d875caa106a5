using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>One thing that was done, with who did it and which project it belongs to.</summary>
/// <param name="Handle">Null where BotOps acted by itself.</param>
/// <param name="Release">The release that it was done to, or else null.</param>
/// <param name="Project">Null: it belongs to none. <c>*</c>: to all of them.</param>
public sealed record AuditLine(
    long Id, DateTimeOffset At, string? Handle, string? Name, string Action, string Subject, string? Before, string? After, string? Why, long? Release, string? Project)
{
    /// <summary>Before → after in the reader's words; null where nothing of it is known. An apply's own line names its subject, which stands beside it already.</summary>
    public string? Change => ChangeOf(Before, Action == "apply" ? After?.Replace($" {Subject}:", "", StringComparison.Ordinal).Replace($" {Subject}", "", StringComparison.Ordinal) : After);

    /// <summary>The same of an entry that is not read yet.</summary>
    public static string? ChangeOf(string? before, string? after) => (before, after) switch
    {
        (null, null) => null,
        (null, "+") => Texts.Page.HistoryAdded, // an apply's own line that says no more than its subject
        (null, "-") => Texts.Page.HistoryRemoved,
        (null, { } made) => Plainly(made),
        ({ } was, null) => Plainly(was),
        ({ } was, { } now) => $"{Plainly(was)} → {Plainly(now)}",
    };

    /// <summary>A state in the reader's words; everything else as it was written.</summary>
    static string Plainly(string value) => Enum.GetNames<ReleaseState>().Contains(value) ? Texts.Word(Enum.Parse<ReleaseState>(value)) : value;
}

/// <param name="Person">Handle of who did it, or of whom it was done to.</param>
/// <param name="Below">Only older ones than this id: the next page.</param>
public sealed record AuditFilter(string? Project = null, string? Person = null, long? Release = null, long? Below = null);

/// <summary>What a person may see of the history: of a project with any role there, all of it as admin of everything.</summary>
/// <param name="Projects">Null: of every project.</param>
public sealed record Sight(bool Everything, IReadOnlyList<string>? Projects)
{
    public bool Of(string project) => Projects is null || Projects.Contains(project);
}

/// <summary>Reads the history, the newest first; nobody reads more than they may.</summary>
public sealed class AuditTrail(BotOpsDb db, Roles roles)
{
    public async Task<Sight> SightOf(Guid person, CancellationToken stopping)
    {
        var granted = await roles.Of(person, stopping);
        var everything = granted.Any(g => g is { Role: Role.Admin, Project: Roles.All, Environment: Roles.All });
        return new Sight(everything, granted.Any(g => g.Project == Roles.All) ? null : [.. granted.Select(g => g.Project).Distinct()]);
    }

    /// <summary>Throws a <see cref="UserError"/> that names whom to ask where the person has no role on the project.</summary>
    public async Task Require(Sight sight, string project, CancellationToken stopping)
    {
        if (sight.Of(project)) return;
        throw new UserError(Texts.HistoryNotYours(project, [.. (await roles.Holders(Role.Admin, project, Roles.All, stopping)).Select(p => p.Handle)]), project);
    }

    public Task<List<AuditLine>> Read(Sight sight, AuditFilter filter, int most, CancellationToken stopping)
    {
        var lines = Lines();
        if (!sight.Everything) lines = sight.Projects is { } mine ? lines.Where(l => mine.Contains(l.Project!) || l.Project == Roles.All) : lines.Where(l => l.Project != null);
        if (filter.Project is { } project) lines = lines.Where(l => l.Project == project || l.Project == Roles.All);
        if (filter.Release is { } release) lines = lines.Where(l => l.Release == release);
        if (filter.Below is { } below) lines = lines.Where(l => l.Id < below);
        if (filter.Person is { } person)
            lines = lines.Where(l => l.Handle == person || l.Subject == "person " + person || l.Subject == "person/" + person || l.Subject.EndsWith(" of " + person));
        return lines.OrderByDescending(l => l.Id).Take(most).ToListAsync(stopping);
    }

    /// <summary>See <see cref="AuditEntry.Subject"/> for what a subject looks like.</summary>
    IQueryable<AuditLine> Lines() => db.Database.SqlQuery<AuditLine>(
        $"""
        select a.id, a.at, p.handle, p.name, a.action, a.subject, a.before, a.after, a.why, r.id as release,
               coalesce(j.name, substring(a.subject from '^project ([^ :]+)'), substring(a.subject from '^role [a-z]+ ([^ /]+)(?:/[^ ]+)? of '),
                   substring(a.subject from '^host [^ ]+ of ([^ ]+) '), case when a.subject ~ '^role [a-z]+ of ' then '*' end) as project
        from botops.audit a
        left join botops.persons p on p.id = a.person_id
        left join botops.releases r on r.id = case when a.subject ~ '^#[0-9]+$' and length(a.subject) < 19 then substr(a.subject, 2)::bigint end
        left join botops.scale_orders o on o.id = case when a.subject ~ '^#[0-9]+$' and length(a.subject) < 19 then substr(a.subject, 2)::bigint end
        left join botops.environments e on e.id = coalesce(r.environment_id, o.environment_id)
        left join botops.builds b on b.id = case when a.subject ~ '^build:[0-9]+$' and length(a.subject) < 24 then substr(a.subject, 7)::bigint end
        left join botops.projects j on j.id = coalesce(e.project_id, b.project_id)
        """);
}
