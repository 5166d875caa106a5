using BotOps.Core.Secrets;

namespace BotOps.Adapters.Chat.Webhook;

/// <summary>What the other side understands: any program that takes JSON, or a robot of a DingTalk group.</summary>
public enum WebhookKind { Json, DingTalk }

/// <summary>One configured webhook.</summary>
/// <param name="Name">Its tenant; <c>webhook/NAME/pager</c> is a channel, too.</param>
/// <param name="Url">The only address that is called, or a reference to it: many addresses hold a token.</param>
/// <param name="Secret">Reference to what its messages are signed with.</param>
public sealed record WebhookOptions(string Name, string Url, WebhookKind Kind, string? Secret)
{
    /// <summary>How long one call may take, from the connection to the end of the answer.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);

    public static bool IsAddress(string text) => AddressOf(text) is not null || IsReference(text);
    public static bool IsReference(string text) => SecretReferences.IsReference(text);

    /// <summary>Null for what is no address of http or https.</summary>
    public static Uri? AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri : null;
}
