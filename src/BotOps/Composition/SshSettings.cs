using BotOps.Adapters.Hosts.Ssh;
using BotOps.Core;

namespace BotOps.Composition;

/// <summary>Reads <c>BotOps:Ssh</c>; what is wrong is said by name.</summary>
static class SshSettings
{
    public static SshOptions Read(IConfigurationSection ssh)
    {
        var usual = new SshOptions();
        return new SshOptions
        {
            User = ssh["User"] is { Length: > 0 } user ? user : usual.User,
            Port = ssh.GetValue("Port", usual.Port),
            Key = ssh.Reference("Key"), Passphrase = ssh.Reference("Passphrase"),
            KnownHosts = ssh["KnownHosts"] is { Length: > 0 } path ? Path.GetFullPath(path) : null,
            KeyExchange = KeyExchange(ssh.GetSection("KeyExchange"), usual.KeyExchange),
            ConnectLimit = ssh.Time("ConnectLimit", usual.ConnectLimit), KeepAlive = ssh.Time("KeepAlive", usual.KeepAlive),
            Idle = ssh.Time("Idle", usual.Idle), Reconnect = ssh.Time("Reconnect", usual.Reconnect),
            Parallel = ssh.Parallel(usual.Parallel),
        };
    }

    static IReadOnlyList<string> KeyExchange(IConfigurationSection names, IReadOnlyList<string> usual)
    {
        List<string> order = [.. names.GetChildren().Select(n => n.Value).OfType<string>()];
        if (order.Count == 0) return usual;
        return order.Find(name => !SshOptions.KnownKeyExchange.Contains(name)) is { } unknown ? throw new UserError(Texts.Ssh.NotAKeyExchange(unknown, SshOptions.KnownKeyExchange), unknown) : order;
    }
}
