using System.Text.RegularExpressions;
using BotOps.Adapters.Chat.Webhook;
using BotOps.Core;

namespace BotOps.Composition;

/// <summary>Reads <c>BotOps:Webhooks:NAME</c>: Url, Kind (json or dingtalk) and Secret.</summary>
static partial class WebhookSettings
{
    public static IReadOnlyList<WebhookOptions> Read(IConfigurationSection webhooks) => [.. webhooks.GetChildren().Select(Webhook)];

    static WebhookOptions Webhook(IConfigurationSection section)
    {
        var name = section.Key.ToLowerInvariant();
        if (!Name().IsMatch(name)) throw new UserError(Texts.Webhooks.NotAName(name));
        if (section["Url"] is not { Length: > 0 } url || !WebhookOptions.IsAddress(url)) throw new UserError(Texts.Webhooks.NoAddress(name));
        var kinds = Enum.GetNames<WebhookKind>().Select(k => k.ToLowerInvariant()).ToList();
        if (!kinds.Contains((section["Kind"] ?? "json").ToLowerInvariant())) throw new UserError(Texts.Webhooks.UnknownKind(name, kinds));
        if (section["Secret"] is { Length: > 0 } secret && !WebhookOptions.IsReference(secret)) throw new UserError(Texts.Webhooks.SecretIsNoReference(name));
        return new WebhookOptions(name, url, section.GetValue("Kind", WebhookKind.Json), section["Secret"] is { Length: > 0 } reference ? reference : null);
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,62}\z")]
    private static partial Regex Name();
}
