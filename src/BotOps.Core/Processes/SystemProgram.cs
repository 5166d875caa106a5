namespace BotOps.Core.Processes;

/// <summary>Programs of the system that BotOps itself needs; PATH is not asked, since they run with BotOps' rights.</summary>
static class SystemProgram
{
    static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/run/current-system/sw/bin"];

    public static string? Find(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
