using BotOps.Core;
using BotOps.Core.Secrets;

namespace BotOps.Web;

/// <summary>
/// Makes the first key, so that there is one to sign links with before the first secret is set. Only where pages are served: a worker
/// that made one of its own would sign what they refuse.
/// </summary>
sealed class LinkKey(SecretKeys keys, ILogger<LinkKey> logger) : IHostedService
{
    public Task StartAsync(CancellationToken stopping)
    {
        try
        {
            keys.Newest();
        }
        catch (UserError error)
        {
            logger.LogWarning("Links in private messages do not sign in: {Error}", error.Message);
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken stopping) => Task.CompletedTask;
}
