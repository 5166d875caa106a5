using System.Text.Json.Serialization;

namespace BotOps.Core.Chat;

/// <summary>What a message says, in the words of the house; each platform draws it in its own way. Every string is plain text.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Card), "card")]
[JsonDerivedType(typeof(Line), "line")]
[JsonDerivedType(typeof(Reply), "reply")]
[JsonDerivedType(typeof(Results), "results")]
[JsonDerivedType(typeof(Excerpt), "excerpt")]
[JsonDerivedType(typeof(Alarm), "alarm")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(LogFile), LogFile.Kind)]
public abstract record Content
{
    /// <summary>First line and push text: carries all that a phone shows.</summary>
    [JsonIgnore] public abstract string Push { get; }
}

/// <summary>The colour of a state, never the only signal of it.</summary>
public enum Tone { Idle, Run, Ask, Ok, Bad, Back }

/// <param name="Glyph">awaiting, queued, voided, building, rolling, paused, decide, back, succeeded, partial, failed, rolled-back, rejected, expired, cancelled, build-failed, aborted</param>
public sealed record StateWord(string Word, Tone Tone, string Glyph);

/// <summary>A run of text; code is drawn in the code face.</summary>
public sealed record Span(string Text, bool Strong = false, bool Code = false, string? Link = null)
{
    public static implicit operator Span(string text) => new(text);
}

public enum Cell { Wait, Run, Ok, Bad, Out, Back, Skip }
public sealed record HostCell(string Host, Cell State);
public sealed record Warning(string Strong, string Rest, IReadOnlyList<CommitLine> Commits, Tone Tone = Tone.Bad);
public sealed record CommitLine(string Short, string Title, string Author, DateTimeOffset At);

/// <summary>What a platform draws in a way of its own.</summary>
public enum FactKind { Other, Settings, Hosts }
public sealed record Fact(string Name, IReadOnlyList<IReadOnlyList<Span>> Lines, FactKind Kind = FactKind.Other);


/// <param name="Action">What the press does; the server looks at who pressed, never at what was drawn.</param>
/// <param name="Value">Names what the button was drawn for, so that a late press can be told from a timely one.</param>
/// <param name="Confirm">Asked before the press counts: title and the word on the confirming button.</param>
/// <param name="Ask">Words that the press needs, as the field's label (<c>Reason for Developer</c>).</param>
/// <param name="May">Handles that may press it; null: everyone. What one may not press is not drawn.</param>
public sealed record Button(
    string Action, string Label, string Value, bool Main = false, bool Grave = false, Confirm? Confirm = null, string? Ask = null, IReadOnlyList<string>? May = null);
public sealed record Confirm(string Title, string Yes, IReadOnlyList<CommitLine> Commits);

/// <summary>A release at a glance: first the decision, then the status.</summary>
public sealed record Card(
    long Release, string Title, StateWord State, string Path,
    IReadOnlyList<Span> Head, int Added, int Gone,
    IReadOnlyList<Warning> Warnings,
    IReadOnlyList<CommitLine> Commits, int MoreCommits,
    IReadOnlyList<Fact> Facts,
    IReadOnlyList<IReadOnlyList<HostCell>> Strip, string StripNote,
    IReadOnlyList<IReadOnlyList<Span>> Text,
    string? ErrorLine,
    string Foot, IReadOnlyList<Button> Buttons, bool Asks, IReadOnlyList<string> Mentions, string? Compare, string PushText) : Content
{
    [JsonIgnore] public override string Push => PushText;
}

/// <summary>One thing that happened, in one line of the thread.</summary>
public sealed record Line(Tone Tone, string Glyph, IReadOnlyList<Span> Text, DateTimeOffset At) : Content
{
    [JsonIgnore] public override string Push => string.Concat(Text.Select(t => t.Text));
}

/// <summary>An answer to one person: an error with the word at fault and a right example, plain lines (help, status), or a question in a form.</summary>
/// <param name="ToldIn">The channel in which the rest of it is told, for a link.</param>
public sealed record Reply(
    string Text, string? AtFault = null, string? TryInstead = null, IReadOnlyList<IReadOnlyList<Span>>? Lines = null, IReadOnlyList<Button>? Buttons = null,
    Card? Plan = null, Form? Form = null, Place? ToldIn = null) : Content
{
    [JsonIgnore] public override string Push => Text;
}

public sealed record HostResult(string Host, Tone Tone, string Glyph, string Text, TimeSpan? Took);

/// <summary>One line a host when it ends, gathered into one message that is edited.</summary>
public sealed record Results(IReadOnlyList<HostResult> Hosts, int MoreOk) : Content
{
    [JsonIgnore] public override string Push => Hosts.Count == 0 ? "" : $"{Hosts[^1].Host}: {Hosts[^1].Text}";
}

/// <summary>A question to operators with its answers, each a button with a line that says what it does.</summary>
/// <param name="Title">What happened, and whom it is for.</param>
/// <param name="Says">What is the matter now, a line each.</param>
/// <param name="FirstError">The lines around the first error.</param>
/// <param name="Differences">Files that were edited by hand, each a unified diff.</param>
/// <param name="Foot">When it was asked, and what happens without an answer.</param>
public sealed record Asking(
    string Title, IReadOnlyList<string> Says, Excerpt? FirstError, IReadOnlyList<Excerpt> Differences, IReadOnlyList<AnswerLine> Answers, string Foot) : Content
{
    [JsonIgnore] public override string Push => Title;
}

/// <param name="Says">What it will do.</param>
public sealed record AnswerLine(Button Button, string Says);

/// <summary>The last lines of a log while it grows, or the lines around its first error.</summary>
public sealed record Excerpt(string Title, string Source, bool Live, IReadOnlyList<ExcerptLine> Lines, string Path) : Content
{
    [JsonIgnore] public override string Push => Title;
}
public sealed record ExcerptLine(string Text, bool Error = false);
