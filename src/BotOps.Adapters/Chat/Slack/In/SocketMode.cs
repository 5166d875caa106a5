using BotOps.Adapters.Chat.Slack.Api;
using BotOps.Core;
using BotOps.Core.Chat;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>
/// Keeps WebSockets to Slack open (docs.slack.dev/apis/events-api/using-socket-mode), so that no public address is needed. Each envelope
/// goes through the door and is acknowledged on its socket; an unacknowledged one Slack sends again, and the inbox knows it.
/// </summary>
sealed class SocketMode(SlackOptions options, SlackApi api, SlackDoor door, TimeProvider clock, ILogger<SocketMode> logger) : BackgroundService
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500), Longest = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stopping) => Task.WhenAll(Enumerable.Range(0, options.Connections).Select(_ => Keep(stopping)));

    async Task Keep(CancellationToken stopping)
    {
        var wait = Shortest;
        List<Task> old = []; // sockets that Slack wants replaced, until their last acknowledgements are out
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var url = (await api.App("apps.connections.open", stopping)).Text("url") ?? throw new HttpRequestException(Texts.Slack.Answered("apps.connections.open", "no url"));
                var socket = await SlackSocket.Open(new Uri(url), door, logger, stopping);
                old.RemoveAll(o => o.IsCompleted);
                wait = Shortest;
                if (await UntilReplaced(socket, stopping)) old.Add(socket.Drain(stopping));
                continue;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (ChatBusy busy)
            {
                wait = busy.Wait;
            }
            catch (Exception error)
            {
                logger.LogWarning("{Error}", Texts.Slack.SocketBroke(error.GetBaseException().Message));
            }
            await Pause(wait, stopping);
            wait = wait * 2 < Longest ? wait * 2 : Longest;
        }
        await Task.WhenAll(old);
    }

    static async Task<bool> UntilReplaced(SlackSocket socket, CancellationToken stopping)
    {
        var replaced = false;
        try
        {
            return replaced = await socket.UntilReplaced(stopping);
        }
        finally
        {
            if (!replaced) await socket.DisposeAsync();
        }
    }

    async Task Pause(TimeSpan wait, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(wait, clock, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the loop sees it
        }
    }
}
