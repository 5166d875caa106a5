namespace BotOps.Core;

public static partial class Texts
{
    public static string NoAnswerWithin(TimeSpan patience) => Say($"no answer within {Duration(patience)}", $"{Duration(patience)} 内没有响应");
}
