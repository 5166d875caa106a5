using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;

namespace BotOps.Core.Logs;

/// <summary>Lines out of chunks.</summary>
static partial class LogText
{
    /// <summary>Adds the lines from <paramref name="from"/> on until there are <paramref name="most"/>; returns the number of the next.</summary>
    public static long Add(List<LogLine> lines, IEnumerable<LogChunk> chunks, long from, int most)
    {
        foreach (var chunk in chunks)
        {
            if (lines.Count >= most) break;
            if (from < chunk.FirstLine)
            {
                lines.Add(new(from, At(chunk.Text, out _), "", Texts.LinesLeftOut(chunk.FirstLine - from)));
                from = chunk.FirstLine;
            }
            from = Add(lines, chunk, from, most);
        }
        return from;
    }

    static long Add(List<LogLine> lines, LogChunk chunk, long from, int most)
    {
        var rest = chunk.Text.AsSpan();
        for (var number = chunk.FirstLine; number < chunk.FirstLine + chunk.Lines; number++)
        {
            var end = rest.IndexOf((byte)'\n');
            if (number >= from)
            {
                if (lines.Count >= most) break;
                lines.Add(Parse(number, rest[..end]));
                from = number + 1;
            }
            rest = rest[(end + 1)..];
        }
        return from;
    }

    /// <summary>Looks for the few words that a failure is told with before it looks at lines.</summary>
    public static LogLine? FirstError(LogChunk chunk)
    {
        var text = Encoding.UTF8.GetString(chunk.Text);
        var words = Ascii.IsValid(chunk.Text) ? English : All;
        for (var at = 0; text.AsSpan(at).IndexOfAny(words) is >= 0 and var found;)
        {
            var start = text.LastIndexOf('\n', at + found) + 1;
            var end = text.IndexOf('\n', at + found);
            if (ReadsLikeAnError(text[start..end]))
                return Parse(chunk.FirstLine + text.AsSpan(0, start).Count('\n'), Encoding.UTF8.GetBytes(text[start..end]));
            at = end;
        }
        return null;
    }

    static LogLine Parse(long number, ReadOnlySpan<byte> line)
    {
        var at = At(line, out var used);
        var rest = line[(used + 1)..];
        var tab = rest.IndexOf((byte)'\t');
        return new(number, at, Encoding.UTF8.GetString(rest[..tab]), Encoding.UTF8.GetString(rest[(tab + 1)..]));
    }

    static DateTimeOffset At(ReadOnlySpan<byte> line, out int used) => Utf8Parser.TryParse(line, out long milliseconds, out used)
        ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
        : throw new InvalidDataException("A log chunk does not begin with a time.");

    static readonly string[] EnglishWords = ["error", "err!", "exception", "fail", "fatal", "panic", "traceback", "cannot", "not found", "denied"];

    /// <summary>Apart, since only ASCII words are looked for by the processor's vectors.</summary>
    static readonly SearchValues<string> English = SearchValues.Create(EnglishWords, StringComparison.OrdinalIgnoreCase);

    static readonly SearchValues<string> All = SearchValues.Create([.. EnglishWords, "错误", "异常", "失败", "未找到命令", "权限不够"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Who follows a log has this asked of every line: few have one of the words.</summary>
    internal static bool ReadsLikeAnError(string line)
    {
        var plain = Ansi.Strip(line);
        return plain.AsSpan().ContainsAny(Ascii.IsValid(plain) ? English : All) && Error().IsMatch(Harmless().Replace(plain, "")) && !OfADifference().IsMatch(line);
    }

    /// <summary>What a rollout tells of files before it changes them is the files' own text.</summary>
    [GeneratedRegex(@"(?:^|\t)rollout\t(?:[-+ ]|@@ )")]
    private static partial Regex OfADifference();

    /// <summary>Compilers, Maven, Gradle, npm, shells, stack traces; the same in Chinese.</summary>
    [GeneratedRegex(@"\berror\b|\berr!|exception\b|\bfail(?:ed|ure)\b|\bfatal\b|\bpanic:|^.*\tTraceback|: cannot |: not found|command not found|permission denied|错误|异常|失败|未找到命令|权限不够", RegexOptions.IgnoreCase)]
    private static partial Regex Error();

    /// <summary>"0 errors", "no error", "--fail-on-error", "Failures: 0", error.js, "0 个错误", "没有异常", "失败：0"</summary>
    [GeneratedRegex(@"\b(?:0|no|without)\s+(?:error|fail|exception)|\b(?:errors?|failed|failures?)\s*[:=]\s*0\b|[-_./]error\b|\berror[-_./]\w|\bon[- ]error|(?:(?<!\d)0 ?[个项次处台]? ?|没有|无|未发生)(?:错误|异常|失败)|(?:错误|异常|失败)数?\s*[:：=]\s*0(?!\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Harmless();
}
