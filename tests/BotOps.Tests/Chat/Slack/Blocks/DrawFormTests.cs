using System.Text.Json.Nodes;
using BotOps.Adapters.Chat.Slack.Blocks;
using BotOps.Core.Chat;

namespace BotOps.Tests.Chat.Slack.Blocks;

public class DrawFormTests
{
    static readonly FieldChoice None = new("", "Choose one");

    [Fact]
    public void Some_choices_are_a_menu_with_what_is_filled_in()
    {
        var element = Element(new Field("project", "Project", false, true, "pay-svc", [None, new("order-svc", "order-svc"), new("pay-svc", "pay-svc  payments")]));

        Assert.Equal("static_select", $"{element["type"]}");
        Assert.Equal(["order-svc", "pay-svc"], element["options"]!.AsArray().Select(o => $"{o!["value"]}"));
        Assert.Equal("pay-svc", $"{element["initial_option"]!["value"]}");
        Assert.Equal("Choose one", $"{element["placeholder"]!["text"]}");
    }

    [Fact]
    public void More_choices_than_a_menu_holds_are_asked_for_as_one_types() =>
        Assert.Equal("external_select", $"{Element(new Field("host", "Host", false, true, null, [.. Enumerable.Range(0, 101).Select(n => new FieldChoice($"h{n}", $"h{n}"))]))["type"]}");

    [Theory]
    [InlineData("ref", "master", "external_select")]
    [InlineData("ref", null, "external_select")]
    [InlineData("note", null, "plain_text_input")]
    [InlineData("release", null, "plain_text_input")]
    public void Any_words_may_be_written(string name, string? value, string type) => Assert.Equal(type, $"{Element(new Field(name, name, true, false, value, []))["type"]}");

    [Fact]
    public void A_branch_too_long_for_a_menu_is_not_lost()
    {
        var branch = new string('b', 76);
        Assert.Equal(branch, $"{Element(new Field("ref", "Branch", true, false, branch, []))["initial_value"]}");
    }

    [Fact]
    public void A_menu_of_nothing_becomes_a_text() => Assert.Equal("plain_text_input", $"{Element(new Field("environment", "Environment", false, false, null, [None]))["type"]}");

    [Theory]
    [InlineData("note", true)]
    [InlineData("reason", true)]
    [InlineData("release", false)]
    public void Reasons_have_more_than_one_line(string name, bool lines) => Assert.Equal(lines, Element(new Field(name, name, true, false, null, []))["multiline"]!.GetValue<bool>());

    [Fact]
    public void A_field_tells_what_it_is_and_whether_it_is_needed()
    {
        var drawn = DrawField.Of(new Field("note", "Note", true, false, "why", [], "A line for those who read the card"));

        Assert.Equal(("note", "Note", "A line for those who read the card", "why"), ($"{drawn["block_id"]}", $"{drawn["label"]!["text"]}", $"{drawn["hint"]!["text"]}", $"{drawn["element"]!["initial_value"]}"));
        Assert.True(drawn["optional"]!.GetValue<bool>());
        Assert.False(DrawField.Of(new Field("note", "Note", true, true, null, []))["optional"]!.GetValue<bool>());
    }

    [Fact]
    public void The_windows_are_told_apart_when_they_are_sent()
    {
        var form = DrawForm.Modal("Deploy", new Form("deploy", "Ask for the release", [new Field("note", "Note", true, false, null, [])], new Dictionary<string, string>()), "kept");
        Assert.Equal(("form", "Ask for the release", "kept"), ($"{form["callback_id"]}", $"{form["submit"]!["text"]}", $"{form["private_metadata"]}"));
        Assert.Equal("words", $"{DrawForm.AskWords("Reject", "Reason", "Reject", "")["callback_id"]}");
    }

    [Fact]
    public void What_a_window_cannot_carry_is_not_cut_in_silence() => Assert.Throws<ArgumentException>(() => DrawForm.AskWords("a", "b", "c", new string('x', 3001)));

    [Theory]
    [InlineData("""{"values":{"project":{"project":{"type":"static_select","selected_option":{"value":"order-svc"}}},"note":{"note":{"type":"plain_text_input","value":"why"}}}}""", "note=why;project=order-svc")]
    [InlineData("""{"ref":{"ref":{"type":"external_select","selected_option":{"value":"master"}}},"words":{"words":{"type":"plain_text_input","value":"no"}}}""", "ref=master;words=no")]
    [InlineData("""{"values":{"a":{"a":{"type":"plain_text_input","value":null}},"b":{"b":{"type":"static_select","selected_option":null}},"c":{"c":{"selected_options":[{"value":"x"},{"value":"y"}]}},"d":{"d":{"value":""}}}}""", "c=x,y")]
    [InlineData("""{"values":{"a":7,"b":{"b":[]},"c":{"c":{"value":7}},"d":{}}}""", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    public void What_was_filled_in_is_read(string state, string read) =>
        Assert.Equal(read, string.Join(';', DrawForm.ReadState(JsonNode.Parse(state)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}")));

    static JsonNode Element(Field field) => DrawField.Of(field)["element"]!;
}
