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

    /// <summary>There is an address to lead to.</summary>
    public bool HavePages => worker.PublicUrl.Length > 0;

    /// <summary>What is no address of the web after that is drawn as words.</summary>
    string LinkOf(string path) => path.StartsWith('/') ? worker.PublicUrl + path : path;
}
