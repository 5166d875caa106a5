using System.Collections.Concurrent;

namespace BotOps.IntegrationTests.Balancing;

/// <summary>
/// People who use the service all along as browsers do: they keep their connection, and try once more when it turns out to be stale, also what
/// they post.
/// </summary>
sealed class Clients : IAsyncDisposable
{
    readonly CancellationTokenSource enough = new();
    readonly Uri service;
    readonly List<Task> all = [];
    int posted, retried;

    public Clients(Uri service, int count)
    {
        this.service = service;
        all.AddRange(Enumerable.Range(0, count).Select(_ => Task.Run(Keeping)));
    }

    public ConcurrentQueue<string> Errors { get; } = new();
    public ConcurrentDictionary<string, int> Versions { get; } = new();

    public override string ToString() =>
        $"{posted} posts over kept connections ({retried} tried once more), {Errors.Count} failed; answers: {string.Join(", ", Versions.OrderBy(v => v.Key).Select(v => $"{v.Value} from {v.Key}"))}";

    public async ValueTask DisposeAsync()
    {
        await enough.CancelAsync();
        await Task.WhenAll(all);
        enough.Dispose();
    }

    Task Keeping() => Loop(async http =>
    {
        try
        {
            await Post(http);
        }
        catch (HttpRequestException)
        {
            Interlocked.Increment(ref retried);
            await Post(http);
        }
        Interlocked.Increment(ref posted);
    });

    async Task Post(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/cgi-bin/order") { Content = new StringContent("one of these") };
        await Answer(http, request);
    }

    async Task Answer(HttpClient http, HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        var text = (await response.Content.ReadAsStringAsync()).Trim();
        if (response.IsSuccessStatusCode) Versions.AddOrUpdate(text, 1, (_, n) => n + 1);
        else Errors.Enqueue($"{request.Method} {(int)response.StatusCode}: {text}");
    }

    async Task Loop(Func<HttpClient, Task> once)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1 }) { BaseAddress = service, Timeout = TimeSpan.FromSeconds(30) };
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10)); // people, not a benchmark: the hosts share this machine
        while (!enough.IsCancellationRequested)
        {
            try
            {
                await once(http);
                await pace.WaitForNextTickAsync();
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                Errors.Enqueue(error.GetBaseException().Message);
            }
        }
    }
}
