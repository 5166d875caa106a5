using BotOps.Adapters.Chat.Slack.Blocks;
using BotOps.Core.Chat;

namespace BotOps.Tests.Chat.Slack.Blocks;

public class DrawMessageTests
{
    static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1764079320);
    const string Date = "<!date^1764079320^{date_short_pretty} {time}|2025-11-25 14:02 UTC>";

    static string[] Draw(Content content) => Drawn.Lines(DrawMessage.Of(content, Hostile.Look));

    [Fact]
    public void A_question_calls_the_operators_and_says_what_each_answer_does() => Assert.Equal(
    [
        "❓ *order-03 failed. What now, <@U1> <@U3>?*\n5 of 6 serve.",
        "*First error in order-03* order-03 · <https://botops.example/releases/43|whole log>",
        "```\n  info pool: opening 60 connections\n→ PostgresException: 53300\n```",
        "order-03 again, from Transferring", "[Retry this host]",
        "2 hosts go back to build:118", "[Roll back the updated hosts]",
        "Without an answer by 14:40: Stop here.",
    ], Draw(new Asking(
        "order-03 failed. What now, @lead-1 @ops?", ["5 of 6 serve."],
        new Excerpt("First error in order-03", "order-03", false, [new("info pool: opening 60 connections"), new("PostgresException: 53300", Error: true)], "/releases/43"), [],
        [
            new AnswerLine(new Button("answer", "Retry this host", "43/1/retry"), "order-03 again, from Transferring"),
            new AnswerLine(new Button("answer", "Roll back the updated hosts", "43/1/roll-back", Grave: true), "2 hosts go back to build:118"),
        ], "Without an answer by 14:40: Stop here.")));

    [Fact]
    public void A_private_error_marks_the_word_at_fault_and_offers_what_works() => Assert.Equal(
    [
        "There is no project `reprot-svc`. Did you mean report-svc? Nothing was created.",
        "Try: `/deploy report-svc release/11.3`",
        "[Show projects]",
    ], Draw(new Reply("There is no project reprot-svc. Did you mean report-svc? Nothing was created.", "reprot-svc", "/deploy report-svc release/11.3", Buttons: [new Button("projects", "Show projects", "")])));

    [Fact]
    public void A_command_that_was_typed_to_the_bot_is_offered_so_again() =>
        Assert.Equal("Try: `@botops status`", Draw(new Reply("No.", TryInstead: "status"))[1]);

    [Fact]
    public void A_line_is_one_line_with_its_time() =>
        Assert.Equal([$"✅ Built *build:121* in 48 s <https://botops.example/releases/43|log> · {Date}"],
            Draw(new Line(Tone.Ok, "succeeded", ["Built ", new Span("build:121", Strong: true), " in 48 s ", new Span("log", Link: "/releases/43")], At)));

    [Fact]
    public void A_question_asked_again_calls_the_operators_and_nothing_else_does()
    {
        Assert.StartsWith("❓ Still open, <@U3>.", Draw(new Line(Tone.Ask, "decide", ["Still open, @ops."], At))[0], StringComparison.Ordinal);
        Assert.StartsWith("🛑 By Developer: ask @ops", Draw(new Line(Tone.Bad, "aborted", ["By Developer: ask @ops"], At))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Hosts_end_in_a_line_each() => Assert.Equal(
        ["✅ and 40 more updated\n✅ *order-01* build:121 · 38 s\n❌ *order-03* failed at Verifying: GET /health gave 503 · 1 m 04 s"],
        Draw(new Results([new("order-01", Tone.Ok, "succeeded", "build:121", TimeSpan.FromSeconds(38)), new("order-03", Tone.Bad, "failed", "failed at Verifying: GET /health gave 503", TimeSpan.FromSeconds(64))], 40)));

    [Fact]
    public void Of_very_many_hosts_the_newest_are_shown_and_the_rest_counted()
    {
        var drawn = string.Join('\n', Draw(new Results([.. Enumerable.Range(0, 1000).Select(n => new HostResult($"h-{n}", Tone.Bad, "failed", new string('x', 80), null))], 0))).Split('\n');

        Assert.StartsWith("❌ *h-999*", drawn[^1], StringComparison.Ordinal);
        Assert.Equal($"and {1000 - (drawn.Length - 1)} more hosts", drawn[0]);
    }

    [Fact]
    public void A_log_that_grows_shows_its_last_lines() =>
        Assert.Equal("```\nline 7\nline 8\nline 9\nline 10\n```", Draw(new Excerpt("build:121", "build", true, [.. Enumerable.Range(1, 10).Select(n => new ExcerptLine($"line {n}"))], ""))[1]);

    [Fact]
    public void The_error_is_shown_however_much_stands_before_it() =>
        Assert.Contains("→ the error", Draw(new Excerpt("x", "x", false, [.. Enumerable.Range(1, 90).Select(_ => new ExcerptLine(new string('<', 400))), new("the error", Error: true)], ""))[1], StringComparison.Ordinal);

    [Fact]
    public void A_plan_is_a_card_without_buttons()
    {
        var plan = new Card(0, "order-svc → production", new StateWord("Plan", Tone.Idle, "awaiting"), "", [], 0, 0, [], [], 0, [], [], "", [], null, "", [new Button("approve", "Approve", "")], true, ["ops"], null, "");
        Assert.Equal(["This is it:", "✋ *order-svc → production* · Plan"], Draw(new Reply("This is it:", Plan: plan)));
    }

    [Fact]
    public void An_alarm_leads_to_its_release() =>
        Assert.Equal(["🚨 *BotOps #43*\norder-03 failed\n<https://botops.example/releases/43|Open #43>"], Draw(new Alarm("BotOps #43", "order-03 failed", 43, "order-svc", "production", "AwaitingDecision", "/releases/43")));
}
