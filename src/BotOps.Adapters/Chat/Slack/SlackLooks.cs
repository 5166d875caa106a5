using BotOps.Adapters.Chat.Slack.Blocks;
using BotOps.Core.Jobs;

namespace BotOps.Adapters.Chat.Slack;

/// <summary>What a drawing needs to know, as it is now.</summary>
sealed class SlackLooks(SlackNames names, WorkerOptions worker)
{
    public async Task<Look> Now(CancellationToken stopping)
    {
        var accounts = await names.Accounts(stopping);
        return new Look(accounts.GetValueOrDefault, LinkOf);
    }

    string? LinkOf(string path) =>
        Uri.TryCreate(path, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https" ? path
        : worker.PublicUrl.Length > 0 && path.StartsWith('/') ? worker.PublicUrl + path
        : null;
}
