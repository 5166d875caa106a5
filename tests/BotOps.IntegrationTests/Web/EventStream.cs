using System.Net.ServerSentEvents;

namespace BotOps.IntegrationTests.Web;

/// <summary>Reads server-sent events as a browser does.</summary>
sealed class EventStream(Stream body, IAsyncEnumerator<SseItem<string>> events) : IAsyncDisposable
{
    public sealed record Event(string Type, string Data, string? Id);

    public static async Task<EventStream> Open(HttpClient client, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsStreamAsync();
        return new EventStream(body, SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator());
    }

    /// <summary>The next event of that type; others are passed over.</summary>
    public async Task<Event> Next(string type)
    {
        while (await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20)))
            if (events.Current.EventType == type) return new Event(type, events.Current.Data, events.Current.EventId);
        throw new EndOfStreamException($"The stream ended without '{type}'.");
    }

    public async ValueTask DisposeAsync()
    {
        await body.DisposeAsync();
        try
        {
            await events.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // A parser that still waits for its next event; its stream is closed
        }
    }
}
