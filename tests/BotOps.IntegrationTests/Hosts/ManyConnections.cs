using System.Net;
using System.Net.Sockets;

namespace BotOps.IntegrationTests.Hosts;

/// <summary>Sockets that the kernel lists: each was connected and closed, and lies in TIME_WAIT for a minute.</summary>
sealed class ManyConnections : IDisposable
{
    readonly TcpListener listener;

    public ManyConnections(IPAddress address)
    {
        listener = new TcpListener(address, 0);
        listener.Start();
    }

    public async Task Open(int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var one = new TcpClient();
            await one.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
            using var other = await listener.AcceptTcpClientAsync();
        }
    }

    public void Dispose() => listener.Dispose();
}
