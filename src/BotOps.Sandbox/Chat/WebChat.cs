using BotOps.Core;
using BotOps.Core.Chat;

namespace BotOps.Sandbox.Chat;

/// <summary>The sandbox's chat platform: one workspace, one channel, people who are picked by name.</summary>
sealed class WebChat(WebChatStore store) : IChatPlatform
{
    public const string Platform = "web", Tenant = "sandbox", Channel = "deploys";

    public static Place Deploys(Guid? root = null) => new(Platform, Tenant, Channel, root?.ToString());

    public string Name => Platform;
    public IReadOnlyList<string> Tenants { get; } = [Tenant];
    public double Rate => 50;

    public async Task<string> Post(Delivery message, CancellationToken stopping)
    {
        if (message.Place.Channel != Channel) throw new ChatRefused("channel_not_found", Texts.WebChat.OneChannel(message.Place.Channel));

        return (await store.Post(Channel, await Root(message.Place, stopping), message.PrivateTo, message.Content, message.Key, stopping)).ToString();
    }

    public async Task Update(Delivery message, string reference, CancellationToken stopping)
    {
        if (!Guid.TryParse(reference, out var id) || !await store.Edit(id, message.Content, stopping))
            throw new ChatRefused("message_not_found", Texts.WebChat.NoMessage(reference));
    }

    async Task<Guid?> Root(Place place, CancellationToken stopping)
    {
        if (place.Root is null) return null;

        return Guid.TryParse(place.Root, out var root) && await store.Exists(root, stopping)
            ? root
            : throw new ChatRefused("thread_not_found", Texts.WebChat.NoMessage(place.Root));
    }
}
