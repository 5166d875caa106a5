using System.Diagnostics;
using BotOps.Core;
using BotOps.Core.Chat.Commands;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BotOps.Tests.Chat.Commands;

/// <summary>Whatever arrives from a chat becomes a command or an answer, soon, and what the answer offers is right.</summary>
[Properties(MaxTest = 1000)]
public class AnyTextProperties
{
    [Property]
    public bool Any_text_at_all(string? text) => Answered(text ?? "");

    [Property(Arbitrary = [typeof(Lines)])]
    public bool Any_mix_of_the_words_of_the_language(Line line) => Answered(line.Text);

    [Property(Arbitrary = [typeof(Lines)])]
    public bool Any_beginning_of_a_line_can_be_completed(Line line)
    {
        var sources = new SuggestionSources { May = _ => true, Projects = _ => Task.FromResult<IReadOnlyList<Named>>([new("order-svc")]) };
        return Suggestions.For(line.Text, sources, CancellationToken.None).Result.All(s => s.Insert.Length > 0);
    }

    static bool Answered(string text)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            Reads.Of(CommandParser.Parse(text));
        }
        catch (UserError error)
        {
            Assert.False(string.IsNullOrWhiteSpace(error.Message));
            if (error.TryInstead is { } right) CommandParser.Parse(right); // throws, and so fails, if it is wrong too
        }
        return clock.Elapsed < TimeSpan.FromSeconds(5);
    }

    public sealed record Line(string Text);

    public static class Lines
    {
        static readonly string[] Words =
        [
            "/deploy", "deploy", "/botops", "@botops", "status", "reject", "host", "out", "in", "/build", "cancel", "build:17", "build:", "help", "log", "order-svc", "master", "to", "To", "42", "#42", "--", "—", "-", "@x", "-x",
            "--serial", "--halves", "--batch", "--batch=", "--batch:1", "--wait", "--note", "--reason", "--hosts", "--seriel", "--to", "--to=x", "--help", "-1", "0", "1,", ",2",
            "25%", "150%", "2m", "99d", "\"", "“", "”", "'", "‘two words’", "\"a b\"", "\\", "\\\"", "\"x\\", "a=b", "a:b", "🚀", "\uD83D", "\u202E", "\0", "$(id)", "[x]", "@/etc/passwd", "first", "*", "a-*",
            "",
        ];

        public static Arbitrary<Line> Any() => Arb.From(
            from count in Gen.Choose(1, 12)
            from words in Gen.ArrayOf(Gen.Elements(Words), count)
            from blanks in Gen.ArrayOf(Gen.Elements(" ", " ", " ", "", "\u3000", "\n"), count)
            select new Line(string.Concat(words.Zip(blanks, (word, blank) => word + blank))));
    }
}
