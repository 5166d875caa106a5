using BotOps.Core.Processes;

namespace BotOps.IntegrationTests.Survival;

/// <summary>Looks for processes of this machine.</summary>
static class Running
{
    /// <summary>Those whose command line has all of these words in it, as <c>id command</c>.</summary>
    public static IReadOnlyList<string> Of(params string[] words) => [.. ProcessTable.Read()
        .Where(p => !p.Zombie && p.Id != Environment.ProcessId)
        .Select(p => $"{p.Id} {CommandLine(p.Id)}")
        .Where(line => words.All(word => line.Contains(word, StringComparison.Ordinal)))];

    public static bool Is(int process) => ProcessTable.Find(process) is { Zombie: false };

    static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
