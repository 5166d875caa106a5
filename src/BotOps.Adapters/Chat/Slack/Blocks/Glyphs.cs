using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Slack.Blocks;

/// <summary>Signs of the house as emoji that differ in shape, not in colour alone; and cells of the strip as signs that no client colours.</summary>
static class Glyphs
{
    public static Mrkdwn Of(string glyph, Tone tone) => Mrkdwn.Of(glyph switch
    {
        "awaiting" => "✋",
        "queued" => "🕒",
        "voided" => "🔁",
        "building" => "🔨",
        "rolling" => "▶️",
        "paused" => "⏸️",
        "decide" => "❓",
        "back" => "⏪",
        "succeeded" => "✅",
        "partial" => "⚠️",
        "failed" => "❌",
        "rolled-back" => "↩️",
        "rejected" => "🚫",
        "expired" => "⌛",
        "cancelled" => "✖️",
        "build-failed" => "💥",
        "aborted" => "🛑",
        "lock" => "🔒",
        _ => Of(tone),
    });

    public static char Of(Cell cell) => cell switch
    {
        Cell.Wait => '▢',
        Cell.Run => '▣',
        Cell.Ok => '✓',
        Cell.Bad => '✗',
        Cell.Out => '⊘',
        Cell.Back => '↶',
        _ => '–',
    };

    static string Of(Tone tone) => tone switch
    {
        Tone.Run => "▶️",
        Tone.Ask => "✋",
        Tone.Ok => "✅",
        Tone.Bad => "❌",
        Tone.Back => "↩️",
        _ => "▫️",
    };
}
