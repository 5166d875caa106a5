namespace BotOps.Core;

public static partial class Texts
{
    /// <param name="what"><c>build:17</c> or <c>#42</c>.</param>
    public static string LogOf(string what) => Say($"{what}, the whole log", $"{what} 的完整日志");

    public static string LinesLeftOut(long lines) => Say(
        $"… {lines:N0} lines are left out here: the log is longer than its limit …",
        $"… 此处省略 {lines:N0} 行：日志超出长度上限 …");
}
