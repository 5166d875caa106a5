using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotOps.IntegrationTests.Support;
using Microsoft.AspNetCore.Http;

namespace BotOps.IntegrationTests.Slack;

/// <summary>Slack's side of Socket Mode: each envelope goes to one of the open sockets, and again to another until one has acknowledged it.</summary>
sealed class SlackSockets : IAsyncDisposable
{
    readonly ConcurrentDictionary<int, WebSocket> open = new();
    readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> waiting = new();
    readonly CancellationTokenSource ending = new();
    int opened;

    public int Next() => Interlocked.Increment(ref opened);
    public int Opened => opened;
    public int Open => open.Count;

    /// <summary>How often an envelope was sent, by its id.</summary>
    public ConcurrentDictionary<string, int> Sent { get; } = new();

    public async Task Accept(HttpContext http, int number)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await Write(socket, """{"type":"hello","num_connections":1,"debug_info":{"host":"test","approximate_connection_time":18060},"connection_info":{"app_id":"A0"}}""");
        open[number] = socket;
        try
        {
            var buffer = new byte[64 * 1024];
            while (await socket.ReceiveAsync(buffer, ending.Token) is { MessageType: not WebSocketMessageType.Close } part)
            {
                var ack = JsonDocument.Parse(buffer.AsMemory(0, part.Count)).RootElement.Clone();
                if (waiting.TryGetValue(ack.GetProperty("envelope_id").GetString()!, out var wait)) wait.TrySetResult(ack);
            }
            open.TryRemove(number, out _);
            if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ending.Token);
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or IOException)
        {
            // cut
        }
        finally
        {
            open.TryRemove(number, out _);
        }
    }

    /// <summary>Returns what came with the acknowledgement.</summary>
    public async Task<JsonElement> Deliver(string type, JsonObject payload, TimeSpan? patience = null)
    {
        var id = Guid.NewGuid().ToString();
        var done = waiting[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var envelope = new JsonObject { ["envelope_id"] = id, ["type"] = type, ["accepts_response_payload"] = type != "events_api", ["payload"] = payload }.ToJsonString();
        await Eventually.True(async () =>
        {
            if (open.Values.OrderBy(_ => Random.Shared.Next()).FirstOrDefault() is not { } socket) return false;
            try
            {
                Sent.AddOrUpdate(id, 1, (_, before) => before + 1);
                await Write(socket, envelope);
                return await Task.WhenAny(done.Task, Task.Delay(patience ?? TimeSpan.FromSeconds(3))) == done.Task;
            }
            catch (Exception error) when (error is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                return false;
            }
        }, $"{type} is acknowledged", BotOpsProcess.Limit);
        return await done.Task;
    }

    /// <summary>Breaks a connection in the middle, as a proxy or a network does.</summary>
    public void Cut()
    {
        if (open.OrderBy(_ => Random.Shared.Next()).FirstOrDefault() is { Value: { } socket, Key: var number } && open.TryRemove(number, out _)) socket.Abort();
    }

    /// <summary>Slack wants another socket in place of this one.</summary>
    public async Task Refresh()
    {
        foreach (var socket in open.Values) await Write(socket, """{"type":"disconnect","reason":"refresh_requested","debug_info":{"host":"test"}}""");
    }

    readonly SemaphoreSlim writing = new(1);

    async Task Write(WebSocket socket, string text)
    {
        await writing.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, ending.Token);
        }
        finally
        {
            writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        ending.Dispose();
    }
}
