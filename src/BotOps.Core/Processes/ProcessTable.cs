using System.Globalization;
using System.Text;

namespace BotOps.Core.Processes;

/// <param name="StartTime">Clock ticks since boot.</param>
public sealed record ProcessEntry(int Id, string Name, char State, int Group, int Session, long StartTime)
{
    public bool Zombie => State is 'Z' or 'X';
}

/// <summary>What runs on this machine, read from <c>/proc</c> (proc(5)). Empty where there is none.</summary>
static class ProcessTable
{
    public static bool Available { get; } = File.Exists("/proc/self/stat");

    public static List<ProcessEntry> Read()
    {
        var entries = new List<ProcessEntry>();
        if (!Available) return entries;

        foreach (var directory in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Find(id) is { } entry)
                entries.Add(entry);
        return entries;
    }

    /// <summary>Null where no process has that id.</summary>
    public static ProcessEntry? Find(int id)
    {
        if (ReadAll($"/proc/{id}/stat") is not { Length: > 0 } stat) return null;

        // The name stands in brackets and may itself hold brackets and spaces
        var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
        var fields = stat[(close + 2)..].Split(' ');
        return new(id, stat[(open + 1)..close], fields[0][0], Number(fields[2]), Number(fields[3]), long.Parse(fields[19], CultureInfo.InvariantCulture));
    }

    /// <summary>Whether the process was started with that variable; false where its environment may not be read.</summary>
    public static bool HasVariable(int id, string assignment) =>
        ReadAll($"/proc/{id}/environ") is { } variables && $"\0{variables}".Contains($"\0{assignment}\0", StringComparison.Ordinal);

    static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);

    static string? ReadAll(string file)
    {
        try
        {
            return File.ReadAllText(file, Encoding.Latin1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) // it ended meanwhile, or is not ours
        {
            return null;
        }
    }
}
