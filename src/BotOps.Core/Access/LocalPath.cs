namespace BotOps.Core.Access;

/// <summary>A page of BotOps' own; what leads anywhere else is none, however a browser may read it.</summary>
public static class LocalPath
{
    const int Longest = 500;

    /// <summary>Null: it is none.</summary>
    public static string? Of(string? text) =>
        text is ['/', ..] and not ['/', '/' or '\\', ..] && text.Length <= Longest && text.All(c => c is > ' ' and < '\x7f' and not '\\') ? text : null;
}
