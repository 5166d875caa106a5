namespace BotOps.Core.Builds.Maven;

/// <param name="Message">The first line of what it said; may be empty.</param>
public sealed record FailedTest(string Class, string Name, string Message)
{
    const int LongestMessage = 160;

    /// <summary>Without its package.</summary>
    public string Short => Name.Length == 0 ? Class[(Class.LastIndexOf('.') + 1)..] : $"{Class[(Class.LastIndexOf('.') + 1)..]}.{Name}";

    public override string ToString() => Message.Length == 0 ? Short : $"{Short}: {(Message.Length > LongestMessage ? Message[..LongestMessage] + "…" : Message)}";
}

/// <param name="Count">All, with those that failed and those that were skipped.</param>
/// <param name="Unread">Reports that are no XML that can be read, with the reason.</param>
public sealed record TestResults(int Count, int Skipped, IReadOnlyList<FailedTest> Failed, IReadOnlyList<string> Unread)
{
    public static TestResults None { get; } = new(0, 0, [], []);

    public TestResults With(TestResults other) => new(Count + other.Count, Skipped + other.Skipped, [.. Failed, .. other.Failed], [.. Unread, .. other.Unread]);
}
