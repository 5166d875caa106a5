using BotOps.Core.Chat;

namespace BotOps.Adapters.Chat.Webhook;

/// <summary>A message in the fields that a program reads; null: it has none.</summary>
/// <param name="Key">The same whenever the same message is posted again.</param>
/// <param name="State">The release's state: by its name for an alarm, in words for a card.</param>
sealed record WebhookMessage(string Key, string Title, string Text, long? Release, string? Project, string? Environment, string? State, string? Url)
{
    /// <param name="pages">Address of the pages, or empty.</param>
    public static WebhookMessage Of(Content content, string key, string pages) => content switch
    {
        Alarm a => new(key, a.Title, a.Text, a.Release, a.Project, a.Environment, a.State, Link(pages, a.Path)),
        Card c => new(key, c.Title, c.Push, c.Release, null, null, c.State.Word, Link(pages, c.Path)),
        Excerpt e => new(key, e.Title, string.Join('\n', e.Lines.Select(l => l.Text)), null, null, null, null, Link(pages, e.Path)),
        _ => new(key, content.Push, content.Push, null, null, null, null, null),
    };

    static string? Link(string pages, string path) => pages.Length == 0 ? null : pages + path;
}
