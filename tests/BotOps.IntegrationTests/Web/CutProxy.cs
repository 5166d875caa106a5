using System.Net;
using System.Net.Sockets;

namespace BotOps.IntegrationTests.Web;

/// <summary>The network between a browser and BotOps. While it is cut nothing passes and nobody is told; mended, the old connections are gone.</summary>
sealed class CutProxy : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly Uri target;
    readonly Task accepting;
    CancellationTokenSource connections = new();
    TaskCompletionSource passes = Passing();

    public CutProxy(Uri target)
    {
        this.target = target;
        listener.Start();
        accepting = Accept();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public void Cut() => passes = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend()
    {
        var (old, waiting) = (connections, passes);
        (connections, passes) = (new(), Passing());
        old.Cancel();
        waiting.TrySetResult();
    }

    async Task Accept()
    {
        try
        {
            while (true) _ = Pass(await listener.AcceptTcpClientAsync(), connections.Token);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Disposed
        }
    }

    async Task Pass(TcpClient near, CancellationToken gone)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                await passes.Task.WaitAsync(gone);
                await far.ConnectAsync(target.Host, target.Port, gone);
                await Task.WhenAny(OneWay(near.GetStream(), far.GetStream(), gone), OneWay(far.GetStream(), near.GetStream(), gone));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                // One of the two has gone: so has the connection
            }
        }
    }

    async Task OneWay(NetworkStream from, NetworkStream to, CancellationToken gone)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, gone) is > 0 and var read)
            {
                await passes.Task.WaitAsync(gone);
                await to.WriteAsync(buffer.AsMemory(0, read), gone);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // As above
        }
    }

    static TaskCompletionSource Passing()
    {
        var passing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        passing.SetResult();
        return passing;
    }

    public async ValueTask DisposeAsync()
    {
        Mend();
        await connections.CancelAsync();
        listener.Dispose();
        await accepting;
    }
}
