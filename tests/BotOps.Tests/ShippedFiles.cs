namespace BotOps.Tests;

/// <summary>Files beside the code that are tested as they are shipped.</summary>
static class ShippedFiles
{
    public static string Root { get; } = Find();

    static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "BotOps.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
