namespace BotOps.Core.Hosts;

/// <summary>How a host is reached by ssh; what is null is as the configuration says (<c>BotOps:Ssh</c>). Secrets are references, never values.</summary>
public sealed record SshAccess
{
    public string? User { get; init; }
    public int? Port { get; init; }

    /// <summary>Reference to a private key, in OpenSSH's or PEM's form: <c>file:/path</c>, <c>secret:name</c>, <c>env:NAME</c>.</summary>
    public string? Key { get; init; }

    /// <summary>Reference to what the key is encrypted with.</summary>
    public string? Passphrase { get; init; }

    /// <summary>Fingerprint of the one key that the host may show, <c>SHA256:…</c>; known_hosts is then not asked.</summary>
    public string? HostKey { get; init; }

    /// <summary>A host that nothing is known of is trusted once; its key is recorded and audited, and from then on it has to stay the same.</summary>
    public bool TrustFirstUse { get; init; }

    /// <summary>The user whose rights the host script has, by <c>sudo -n</c>; null: those of <see cref="User"/>.</summary>
    public string? Sudo { get; init; }

    /// <summary>The host through which it is reached.</summary>
    public SshJump? Jump { get; init; }
}

/// <summary>A host that only passes connections on.</summary>
public sealed record SshJump(string Address)
{
    public string? User { get; init; }
    public int? Port { get; init; }
    public string? Key { get; init; }
    public string? Passphrase { get; init; }
    public string? HostKey { get; init; }
}
