using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>One WebSocket of Socket Mode.</summary>
sealed class SlackSocket : IAsyncDisposable
{
    const int LongestFrame = 4 << 20; // bytes
    static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(1); // Slack leaves TCP open after the closing handshake
    static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(10);

    readonly ClientWebSocket socket = new();
    readonly SlackDoor door;
    readonly ILogger logger;
    readonly SemaphoreSlim sending = new(1);
    readonly HashSet<Task> underWay = [];

    SlackSocket(SlackDoor door, ILogger logger)
    {
        (this.door, this.logger) = (door, logger);
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(5);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(10); // a connection that is dead without saying so is found within 15 s
    }

    public static async Task<SlackSocket> Open(Uri url, SlackDoor door, ILogger logger, CancellationToken stopping)
    {
        var opened = new SlackSocket(door, logger);
        try
        {
            await opened.socket.ConnectAsync(url, stopping);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes envelopes until the socket ends. True: Slack asks for another socket and keeps this one for what is under way.</summary>
    public async Task<bool> UntilReplaced(CancellationToken stopping)
    {
        while (await Receive(stopping) is { } frame)
        {
            using var json = JsonDocument.Parse(frame);
            switch (json.RootElement.Text("type"))
            {
                case "disconnect": return true;
                case "hello": break;
                default: Take(json.RootElement.Clone(), stopping); break;
            }
        }
        return false;
    }

    /// <summary>Lets what is under way be acknowledged, takes what still comes, then closes.</summary>
    public async Task Drain(CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(DrainLimit);
        try
        {
            while (await UntilReplaced(limit.Token))
            {
                // "warning" comes some seconds before the end, and more may follow it
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException or JsonException)
        {
            // it was to end anyway
        }
        await DisposeAsync();
    }

    void Take(JsonElement envelope, CancellationToken stopping)
    {
        lock (underWay)
        {
            underWay.RemoveWhere(t => t.IsCompleted);
            underWay.Add(Acknowledge(envelope, stopping));
        }
    }

    async Task Acknowledge(JsonElement envelope, CancellationToken stopping)
    {
        if (envelope.Text("envelope_id") is not { } id) return;
        try
        {
            var ack = await Handle(envelope, stopping);
            if (ack.Status != 200) return; // not acknowledged, so Slack sends it again

            var answer = new JsonObject { ["envelope_id"] = id };
            if (ack.Body is not null && envelope.Flag("accepts_response_payload")) answer["payload"] = ack.Body;
            await Send(answer.ToJsonString(), stopping);
        }
        catch (Exception error) when (!stopping.IsCancellationRequested)
        {
            logger.LogWarning("Envelope {Envelope} was not acknowledged: {Error}", id, error.GetBaseException().Message);
        }
    }

    Task<Ack> Handle(JsonElement envelope, CancellationToken stopping)
    {
        if (envelope.At("payload") is not { } payload) return Task.FromResult(Ack.Taken);

        return envelope.Text("type") switch
        {
            "slash_commands" => SlashCommand.Read(payload) is { } command ? door.Command(command, stopping) : Task.FromResult(Ack.Taken),
            "interactive" => door.Interaction(payload, stopping),
            "events_api" => door.Event(payload, stopping),
            _ => Task.FromResult(Ack.Taken),
        };
    }

    async Task Send(string text, CancellationToken stopping)
    {
        await sending.WaitAsync(stopping);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, stopping);
        }
        finally
        {
            sending.Release();
        }
    }

    /// <summary>One text frame; null: the socket was closed.</summary>
    async Task<byte[]?> Receive(CancellationToken stopping)
    {
        var frame = new ArrayBufferWriter<byte>();
        while (true)
        {
            var part = await socket.ReceiveAsync(frame.GetMemory(4096), stopping);
            if (part.MessageType == WebSocketMessageType.Close) return null;

            frame.Advance(part.Count);
            if (frame.WrittenCount > LongestFrame) throw new WebSocketException(WebSocketError.InvalidMessageType);
            if (part.EndOfMessage) return frame.WrittenSpan.ToArray();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] last;
        lock (underWay) last = [.. underWay];
        await Task.WhenAll(last);
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var limit = new CancellationTokenSource(CloseLimit);
            try
            {
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or WebSocketException or IOException)
            {
                // gone already
            }
        }
        socket.Dispose();
        sending.Dispose();
    }
}
