namespace BotOps.Core.Releases;

/// <summary>The answers as they are typed and carried by buttons: <c>leave-out</c>.</summary>
public static class Answers
{
    static readonly IReadOnlyDictionary<string, Answer> ByName = new Dictionary<string, Answer>
    {
        ["retry"] = Answer.Retry,
        ["leave-out"] = Answer.LeaveOut,
        ["roll-back"] = Answer.RollBack,
        ["stop"] = Answer.Stop,
        ["overwrite"] = Answer.Overwrite,
        ["take-over"] = Answer.TakeOver,
    };

    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];
    public static string Name(Answer answer) => ByName.First(a => a.Value == answer).Key;

    /// <summary>Null: it is none.</summary>
    public static Answer? Read(string typed) => ByName.TryGetValue(typed.ToLowerInvariant(), out var answer) ? answer : null;
}
