using System.Text.RegularExpressions;

namespace BotOps.Core.Logs;

/// <summary>Whether a line of a log looks like an error: what build tools, compilers, shells and the usual log levels write.</summary>
public static partial class ErrorLine
{
    public static bool Is(string text) => Error().IsMatch(text) && !NoError().IsMatch(text);

    // A level or a tool's "error:" / "error CS1002:", a shell's refusal, an exception with its type, a failed step
    [GeneratedRegex(
        """
        (?x) (^|[^\w-]) ( ERROR | FATAL | SEVERE | PANIC | CRITICAL ) ([^\w-]|$)
        | \b ( [Ee]rror | [Ff]atal | [Pp]anic ) ( \s \w*\d+ )? \s? :
        | \b [\w.]+ ( Exception | Error ) ( : | \s at\s | $ )
        | command\ not\ found | No\ such\ file\ or\ directory | Permission\ denied | ^Traceback\ 
        | ^──\ .*\b[Ff]ailed\b | \bBUILD\ FAILED\b | \bBuild\ FAILED\b
        """)]
    private static partial Regex Error();

    [GeneratedRegex(@"\b0 (errors|Error\(s\))")]
    private static partial Regex NoError();
}
