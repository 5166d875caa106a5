namespace BotOps.Core.Logs;

public sealed partial class LogStore
{
    /// <summary>The whole log as plain text without colours, read piece by piece.</summary>
    /// <param name="sources">Each line begins with whose it is.</param>
    public async Task WriteText(long logId, Stream to, bool sources, CancellationToken stopping)
    {
        await using var text = new StreamWriter(to, leaveOpen: true) { NewLine = "\n" };
        for (var next = 1L; await Read(logId, next, LinesAtOnce, stopping) is { Count: > 0 } lines; next = lines[^1].Number + 1)
        {
            foreach (var line in lines)
            {
                if (sources && line.Source.Length > 0) await text.WriteAsync($"{line.Source} | ".AsMemory(), stopping);
                await text.WriteLineAsync(Ansi.Strip(line.Text).AsMemory(), stopping);
            }
        }
    }
}
