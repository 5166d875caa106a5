namespace BotOps.Core;

public static partial class Texts
{
    public static string LinesLeftOut(long lines) => $"… {lines:N0} lines are left out here: the log is longer than its limit …";
}
