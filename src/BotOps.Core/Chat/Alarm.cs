using System.Text.Json.Serialization;

namespace BotOps.Core.Chat;

/// <summary>Calls somebody who does not look at the chat: what happened to which release, for pagers and other programs.</summary>
/// <param name="State">The release's state by its name in the code: <c>AwaitingDecision</c>.</param>
/// <param name="Path">Of the release's page.</param>
public sealed record Alarm(string Title, string Text, long Release, string Project, string Environment, string State, string Path) : Content
{
    [JsonIgnore] public override string Push => $"{Title}: {Text}";
}
