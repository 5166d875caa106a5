using System.Text;
using BotOps.Core.Logs;

namespace BotOps.Adapters.Sources.Git;

/// <summary>
/// Reads what git writes, on both streams, and keeps the last lines. Lines go to the log; a progress counter, which redraws its
/// line with a carriage return, goes there at most every two seconds and once when it is done.
/// </summary>
sealed class GitWords(ILogSink? log, TimeProvider? clock = null)
{
    const int Kept = 40;
    const int LongestLine = 4096; // a server may send a line that never ends
    static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(2);

    readonly TimeProvider clock = clock ?? TimeProvider.System;
    readonly Queue<string> last = new();
    readonly Lock both = new();
    long counted;

    public IReadOnlyList<string> Last
    {
        get
        {
            lock (both) return [.. last];
        }
    }

    public async Task Read(Stream stream, CancellationToken stopping)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false));
        var buffer = new char[4096];
        var line = new StringBuilder();
        var returned = false; // a carriage return that the next character makes a counter's or, as ssh writes, a line's end
        while (await reader.ReadAsync(buffer, stopping) is > 0 and var read)
            for (var i = 0; i < read; i++)
            {
                var c = buffer[i];
                if (returned || c == '\n') await End(line, counter: c != '\n', stopping);
                returned = c == '\r';
                if (c is not ('\n' or '\r') && line.Length < LongestLine) line.Append(c);
            }
        await End(line, counter: false, stopping);
    }

    async Task End(StringBuilder line, bool counter, CancellationToken stopping)
    {
        var text = line.ToString().TrimEnd();
        line.Clear();
        if (text.Length == 0) return;

        if (Wanted(text, counter) && log is not null) await log.Write("build", text, stopping);
    }

    bool Wanted(string text, bool counter)
    {
        lock (both)
        {
            if (!counter) Keep(text);
            else if (clock.GetElapsedTime(counted) < BetweenCounts) return false;
            else counted = clock.GetTimestamp();
            return true;
        }
    }

    void Keep(string text)
    {
        last.Enqueue(text);
        if (last.Count > Kept) last.Dequeue();
    }
}
