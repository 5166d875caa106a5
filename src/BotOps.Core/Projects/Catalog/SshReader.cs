using BotOps.Core.Hosts;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads how a host is reached by ssh.</summary>
static class SshReader
{
    public const string Transport = "ssh";

    public static SshAccess Read(CatalogField ssh)
    {
        ssh.Knows("user", "port", "key", "passphrase", "hostKey", "trustFirstUse", "sudo", "jump");
        return new SshAccess
        {
            User = User(ssh), Port = Port(ssh), Key = Reference(ssh, "key"), Passphrase = Reference(ssh, "passphrase"), HostKey = HostKey(ssh),
            TrustFirstUse = ssh["trustFirstUse"].Flag(),
            Sudo = ssh["sudo"].TextOrNull(CatalogNames.SystemUser),
            Jump = ssh["jump"].Given ? Jump(ssh["jump"]) : null,
        };
    }

    static SshJump Jump(CatalogField jump)
    {
        jump.Knows("address", "user", "port", "key", "passphrase", "hostKey");
        return new SshJump(jump["address"].Required().Text("", CatalogNames.Address))
        {
            User = User(jump), Port = Port(jump), Key = Reference(jump, "key"), Passphrase = Reference(jump, "passphrase"), HostKey = HostKey(jump),
        };
    }

    static string? User(CatalogField ssh) => ssh["user"].TextOrNull(CatalogNames.SystemUser);
    static int? Port(CatalogField ssh) => ssh["port"].Given ? ssh["port"].Number(22, 1, 65535) : null;
    static string? Reference(CatalogField ssh, string name) => ssh[name].TextOrNull(CatalogNames.Reference);
    static string? HostKey(CatalogField ssh) => ssh["hostKey"].TextOrNull(CatalogNames.Fingerprint);
}
