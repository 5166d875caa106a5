using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;

namespace BotOps.Verbs;

/// <summary>What a chat would draw, in plain lines; a button is the line that presses it.</summary>
/// <param name="program">As in <see cref="ShellWords.FromLine"/>.</param>
/// <param name="pages">Address of the pages; empty: not known.</param>
/// <param name="handle">Of the reader: what they may not press is not written.</param>
sealed class TerminalText(TextWriter to, string program, string pages, string handle)
{
    public void Write(Reply reply)
    {
        Line(reply.Text);
        foreach (var line in reply.Lines ?? []) Line("  " + Text(line));
        if (reply.Plan is { } plan) Write(plan);
        Write(reply.Buttons ?? []);
        if (reply.TryInstead is { } instead) Line(Texts.TryLine(ShellWords.FromLine(instead, program)));
    }

    public void Write(IEnumerable<AuditEntry> noted)
    {
        foreach (var entry in noted)
            Line($"{entry.Action} {entry.Subject}{(AuditLine.ChangeOf(entry.Before, entry.After) is { } change ? $": {change}" : "")}");
    }

    public void Write(string line) => Line(line);

    public void Write(long release, Asking asking)
    {
        Line($"#{release}: {asking.Title}");
        foreach (var line in asking.Says) Line("  " + line);
        foreach (var excerpt in asking.Differences.Prepend(asking.FirstError).OfType<Excerpt>())
        {
            Line($"  {excerpt.Title} ({excerpt.Source})");
            foreach (var line in excerpt.Lines) Line($"  {(line.Error ? '>' : '|')} {line.Text}");
        }
        foreach (var answer in asking.Answers.Where(a => MayPress(a.Button)))
        {
            Write([answer.Button]);
            if (answer.Says.Length > 0) Line("    " + answer.Says);
        }
        Line("  " + asking.Foot);
    }

    public void Write(Card card)
    {
        Line($"{(card.Release > 0 ? $"#{card.Release} " : "")}{card.Title}: {card.State.Word}");
        Line($"  {string.Join(" · ", card.Head.Select(s => s.Text))} · +{card.Added} −{card.Gone}");
        foreach (var warning in card.Warnings)
        {
            Line($"  ! {warning.Strong} {warning.Rest}");
            foreach (var commit in warning.Commits) Line($"      {Text(commit)}");
        }
        foreach (var commit in card.Commits) Line($"  + {Text(commit)}");
        if (card.MoreCommits > 0) Line($"  + {Texts.AndMore(card.MoreCommits)}");
        foreach (var fact in card.Facts)
            foreach (var line in fact.Lines) Line($"  {fact.Name}: {Text(line)}");
        if (card.Strip.Count > 0) Line($"  {string.Join(' ', card.Strip.Select(wave => string.Concat(wave.Select(Glyph))))}  {card.StripNote}");
        foreach (var line in card.Text) Line("  " + Text(line));
        if (card.ErrorLine is { } wrong) Line("  " + wrong);
        if (card.Foot.Length > 0) Line("  " + card.Foot);
        Write(card.Buttons);
        if (card.Path.Length > 0 && pages.Length > 0) Line($"  {pages}{card.Path}");
    }

    /// <summary>Nothing that a person, a commit or a build wrote may steer the terminal.</summary>
    public static string Clean(string text) => string.Concat(text.Where(c => c == '\n' || !char.IsControl(c) && c is not (>= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')));

    void Write(IEnumerable<Button> buttons)
    {
        foreach (var button in buttons.Where(MayPress))
            Line($"  {button.Label.TrimEnd('…')}: {TypedVerbs.LineOf(button, program)}");
    }

    bool MayPress(Button button) => button.May?.Contains(handle) != false;

    void Line(string text) => to.WriteLine(Clean(text).TrimEnd());

    string Text(IReadOnlyList<Span> spans) => string.Concat(spans.Select(Text));

    string Text(Span span)
    {
        var text = span.Code ? Spoken(span.Text) : span.Text;
        return span.Link is ['/', ..] link && pages.Length > 0 && !text.StartsWith('#') ? $"{text} {pages}{link}" : text;
    }

    static string Text(CommitLine commit) => $"{commit.Short} {commit.Title} ({commit.Author})";

    /// <summary>/deploy order-svc → botops deploy order-svc</summary>
    static string Spoken(string code)
    {
        const string bot = "/botops ";
        if (code.StartsWith(bot, StringComparison.Ordinal)) return code[1..];
        return code.StartsWith('/') && CommandTable.Find(code.Split(' ')[0][1..]) is not null ? $"botops {code[1..]}" : code;
    }

    static char Glyph(HostCell host) => host.State switch
    {
        Cell.Ok => '✓',
        Cell.Bad => '✗',
        Cell.Run => '▶',
        Cell.Out => '∅',
        Cell.Back => '↩',
        Cell.Skip => '–',
        _ => '▢',
    };
}
