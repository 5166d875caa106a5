using BotOps.Core.Chat.Commands;

namespace BotOps.Verbs;

/// <summary>How this executable is called from a shell.</summary>
static class TerminalProgram
{
    /// <summary>From any folder, as this process was started.</summary>
    public static string Self(string sandbox)
    {
        var program = Environment.ProcessPath ?? "botops";
        var started = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Path.Combine(AppContext.BaseDirectory, "botops.dll")] : new[] { program };
        return string.Join(' ', started.Select(ShellWords.Quoted)) + Data(sandbox);
    }

    /// <summary>As a person writes it who has it in the path.</summary>
    public static string Name(string? sandbox) => "botops" + (sandbox is null ? "" : Data(sandbox));

    static string Data(string sandbox) => $" --data {ShellWords.Quoted(sandbox)}";
}
