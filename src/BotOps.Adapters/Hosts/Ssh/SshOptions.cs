namespace BotOps.Adapters.Hosts.Ssh;

/// <summary><c>BotOps:Ssh</c>: how hosts are reached whose catalog entry does not say it itself.</summary>
public sealed record SshOptions
{
    /// <summary>Its key exchange costs 30 ms where the hybrid ones that SSH.NET prefers cost 110.</summary>
    public static readonly IReadOnlyList<string> UsualKeyExchange = ["curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256"];

    /// <summary>What this BotOps can do, in SSH.NET's order.</summary>
    public static IReadOnlyList<string> KnownKeyExchange { get; } =
        [.. new Renci.SshNet.ConnectionInfo("none", "none", new Renci.SshNet.NoneAuthenticationMethod("none")).KeyExchangeAlgorithms.Keys];

    public string User { get; init; } = "botops";
    public int Port { get; init; } = 22;

    /// <summary>Reference to a private key; null: each host has to name one.</summary>
    public string? Key { get; init; }
    public string? Passphrase { get; init; }

    /// <summary>Path of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT); null: only pinned keys and first uses are trusted.</summary>
    public string? KnownHosts { get; init; }

    /// <summary>Names of RFC 9142 and its like, the first that the host knows is used; others are not offered.</summary>
    public IReadOnlyList<string> KeyExchange { get; init; } = UsualKeyExchange;

    /// <summary>For TCP and for the login, each.</summary>
    public TimeSpan ConnectLimit { get; init; } = TimeSpan.FromSeconds(10);
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A connection that nobody used for so long is closed.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a call whose connection broke tries to go on over a new one.</summary>
    public TimeSpan Reconnect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Calls at once, of all rollouts of this process; others wait for their turn.</summary>
    public int Parallel { get; init; } = 64;
}
