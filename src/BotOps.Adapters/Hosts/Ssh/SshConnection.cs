using BotOps.Core.Hosts;
using Renci.SshNet;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>One open connection, over which everything of its host goes: calls, files, and connections to hosts behind it.</summary>
sealed class SshConnection(SshClient client, SshLease? jump, ForwardedPortLocal? way) : IDisposable
{
    bool closed;

    /// <summary>sshd(8) lets ten sessions share a connection (MaxSessions); one stays free for the call that ends another.</summary>
    public SemaphoreSlim Sessions { get; } = new(8);

    /// <summary>The host script was found whole there, or put there, since this connection is open.</summary>
    public bool HasScript { get; set; }
    public bool Open => client.IsConnected;

    public Task<RemoteProgram> Start(string text, byte[] input, bool whole) => RemoteProgram.Start(client, text, input, whole);

    /// <summary>An end on this machine of a way to a server behind this one.</summary>
    public ForwardedPortLocal WayTo(SshTarget target)
    {
        var way = new ForwardedPortLocal("127.0.0.1", 0, target.Address, (uint)target.Port);
        client.AddForwardedPort(way);
        way.Start();
        return way;
    }

    /// <summary>Returns at once: saying goodbye to a host that hangs takes its time.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref closed, true)) return;
        _ = Task.Run(() =>
        {
            client.Dispose();
            way?.Dispose();
            jump?.Dispose();
        });
    }
}
