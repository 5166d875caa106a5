namespace BotOps.Core;

public static partial class Texts
{
    public static string CommandLanguage => Say("The language in which BotOps speaks to you: en or zh", "BotOps 对你使用的语言：zh 或 en");
    public static string ReadsLanguage => Say("Speaks to you in ", "今后对你使用 ");
    public static string NotALanguage(string typed) => Say($"BotOps does not speak {typed}. Write en or zh.", $"BotOps 不支持 {typed}。请写 zh 或 en。");

    /// <summary>With the way to the other one.</summary>
    public static string LanguageIs(string language) => Say(
        $"BotOps speaks {LanguageName(language)} to you; /botops language {(language == Languages.Chinese ? "en" : "zh")} changes that.",
        $"BotOps 对你使用{LanguageName(language)}；输入 /botops language {(language == Languages.Chinese ? "en" : "zh")} 可切换。");

    public static string LanguageName(string language) => language == Languages.Chinese ? Say("Chinese", "中文") : Say("English", "英文");
}
