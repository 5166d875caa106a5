using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace BotOps.Benchmarks.Rig;

/// <summary>Passes TCP on to a port of the same address; every byte arrives later by half of a round trip, and none waits for another's answer.</summary>
sealed class DelayingProxy : IAsyncDisposable
{
    readonly TcpListener listener;
    readonly TimeSpan oneWay;
    readonly IPEndPoint target;
    readonly CancellationTokenSource closing = new();
    readonly Task accepting;

    public DelayingProxy(string address, int from, int to, TimeSpan roundTrip)
    {
        (oneWay, target) = (roundTrip / 2, new IPEndPoint(IPAddress.Parse(address), to));
        listener = new TcpListener(target.Address, from);
        listener.Start();
        accepting = Accept();
    }

    async Task Accept()
    {
        var passed = new List<Task>();
        try
        {
            while (true) passed.Add(Pass(await listener.AcceptSocketAsync(closing.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(passed);
        }
    }

    async Task Pass(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                await far.ConnectAsync(target, closing.Token);
                await Task.WhenAll(OneWay(near, far), OneWay(far, near));
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // one of the two has gone: so has the connection
            }
        }
    }

    async Task OneWay(Socket from, Socket to)
    {
        var under = Channel.CreateUnbounded<(long Due, byte[] Buffer, int Length)>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var sending = Send(under.Reader, to);
        try
        {
            while (true)
            {
                var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
                var length = await from.ReceiveAsync(buffer, closing.Token);
                if (length == 0) break;
                under.Writer.TryWrite((Stopwatch.GetTimestamp() + (long)(oneWay.TotalSeconds * Stopwatch.Frequency), buffer, length));
            }
        }
        finally
        {
            under.Writer.Complete();
        }
        await sending;
        to.Shutdown(SocketShutdown.Send);
    }

    async Task Send(ChannelReader<(long Due, byte[] Buffer, int Length)> under, Socket to)
    {
        await foreach (var (due, buffer, length) in under.ReadAllAsync(closing.Token))
        {
            var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (left > TimeSpan.Zero) await Task.Delay(left, closing.Token);
            for (var sent = 0; sent < length;) sent += await to.SendAsync(buffer.AsMemory(sent, length - sent), closing.Token);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await accepting;
        listener.Dispose();
        closing.Dispose();
    }
}
