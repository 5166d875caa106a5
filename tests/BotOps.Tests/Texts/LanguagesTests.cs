using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat.Commands;

namespace BotOps.Tests.Texts;

public class LanguagesTests
{
    [Theory]
    [InlineData("zh", Languages.Chinese)]
    [InlineData("ZH-cn", Languages.Chinese)]
    [InlineData("zh-Hans", Languages.Chinese)]
    [InlineData("zh-Hans-SG", Languages.Chinese)]
    [InlineData("zh_CN.UTF-8", Languages.Chinese)]
    [InlineData("en", Languages.English)]
    [InlineData("en_US.UTF-8", Languages.English)]
    [InlineData("zh-TW", null)]
    [InlineData("de-DE", null)]
    [InlineData("english", null)]
    [InlineData("C.UTF-8", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_tag_or_a_locale_means_a_language_or_none(string? tag, string? language) => Assert.Equal(language, Languages.Of(tag));

    [Fact]
    public void A_terminal_speaks_what_the_first_of_its_variables_says()
    {
        static string Of(params (string Name, string Value)[] variables) =>
            Languages.OfTerminal(name => variables.FirstOrDefault(v => v.Name == name).Value);

        Assert.Equal(Languages.Chinese, Of(("LANG", "zh_CN.UTF-8")));
        Assert.Equal(Languages.English, Of(("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C.UTF-8")));
        Assert.Equal(Languages.Chinese, Of(("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "zh_CN"), ("LC_ALL", "")));
        Assert.Equal(Languages.English, Of());
    }

    [Fact]
    public async Task Whoever_speaks_a_language_leaves_the_others_theirs()
    {
        using var outer = Languages.Speak("zh-CN");
        await Task.Yield();
        using (Languages.SpeakToAll()) Assert.Equal(Languages.English, Languages.Spoken);
        Assert.Equal(Languages.Chinese, Languages.Spoken);
        Assert.Equal("no reason given", Languages.ToAll(() => Core.Texts.NoReason));

        Task<string> elsewhere;
        using (ExecutionContext.SuppressFlow()) elsewhere = Task.Run(() => Languages.Spoken);
        Assert.Equal(Languages.English, await elsewhere);
        using (Languages.Speak("tlh")) Assert.Equal(Languages.English, Languages.Spoken);
    }

    [Fact]
    public void The_command_table_is_read_in_the_language_of_its_reader()
    {
        var english = Explanations();
        using (Languages.Speak(Languages.Chinese)) Assert.All(Explanations(), says => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", says));
        Assert.Equal(english, Explanations());
        Assert.All(english, says => Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", says));

        static List<string> Explanations() => [.. CommandTable.All.SelectMany(c => c.Options.Select(o => o.Says).Prepend(c.Says))];
    }

    [Fact]
    public void A_refusal_names_the_word_at_fault_and_a_right_line_in_either_language()
    {
        using var speech = Languages.Speak(Languages.Chinese);
        var error = Assert.Throws<UserError>(() => CommandParser.Parse("/deploy order-svc --serail"));

        Assert.Equal("没有选项 --serail。是否想输入 --serial？", error.Message);
        Assert.Equal("--serail", error.AtFault);
        Assert.Equal("/deploy order-svc --serial", error.TryInstead);
    }

    [Theory]
    [InlineData("/botops language zh", Languages.Chinese)]
    [InlineData("/botops language 中文", Languages.Chinese)]
    [InlineData("/botops language English", Languages.English)]
    [InlineData("/botops language", null)]
    public void Who_chooses_a_language_may_call_it_by_its_tag_or_its_name(string typed, string? language) =>
        Assert.Equal(new LanguageInput(language), CommandParser.Parse(typed));

    [Fact]
    public void A_language_that_BotOps_does_not_speak_is_refused() =>
        Assert.Equal("BotOps does not speak klingon. Write en or zh.", Assert.Throws<UserError>(() => CommandParser.Parse("/botops language klingon")).Message);

    [Fact]
    public void A_role_is_named_as_it_is_granted()
    {
        using var speech = Languages.Speak(Languages.Chinese);
        Assert.Equal(
            "这需要 order-svc → production 的 approver 角色。请联系 @lead-1 或 @lead-2。",
            Core.Texts.RoleNeeded(Role.Approver, "order-svc", "production", ["lead-1", "lead-2"], []));
    }
}
