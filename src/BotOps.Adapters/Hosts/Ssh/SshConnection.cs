using BotOps.Core.Hosts;
using Renci.SshNet;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>One open connection, over which everything of its host goes: calls, files, and connections to hosts behind it.</summary>
sealed class SshConnection(SshClient client, SshLease? jump, ForwardedPortLocal? way) : IDisposable
{
    const int MostIdle = 2;
    readonly List<SshShell> idle = [];
    bool closed;

    /// <summary>sshd(8) lets ten sessions share a connection (MaxSessions): these, shells that wait for their next call, and one for the call that ends another.</summary>
    public SemaphoreSlim Sessions { get; } = new(9 - MostIdle);

    /// <summary>The host script was found whole there, or put there, since this connection is open.</summary>
    public bool HasScript { get; set; }
    public bool Open => client.IsConnected;

    public Task<RemoteProgram> Start(string text, byte[] input) => RemoteProgram.Start(client, text, input);

    /// <summary>One that waits for a call of this host, or a new one.</summary>
    public async Task<SshShell> Shell(Host host)
    {
        var text = RemoteScripts.Run(host);
        lock (idle)
        {
            if (idle.FindLastIndex(s => s.Text == text) is >= 0 and var at)
            {
                var shell = idle[at];
                idle.RemoveAt(at);
                return shell;
            }
        }
        return new SshShell(text, await RemoteProgram.Start(client, text, []));
    }

    /// <summary>Where its call came to its end, the next may have it.</summary>
    public void GiveBack(SshShell shell)
    {
        lock (idle)
        {
            if (shell.Waits && idle.Count < MostIdle)
            {
                idle.Add(shell);
                return;
            }
        }
        shell.Dispose();
    }

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
            lock (idle) idle.ForEach(shell => shell.Dispose());
            way?.Dispose();
            jump?.Dispose();
        });
    }
}
