using BotOps.Adapters.Chat.Slack.Blocks;
using BotOps.Core.Chat;
using FsCheck;
using FsCheck.Fluent;

namespace BotOps.Tests.Chat.Slack.Blocks;

/// <summary>Contents as large and as nasty as people, logs and repositories can make them.</summary>
public static class Hostile
{
    static readonly string[] Pieces =
    [
        "order-svc", " ", "master", "修正优惠券", "<!channel>", "<!here|x>", "<@U9>", "<#C1>", "<https://evil.example|click>", "@here", "@channel", "@Everyone", "@lead-1", "@evil",
        "*bold*", "_it_", "~gone~", "`code`", "``", "```", "*", "`", "&", "&amp;", "<", ">", "|", "🚀", "👨‍👩‍👧", "e\u0301", "שלום", "\u202Eevil", "\u2066", "\u2069", "\u200B", "\uFEFF", "\0", "\u001B[31m",
        "\n", "\r\n", "\t", "\uD83D", "\uDE00", "javascript:alert(1)", "https://evil.example/", ":fire:", "\"", "\\",
    ];

    static readonly string[] Links =
    [
        "", " ", "/releases/42", "/releases/42?a=1&b=2#log", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil.example", "https://git.example/a|b>c<d?x=1&y=2", "https://x.example/\u202E",
        "https://x.example/" + new string('a', 5000), "https://x.example/?" + new string('&', 700), "https://x.example/" + new string('a', 700),
    ];

    internal static Look Look { get; } = new(
        handle => handle switch { "lead-1" => "U1", "lead-2" => "U2", "ops" => "U3", "evil" => "U1> <!channel", _ => null },
        path => path.StartsWith('/') ? $"https://botops.example{path}" : path);

    static readonly Gen<string> Text = Gen.Frequency(
        (20, from pieces in Gen.Choose(0, 8).SelectMany(n => Gen.ArrayOf(Gen.Elements(Pieces), n)) select string.Concat(pieces)),
        (1, from piece in Gen.Elements(Pieces) select string.Concat(Enumerable.Repeat(piece, 1 + 10_000 / piece.Length))),
        (3, Gen.Constant("")));

    static readonly Gen<string?> Link = Gen.Frequency((2, Gen.Constant<string?>(null)), (5, Gen.Elements(Links).Select(l => (string?)l)));
    static readonly Gen<DateTimeOffset> Time = Gen.Choose(-400_000, 400_000).Select(hours => DateTimeOffset.UnixEpoch.AddHours(hours));

    static readonly Gen<Span> Run =
        from text in Text
        from strong in Yes
        from code in Yes
        from link in Link
        select new Span(text, strong, code, link);

    static readonly Gen<CommitLine> Commit =
        from words in Gen.ArrayOf(Text, 3)
        from at in Time
        select new CommitLine(words[0], words[1], words[2], at);

    static readonly Gen<Button> Press =
        from words in Gen.ArrayOf(Text, 5)
        from flags in Gen.ArrayOf(Yes, 4)
        from commits in ListOf(Commit, 8)
        select new Button(words[0], words[1], words[2], flags[0], flags[1], flags[2] ? new Confirm(words[3], words[4], commits) : null, flags[3] ? words[3] : null);

    static readonly Gen<IReadOnlyList<IReadOnlyList<HostCell>>> Waves =
        from shape in Gen.Elements((0, 0), (1, 1), (3, 2), (1, 24), (24, 1), (1, 1000), (1000, 1), (12, 80), (13, 75))
        from states in Gen.ArrayOf(Gen.Elements(Enum.GetValues<Cell>()), Math.Max(1, shape.Item1 * shape.Item2))
        select (IReadOnlyList<IReadOnlyList<HostCell>>)[.. Enumerable.Range(0, shape.Item1).Select(wave =>
            (IReadOnlyList<HostCell>)[.. Enumerable.Range(0, shape.Item2).Select(host => new HostCell($"h-{wave}-{host}", states[wave * shape.Item2 + host]))])];

