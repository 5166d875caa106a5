namespace BotOps.Core;

public static partial class Texts
{
    // Why a host could not be reached; the host's name stands before it

    public static string HostGaveNoAnswer(string verb, TimeSpan limit) => Say($"{verb} gave no answer within {limit.TotalSeconds:0} s", $"{verb} 在 {limit.TotalSeconds:0} 秒内没有返回结果");
    public static string HostBrokeOff(string verb) => Say($"{verb} broke off without an answer", $"{verb} 中断，没有返回结果");
    public static string HostCannotStart(string program, string why) => Say($"cannot start {program}: {why}", $"无法启动 {program}：{why}");
}
