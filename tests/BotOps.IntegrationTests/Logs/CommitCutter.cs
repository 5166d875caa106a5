using System.Net;
using System.Net.Sockets;

namespace BotOps.IntegrationTests.Logs;

/// <summary>
/// Stands between client and server and breaks the connection at COMMIT: before the server gets it, or after, so that the
/// client never hears whether it worked.
/// </summary>
sealed class CommitCutter : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly int server;
    readonly Func<int, Cut> cuts;
    int commits;

    /// <param name="cuts">What happens to the nth commit.</param>
    public CommitCutter(int server, Func<int, Cut> cuts)
    {
        (this.server, this.cuts) = (server, cuts);
        listener.Start();
        _ = Accept();
    }

    public enum Cut { None, Before, After }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;
    public int Cuts { get; private set; }

    async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    async Task Serve(TcpClient client)
    {
        using var upstream = new TcpClient();
        using (client)
        {
            await upstream.ConnectAsync(IPAddress.Loopback, server);
            var (near, far) = (client.GetStream(), upstream.GetStream());
            using var stop = new CancellationTokenSource();
            await Task.WhenAny(Quietly(far.CopyToAsync(near, stop.Token)), Quietly(Requests(near, far, stop)));
        }
    }

    async Task Requests(NetworkStream near, NetworkStream far, CancellationTokenSource stop)
    {
        var buffer = new byte[64 * 1024];
        while (await near.ReadAsync(buffer) is > 0 and var length)
        {
            var request = buffer.AsMemory(0, length);
            var cut = request.Span.IndexOf("COMMIT"u8) < 0 ? Cut.None : cuts(Interlocked.Increment(ref commits));
            if (cut == Cut.After)
            {
                await stop.CancelAsync(); // the answer is not passed on
                await far.WriteAsync(request);
                if (await far.ReadAsync(buffer) == 0) return; // it was carried out
            }
            if (cut != Cut.None)
            {
                Cuts++;
                return;
            }
            await far.WriteAsync(request);
        }
    }

    static async Task Quietly(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return ValueTask.CompletedTask;
    }
}