    public static Gen<Card> Card { get; } =
        from words in Gen.ArrayOf(Text, 7)
        from tone in Gen.Elements(Enum.GetValues<Tone>())
        from release in Gen.Choose(0, 50)
        from counts in Gen.ArrayOf(Gen.Choose(0, 200), 3)
        from head in ListOf(Run, 8)
        from warnings in ListOf(from w in Gen.ArrayOf(Text, 2) from c in ListOf(Commit, 20) select new Warning(w[0], w[1], c), 8)
        from commits in Gen.Frequency((4, ListOf(Commit, 5)), (1, ListOf(Commit, 200)))
        from facts in ListOf(from name in Text from lines in ListOf(ListOf(Run, 4), 12) from kind in Gen.Elements(Enum.GetValues<FactKind>()) select new Fact(name, lines, kind), 25)
        from strip in Waves
        from text in ListOf(ListOf(Run, 4), 6)
        from buttons in ListOf(Press, 12)
        from asks in Yes
        from mentions in ListOf(Gen.OneOf(Gen.Elements("lead-1", "lead-2", "evil", "nobody"), Text), 14)
        from link in Link
        from compare in Link
        select new Card(
            release, words[0], new StateWord(words[1], tone, "awaiting"), link ?? "", head, counts[0], counts[1], warnings, commits, counts[2], facts, strip, words[2], text,
            asks ? words[3] : null, words[4], buttons, asks, mentions, compare, words[5]);

    static readonly Gen<Excerpt> Log =
        from words in Gen.ArrayOf(Text, 2)
        from live in Yes
        from lines in ListOf(from text in Text from error in Gen.Choose(0, 9) select new ExcerptLine(text, error == 0), 60)
        from link in Link
        select new Excerpt(words[0], words[1], live, lines, link ?? "");

    static readonly Gen<Asking> Question =
        from words in Gen.ArrayOf(Text, 2)
        from says in ListOf(Text, 6)
        from error in Log
        from differences in ListOf(Log, 7)
        from answers in ListOf(from button in Press from said in Text select new AnswerLine(button, said), 12)
        select new Asking(words[0], says, error, differences, answers, words[1]);

    static readonly Gen<Reply> Answer =
        from words in Gen.ArrayOf(Text, 2)
        from fault in Gen.Choose(0, 20)
        from lines in ListOf(ListOf(Run, 4), 80)
        from buttons in ListOf(Press, 6)
        from plan in Card
        from has in Yes
        select new Reply(words[0], words[0][..Math.Min(fault, words[0].Length)], words[1], lines, buttons, has ? plan : null);

    static readonly Gen<Line> Happened =
        from run in ListOf(Run, 6)
        from glyph in Gen.Elements("decide", "lock", "?")
        from at in Time
        select new Line(Tone.Ask, glyph, run, at);

    static readonly Gen<Results> Ended =
        from hosts in Gen.Frequency((3, ListOf(Host, 20)), (1, ListOf(Host, 300)))
        from more in Gen.Choose(0, 3)
        select new Results(hosts, more);

    static readonly Gen<Alarm> Call =
        from words in Gen.ArrayOf(Text, 4)
        from link in Link
        select new Alarm(words[0], words[1], 42, words[2], words[3], "Failed", link ?? "");

    static readonly Gen<Content> Content = Gen.OneOf(
        Card.Select(c => (Content)c), Log.Select(c => (Content)c), Question.Select(c => (Content)c), Answer.Select(c => (Content)c),
        Happened.Select(c => (Content)c), Ended.Select(c => (Content)c), Call.Select(c => (Content)c));

    static readonly Gen<Field> FormField =
        from words in Gen.ArrayOf(Text, 3)
        from name in Gen.Elements("ref", "project", "note", "reason", "host")
        from flags in Gen.ArrayOf(Yes, 3)
        from count in Gen.Elements(0, 1, 5, 100, 101, 300)
        from choices in ListOf(from value in Gen.OneOf(Text, Gen.Elements("a", "", "b")) from label in Text select new FieldChoice(value, label), count)
        select new Field(name, words[0], flags[0], flags[1], flags[2] && choices.Count > 0 ? choices[^1].Value : words[1], choices, words[2]);

    static readonly Gen<Form> Form =
        from send in Text
        from fields in ListOf(FormField, 5)
        where fields.Count > 0
        select new Form("deploy", send, [.. fields.DistinctBy(f => f.Name)], new Dictionary<string, string>());

    static Gen<bool> Yes => Gen.Elements(true, false);

    static Gen<HostResult> Host =>
        from words in Gen.ArrayOf(Text, 2)
        from took in Gen.Choose(0, 5000)
        select new HostResult(words[0], Tone.Bad, "failed", words[1], took == 0 ? null : TimeSpan.FromSeconds(took));

    static Gen<IReadOnlyList<T>> ListOf<T>(Gen<T> of, int most) => Gen.Choose(0, most).SelectMany(n => Gen.ArrayOf(of, n)).Select(a => (IReadOnlyList<T>)a);

    public static class Arbitraries
    {
        public static Arbitrary<Content> Contents() => Arb.From(Content);
        public static Arbitrary<Card> Cards() => Arb.From(Card);
        public static Arbitrary<Form> Forms() => Arb.From(Form);
        public static Arbitrary<Words> AnyWords() => Arb.From(Text.Select(t => new Words(t)));
    }

    public sealed record Words(string Text);
}
