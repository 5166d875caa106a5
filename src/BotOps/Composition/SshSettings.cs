using BotOps.Adapters.Hosts.Ssh;
using BotOps.Core;
using BotOps.Core.Secrets;

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
            Key = Reference(ssh, "Key"), Passphrase = Reference(ssh, "Passphrase"),
            KnownHosts = ssh["KnownHosts"] is { Length: > 0 } path ? Path.GetFullPath(path) : null,
            KeyExchange = KeyExchange(ssh.GetSection("KeyExchange"), usual.KeyExchange),
            ConnectLimit = Time(ssh, "ConnectLimit", usual.ConnectLimit), KeepAlive = Time(ssh, "KeepAlive", usual.KeepAlive),
            Idle = Time(ssh, "Idle", usual.Idle), Reconnect = Time(ssh, "Reconnect", usual.Reconnect),
            Parallel = ssh.GetValue("Parallel", usual.Parallel) is > 0 and <= 1000 and var parallel ? parallel : throw new UserError(Texts.Ssh.NotAParallel),
        };
    }

    static IReadOnlyList<string> KeyExchange(IConfigurationSection names, IReadOnlyList<string> usual)
    {
        List<string> order = [.. names.GetChildren().Select(n => n.Value).OfType<string>()];
        if (order.Count == 0) return usual;
        return order.Find(name => !SshOptions.KnownKeyExchange.Contains(name)) is { } unknown ? throw new UserError(Texts.Ssh.NotAKeyExchange(unknown, SshOptions.KnownKeyExchange), unknown) : order;
    }

    static string? Reference(IConfigurationSection ssh, string name) => ssh[name] is not { Length: > 0 } text ? null
        : SecretReferences.IsReference(text) ? text : throw new UserError(Texts.Ssh.NotAReference(name));

    static TimeSpan Time(IConfigurationSection ssh, string name, TimeSpan usual) =>
        ssh.GetValue(name, usual) is var time && time > TimeSpan.Zero && time < TimeSpan.FromDays(1) ? time : throw new UserError(Texts.Ssh.NotATime(name));
}
