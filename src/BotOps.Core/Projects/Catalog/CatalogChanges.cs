using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;

namespace BotOps.Core.Projects.Catalog;

/// <summary>What an apply changed, in plain words; each change is audited, and a project's channels hear of its own.</summary>
sealed class CatalogChanges(BotOpsDb db, Outbox outbox, Person? by, DateTimeOffset at)
{
    readonly List<string> lines = [];

    public DateTimeOffset At => at;
    public Guid? By => by?.Id;
    public IReadOnlyList<string> Lines => lines;

    public void Added(string subject, string? what = null) => Note('+', subject, what);
    public void Removed(string subject, string? what = null) => Note('-', subject, what);

    /// <summary>Nothing where nothing differs. Further lines of a difference stand below it.</summary>
    public void Changed(string subject, IReadOnlyList<string> differences, string tail = "")
    {
        if (differences.Count == 0) return;
        var parts = differences.Select(d => d.Split('\n')).ToList();
        Note('~', subject, string.Join(", ", parts.Select(p => p[0])) + tail + string.Concat(parts.SelectMany(p => p.Skip(1)).Select(line => $"\n    {line}")));
    }

    /// <summary>Build commands, hooks and policy decide who can run what where: their change is never silent.</summary>
    public async Task Tell(Project project, IReadOnlyList<string> differences, CancellationToken stopping)
    {
        if (differences.Count == 0) return;

        using var all = Languages.SpeakToAll();
        var text = Texts.Catalog.CatalogChangedFor(project.Name, by is null ? Texts.Catalog.TheCatalog : by.Handle, string.Join(", ", differences));
        foreach (var place in project.Channels.Select(Place.Parse))
            await outbox.Say($"catalog/{Guid.CreateVersion7()}", place, new Line(Tone.Idle, "queued", [text], at), Urgency.Card, stopping: stopping);
    }

    void Note(char sign, string subject, string? what)
    {
        lines.Add(what is null ? $"{sign} {subject}" : $"{sign} {subject}: {what}");
        db.Audit.Add(new AuditEntry { At = at, PersonId = By, Action = "apply", Subject = subject, After = lines[^1] });
    }
}
