using BotOps.Core.Hosts;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>One server and how to log in there, with everything that the configuration adds. Equal ones share a connection.</summary>
sealed record SshTarget(string Name, string Address, int Port, string User, string? Key, string? Passphrase, string? HostKey, bool TrustFirstUse, SshTarget? Jump)
{
    public string Server => $"{Address}:{Port}";

    public static SshTarget Of(Host host, SshOptions usual)
    {
        var ssh = host.Ssh ?? new SshAccess();
        var user = ssh.User ?? usual.User;
        var (key, passphrase) = KeyOf(ssh.Key, ssh.Passphrase, usual.Key, usual.Passphrase);
        return new SshTarget(host.Name, host.Address, ssh.Port ?? usual.Port, user, key, passphrase, ssh.HostKey, ssh.TrustFirstUse, ssh.Jump is { } jump ? Of(jump, ssh, user, key, passphrase, usual) : null);
    }

    /// <summary>What it does not say itself is as for the host behind it.</summary>
    static SshTarget Of(SshJump jump, SshAccess host, string user, string? key, string? passphrase, SshOptions usual)
    {
        var (own, phrase) = KeyOf(jump.Key, jump.Passphrase, key, passphrase);
        return new SshTarget(jump.Address, jump.Address, jump.Port ?? usual.Port, jump.User ?? user, own, phrase, jump.HostKey, host.TrustFirstUse, null);
    }

    /// <summary>A passphrase belongs to the key that it stands beside.</summary>
    static (string? Key, string? Passphrase) KeyOf(string? key, string? passphrase, string? usualKey, string? usualPassphrase) =>
        key is null ? (usualKey, passphrase ?? usualPassphrase) : (key, passphrase);
}
