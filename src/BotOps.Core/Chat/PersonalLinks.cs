using BotOps.Core.Access;
using BotOps.Core.Jobs;

namespace BotOps.Core.Chat;

/// <summary>
/// What only one person sees leads to BotOps' own pages by links that are signed for that person; what a channel sees keeps plain
/// ones. The one place where they come into a message, at the moment of sending, so that no row holds one.
/// </summary>
public sealed class PersonalLinks(Senders senders, PageLinks links, WorkerOptions worker)
{
    /// <summary>Unchanged where nobody is behind the account, or where somebody may not act any more.</summary>
    public async Task<Content> For(AccountName account, Content content, CancellationToken stopping) =>
        await senders.Find(account, stopping) is { Disabled: false } person ? For(person, content) : content;

    public Content For(Person person, Content content) => content switch
    {
        Card card => For(person, card),
        Line line => line with { Text = Spans(person, line.Text) },
        Reply reply => reply with { Lines = reply.Lines is { } lines ? Runs(person, lines) : null, Plan = reply.Plan is { } plan ? For(person, plan) : null },
        Asking asking => asking with { FirstError = asking.FirstError is { } first ? For(person, first) : null, Differences = [.. asking.Differences.Select(d => For(person, d))] },
        Excerpt excerpt => For(person, excerpt),
        Alarm alarm => alarm with { Path = Link(person, alarm.Path)! },
        _ => content,
    };

    public Card For(Person person, Card card) => card with
    {
        Path = Link(person, card.Path)!,
        Compare = Link(person, card.Compare),
        Head = Spans(person, card.Head),
        Text = Runs(person, card.Text),
        Facts = [.. card.Facts.Select(f => f with { Lines = Runs(person, f.Lines) })],
    };

    Excerpt For(Person person, Excerpt excerpt) => excerpt with { Path = Link(person, excerpt.Path)! };

    IReadOnlyList<IReadOnlyList<Span>> Runs(Person person, IReadOnlyList<IReadOnlyList<Span>> runs) => [.. runs.Select(run => Spans(person, run))];

    IReadOnlyList<Span> Spans(Person person, IReadOnlyList<Span> run) => [.. run.Select(span => span with { Link = Link(person, span.Link) })];

    string? Link(Person person, string? link) => Page(link) is { } path ? links.To(path, person.Id) ?? link : link;

    /// <summary>Null: it is no page of BotOps, or signs somebody in already.</summary>
    string? Page(string? link)
    {
        var path = worker.PublicUrl.Length > 0 && link?.StartsWith(worker.PublicUrl + '/', StringComparison.Ordinal) == true ? link[worker.PublicUrl.Length..] : link;
        return LocalPath.Of(path) is { } page && page.Split('?')[0] is not ("/login" or PageLinks.Door) ? page : null;
    }
}
