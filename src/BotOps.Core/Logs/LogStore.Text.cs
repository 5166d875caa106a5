namespace BotOps.Core.Logs;

public sealed partial class LogStore
{
    /// <summary>The whole log as plain text without colours, read piece by piece.</summary>
    /// <param name="sources">Each line begins with whose it is.</param>
    /// <param name="only">Only lines of this host or <c>build</c>; null: all.</param>
    public async Task WriteText(long logId, Stream to, bool sources, CancellationToken stopping, string? only = null)
    {
        await using var text = new StreamWriter(to, leaveOpen: true) { NewLine = "\n" };
        await foreach (var line in All(logId, stopping))
        {
            if (only is not null && line.Source != only) continue;
            if (sources && line.Source.Length > 0) await text.WriteAsync($"{line.Source} | ".AsMemory(), stopping);
            await text.WriteLineAsync(Ansi.Strip(line.Text).AsMemory(), stopping);
        }
    }
}
