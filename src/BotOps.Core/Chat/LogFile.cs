using System.Text.Json.Serialization;

namespace BotOps.Core.Chat;

/// <summary>A whole log that has ended, as a file; its text is read from the log store when it is sent.</summary>
/// <param name="Name">Once in its thread: <c>build-17.log</c>.</param>
/// <param name="Sources">Its lines are of several hosts, and each says of which.</param>
public sealed record LogFile(long Log, string Name, string Title, bool Sources) : Content
{
    /// <summary>Its word in the outbox.</summary>
    public const string Kind = "log-file";

    [JsonIgnore] public override string Push => Title;
}
