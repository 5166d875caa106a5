namespace BotOps.Core.Chat.Commands;

/// <summary>What could be typed next, for the composer of the web chat.</summary>
public static class Suggestions
{
    const int Most = 12;

    /// <summary>Never throws on what was typed: where nothing fits, nothing is suggested.</summary>
    public static async Task<IReadOnlyList<Suggestion>> For(string typedSoFar, SuggestionSources sources, CancellationToken stopping)
    {
        if (typedSoFar.Length > CommandParser.LongestLine) return [];
        var line = TypedLine.Read(typedSoFar);
        if (line.Open is not null || line.Tokens.Count == 0) return [];

        var last = line.EndsBlank ? null : line.Tokens[^1];
        if (last is { Quoted: true }) return [];
        var done = line.Tokens.Take(line.Tokens.Count - (last is null ? 0 : 1)).ToList();
        var prefix = last is null ? line.Text + (line.Text.Length > 0 ? " " : "") : line.Text[..last.Start];

        var options = await new NextWord(sources, done, last?.Text ?? "").Options(stopping);
        return [.. options.Take(Most).Select(o => new Suggestion(prefix + o.Insert, o.Label, o.What))];
    }
}
