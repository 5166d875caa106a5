namespace BotOps.Adapters.Sources.Git;

static class CommitId
{
    const int Whole = 40, Shortest = 7;

    public static bool IsWhole(string text) => text.Length == Whole && text.All(char.IsAsciiHexDigit);

    public static bool IsPart(string text) => text.Length is >= Shortest and <= Whole && text.All(char.IsAsciiHexDigit);
}
