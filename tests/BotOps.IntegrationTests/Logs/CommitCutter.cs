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
            var line = new Line(client.GetStream(), upstream.GetStream());
            await Task.WhenAny(Quietly(Answers(line)), Quietly(Requests(line)));
        }
    }

    static async Task Answers(Line line)
    {
        var buffer = new byte[64 * 1024];
        while (await line.Server.ReadAsync(buffer) is > 0 and var length)
        {
            if (line.Muted) return; // it was carried out, and nobody hears
            await line.Client.WriteAsync(buffer.AsMemory(0, length));
        }
    }

    /// <summary>Ends with the line cut, or, muted, leaves that to the answer.</summary>
    async Task Requests(Line line)
    {
        var buffer = new byte[64 * 1024];
        while (await line.Client.ReadAsync(buffer) is > 0 and var length)
        {
            var request = buffer.AsMemory(0, length);
            var cut = request.Span.IndexOf("COMMIT\0"u8) < 0 ? Cut.None : cuts(Interlocked.Increment(ref commits));
            if (cut != Cut.None) Cuts++;
            if (cut == Cut.Before) return;
            line.Muted |= cut == Cut.After;
            await line.Server.WriteAsync(request);
        }
    }

    sealed class Line(NetworkStream client, NetworkStream server)
    {
        public NetworkStream Client => client;
        public NetworkStream Server => server;
        public volatile bool Muted;
    }

    static async Task Quietly(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return ValueTask.CompletedTask;
    }
}
