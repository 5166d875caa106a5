namespace BotOps.Core.Projects;

/// <summary>Who changes a project, as <see cref="Project.ManagedBy"/> keeps it: a catalog file or chat, never both.</summary>
static class Owner
{
    public const string Chat = "chat";

    public static string OfFile(string file) => $"file:{file}";
    public static string OfChat(string handle) => $"{Chat}:{handle}";

    public static bool IsChat(string? owner) => owner?.StartsWith(Chat + ":", StringComparison.Ordinal) == true;

    /// <summary>Null: one of before BotOps wrote down which.</summary>
    public static string? File(string? owner) => owner?.StartsWith("file:", StringComparison.Ordinal) == true ? owner[5..] : null;

    public static string Handle(string owner) => owner[(Chat.Length + 1)..];
}
