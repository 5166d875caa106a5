using System.Net;
using System.Net.Sockets;

namespace BotOps.IntegrationTests.Support;

/// <summary>TCP ports of this machine's loopback addresses.</summary>
static class Ports
{
    /// <summary>Nobody listens there at this moment.</summary>
    public static int Free(string address = "127.0.0.1")
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static bool Listens(int port, string address = "127.0.0.1")
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(address, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
