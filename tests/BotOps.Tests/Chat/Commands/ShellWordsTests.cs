using BotOps.Core.Chat.Commands;
using FsCheck.Xunit;

namespace BotOps.Tests.Chat.Commands;

public class ShellWordsTests
{
    static readonly CommandSpec Deploy = CommandTable.Find("deploy")!;

    [Theory]
    [InlineData("/deploy order-svc master --serial to staging", "order-svc", "master", "--serial", "to", "staging")]
    [InlineData("/deploy order-svc --note \"two words\"", "order-svc", "--note", "two words")]
    [InlineData("/deploy order-svc --note=\"two words\"", "order-svc", "--note=two words")]
    [InlineData("/deploy order-svc --batch=25%", "order-svc", "--batch=25%")]
    [InlineData("/deploy order-svc --note \"--serial: no\"", "order-svc", "--note", "--serial: no")]
    [InlineData("/deploy order-svc --note \"say \\\"hi\\\", \\\"\"", "order-svc", "--note", "say \"hi\", \"")]
    [InlineData("/deploy \"$(touch /tmp/x)\" \"\"", "$(touch /tmp/x)", "")]
    [InlineData("/deploy @/etc/passwd [x]", "@/etc/passwd", "[x]")]
    public void Words_of_a_shell_become_the_line_that_a_person_would_type(string line, params string[] words) =>
        Assert.Equal(line, ShellWords.ToLine(Deploy, words));

    [Property(MaxTest = 1000)]
    public bool Every_word_stays_one_word_with_what_is_in_it(string?[] words)
    {
        var given = words.Select(w => Keyboards.Visible(w ?? "").TrimStart('-')).ToArray();
        return TypedLine.Read(ShellWords.ToLine(Deploy, given)).Tokens.Skip(1).Select(t => t.Text).SequenceEqual(given);
    }

    [Theory]
    [InlineData("say “hi” now")]
    [InlineData("end with “")]
    [InlineData("back\\slash \\” “")]
    [InlineData("ｆｕｌｌ　ｗｉｄｔｈ：，")]
    [InlineData("a — b –– c")]
    public void A_quoted_text_is_kept_as_it_was_written(string text) =>
        Assert.Equal(Keyboards.Visible(text), ((DeployInput)CommandParser.Parse(ShellWords.ToLine(Deploy, ["order-svc", "--note", text]))).Note);

    [Theory]
    [InlineData("/botops approve 42", "botops approve 42")]
    [InlineData("@botops deploy order-svc", "botops deploy order-svc")]
    [InlineData("/deploy order-svc --note \"it's $(date)\"", "botops deploy order-svc --note 'it'\\''s $(date)'")]
    [InlineData("/deploy order-svc --note=\"two words\" `id`", "botops deploy order-svc '--note=two words' '`id`'")]
    [InlineData("/botops history #42", "botops history '#42'")]
    [InlineData("/botops grant @anna admin *", "botops grant @anna admin '*'")]
    public void An_offered_line_can_be_typed_in_a_shell_and_expands_nothing(string line, string typed) => Assert.Equal(typed, ShellWords.FromLine(line, "botops"));
}
