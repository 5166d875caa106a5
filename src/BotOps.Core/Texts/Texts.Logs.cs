namespace BotOps.Core;

public static partial class Texts
{
    public static string LinesLeftOut(long lines) => Say(
        $"… {lines:N0} lines are left out here: the log is longer than its limit …",
        $"… 此处省略 {lines:N0} 行：日志超出长度上限 …");
}
