namespace BotOps.Core.Processes;

/// <summary>
/// Names where process ids mean something: host name, boot, and pid namespace (two containers may share the first two).
/// Without <c>/proc</c> only the host is known.
/// </summary>
static class Machine
{
    public static string Host { get; } = Environment.MachineName;
    public static string Boot { get; } = ReadBoot();
    public static string Id { get; } = $"{Host} {Boot} {new FileInfo("/proc/self/ns/pid").LinkTarget}".TrimEnd();

    /// <summary>Rows of this host that an earlier boot left: nothing of them can be running.</summary>
    public static bool IsEarlierBoot(string machine) =>
        Boot.Length > 0 && machine.StartsWith($"{Host} ", StringComparison.Ordinal) && !machine.StartsWith($"{Host} {Boot}", StringComparison.Ordinal);

    static string ReadBoot()
    {
        const string file = "/proc/sys/kernel/random/boot_id";
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "";
    }
}
