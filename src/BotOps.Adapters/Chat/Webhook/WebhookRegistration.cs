using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.Core.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Adapters.Chat.Webhook;

public static class WebhookRegistration
{
    /// <summary>Each webhook becomes a tenant of the platform <c>webhook</c>, which the outbox delivers to and the pager calls.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IReadOnlyList<WebhookOptions> webhooks)
    {
        foreach (var webhook in webhooks)
        {
            services.AddSingleton<IChatPlatform>(provider => new Webhook(webhook,
                provider.GetRequiredService<SecretReferences>(), provider.GetRequiredService<WorkerOptions>(), provider.GetRequiredService<TimeProvider>()));
            foreach (var (field, reference) in new[] { ("Url", webhook.Url), ("Secret", webhook.Secret) })
                if (SecretReferences.NameOf(reference) is { } name) services.AddSingleton(new SecretUse(name, $"BotOps:Webhooks:{webhook.Name}:{field}"));
        }
        return services;
    }
}
