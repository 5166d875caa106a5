namespace BotOps.Adapters.Chat.Slack;

/// <summary>Slack's name of a message: channel and timestamp. One that only one person sees can neither be read nor edited again.</summary>
readonly record struct SlackReference(string Channel, string Timestamp, bool Ephemeral = false)
{
    const string OnlyOne = "ephemeral:";

    public override string ToString() => $"{(Ephemeral ? OnlyOne : "")}{Channel}:{Timestamp}";

    /// <summary>Null: it is none.</summary>
    public static SlackReference? Parse(string? text)
    {
        var ephemeral = text?.StartsWith(OnlyOne, StringComparison.Ordinal) == true;
        return (ephemeral ? text![OnlyOne.Length..] : text)?.Split(':') is [{ Length: > 0 } channel, { Length: > 0 } timestamp]
            ? new SlackReference(channel, timestamp, ephemeral)
            : null;
    }
}
