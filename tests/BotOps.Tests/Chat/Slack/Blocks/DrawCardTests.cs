using System.Text.Json.Nodes;
using BotOps.Adapters.Chat.Slack.Blocks;
using BotOps.Core.Chat;

namespace BotOps.Tests.Chat.Slack.Blocks;

public class DrawCardTests
{
    static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1764079320);
    static readonly CommitLine Lost = new("c81d4aa", "Skip tax for exempt regions", "lead-2", At);

    static readonly Card Asked = new(
        43, "order-svc → production", new StateWord("Awaiting approval", Tone.Ask, "awaiting"), "/releases/43",
        [new("master 9f3c1e7", Code: true), "6 hosts, one at a time", "asked by Developer", "“<!channel> *now*”"], 6, 1,
        [new Warning("1 commit that runs now would disappear.", "Approve asks again.", [Lost])],
        [new CommitLine("9f3c1e7", "Round order totals half to even", "developer", At)], 5,
        [
            new Fact("Settings", [[new("db.pool.max", Code: true), "  ", new("40", Code: true), " → ", new("60", Code: true)]], FactKind.Settings),
            new Fact("Hosts", [["order-01 to order-06, 6 in all"]], FactKind.Hosts),
            new Fact("Preflight", [["5 hosts ready"], ["order-04: disk 91 % full"]]),
        ],
        [.. Enumerable.Range(1, 6).Select(n => (IReadOnlyList<HostCell>)[new HostCell($"order-0{n}", Cell.Wait)])], "one at a time", [], null, "0 of 1 approvals · expires 16:02",
        [
            new Button("approve", "Approve…", "43/1/knowing", Main: true, Confirm: new Confirm("Approve although 1 commit disappears?", "Approve without c81d4aa", [Lost]), May: ["lead-1"]),
            new Button("reject", "Reject…", "43/1", Ask: "Reason for @developer", May: ["lead-1"]),
        ],
        true, ["lead-1", "somebody"], "https://git.example/compare/a...b", "#43 order-svc → production, master, 6 hosts, +6 −1");

    [Fact]
    public void A_lead_sees_all_that_the_decision_needs()
    {
        var body = DrawMessage.Of(Asked, Hostile.Look);

        Assert.Equal("#43 order-svc → production, master, 6 hosts, +6 −1", body.Text);
        Assert.Equal(
        [
            """
            ✋ *<https://botops.example/releases/43|#43 order-svc → production>* · Awaiting approval
            `master 9f3c1e7` · +6 −1 commits · 6 hosts, one at a time · asked by Developer · “&lt;!channel&gt; ∗now∗”
            For <@U1> @somebody
            """,
            """
            ⚠️ *1 commit that runs now would disappear.* Approve asks again.
            `c81d4aa` Skip tax for exempt regions
            """,
            """
            *Adds 6*
            `9f3c1e7` Round order totals half to even · developer · <!date^1764079320^{date_short_pretty} {time}|2025-11-25 14:02 UTC>
            5 more
            """,
            """
            *Settings*
            `db.pool.max`  `40` → `60`
            """,
            """
            *Hosts*
            `▢ ▢ ▢ ▢ ▢ ▢`
            one at a time
            order-01 to order-06, 6 in all
            """,
            """
            *Preflight*
            5 hosts ready
            order-04: disk 91 % full
            """,
            "[Approve…]", "[Reject…]",
            "0 of 1 approvals · expires 16:02", "<https://git.example/compare/a...b|Compare>",
        ], Drawn.Lines(body));
    }

    [Fact]
    public void Approve_asks_again_and_names_what_disappears()
    {
        var approve = Buttons(Asked)[0];

        Assert.Equal("primary", $"{approve["style"]}");
        Assert.Equal("Approve", $"{approve["confirm"]!["title"]!["text"]}");
        Assert.Equal("Approve although 1 commit disappears?\n`c81d4aa` Skip tax for exempt regions", $"{approve["confirm"]!["text"]!["text"]}");
        Assert.Equal("Approve without c81d4aa", $"{approve["confirm"]!["confirm"]!["text"]}");
        Assert.Equal(new PressValue("approve", "43/1/knowing", null, "Approve…"), PressValue.Read($"{approve["value"]}"));
    }

    [Fact]
    public void A_press_that_needs_words_is_asked_for_them_once()
    {
        var abort = Buttons(Asked with { Buttons = [new Button("abort", "Abort…", "43/1", Grave: true, Ask: "Reason", Confirm: new Confirm("Sure?", "Yes", []))] })[0];

        Assert.Null(abort["confirm"]);
        Assert.Equal("danger", $"{abort["style"]}");
        Assert.Equal(new PressValue("abort", "43/1", "Reason", "Abort…"), PressValue.Read($"{abort["value"]}"));
    }

    [Fact]
    public void Each_wave_is_a_group_of_hosts() => Assert.Equal("`✓ ✓✗⊘ ▣▢↶–`", Strip(
        [[Cell.Ok], [Cell.Ok, Cell.Bad, Cell.Out], [Cell.Run, Cell.Wait, Cell.Back, Cell.Skip]]));

    [Fact]
    public void Many_hosts_are_counted_by_wave_and_a_failed_one_is_still_seen() => Assert.Equal("`✓10 │ ✓239 ✗1 │ ▣50 ▢700`", Strip(
        [Of(Cell.Ok, 10), [.. Of(Cell.Ok, 239), Cell.Bad], [.. Of(Cell.Wait, 700), .. Of(Cell.Run, 50)]]));

    [Fact]
    public void A_thousand_waves_are_counted_together() => Assert.Equal("`✓400 ✗1 ▢599`", Strip(
        [.. Enumerable.Range(0, 1000).Select(n => Of(n < 400 ? Cell.Ok : n == 400 ? Cell.Bad : Cell.Wait, 1))]));

    static string Strip(IReadOnlyList<IReadOnlyList<Cell>> waves) => Drawn.Lines(DrawMessage.Of(Asked with
    {
        Facts = [],
        Strip = [.. waves.Select(wave => (IReadOnlyList<HostCell>)[.. wave.Select(cell => new HostCell("h", cell))])],
    }, Hostile.Look))[1].Split('\n')[0];

    static Cell[] Of(Cell cell, int count) => [.. Enumerable.Repeat(cell, count)];

    static List<JsonNode> Buttons(Card card) => [.. DrawMessage.Of(card, Hostile.Look).Blocks.Single(b => $"{b!["type"]}" == "actions")!["elements"]!.AsArray().Select(e => e!)];
}
