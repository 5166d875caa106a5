using System.Net;
using System.Net.Sockets;
using BotOps.Core;

namespace BotOps.Verbs;

/// <summary>A port that is chosen long before it is used, and meanwhile given to nobody else: copies may start at the same time.</summary>
sealed class HeldPort : IDisposable
{
    /// <summary>So that a bookmark keeps working.</summary>
    const int Usual = 7878;

    readonly TcpListener listener;

    HeldPort(TcpListener listener) => this.listener = listener;

    public int Number => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <param name="wanted">Null: the usual one, or any that is free beside another copy.</param>
    public static HeldPort Take(string listen, int? wanted)
    {
        var address = IPAddress.TryParse(listen, out var parsed) ? parsed : IPAddress.Loopback;
        if (wanted is { } only) return Try(address, only) ?? throw new UserError(Texts.PortTaken(listen, only), $"{only}");
        return Try(address, Usual) ?? Try(address, 0) ?? throw new UserError(Texts.NoFreePort(listen));
    }

    static HeldPort? Try(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return new HeldPort(listener);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            listener.Dispose();
            return null;
        }
    }

    public void Dispose() => listener.Dispose();
}
