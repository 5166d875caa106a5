using BotOps.Core.Hosts;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Ssh;

/// <summary>Whose key is trusted: no host is talked to that is not known.</summary>
public class SshTrustTests
{
    [SkippableFact]
    public async Task A_host_that_is_not_known_is_refused_with_its_fingerprint_and_nothing_is_sent_to_it()
    {
        await using var rig = await SshRig.Create();
        var host = await rig.Host(known: false);

        var problem = await rig.Problem(host);

        Assert.StartsWith($"order-01: its host key is not known: it shows {host.Fingerprint()} (ssh-ed25519).", problem, StringComparison.Ordinal);
        Assert.Equal(0, host.Logins);
    }

    [SkippableFact]
    public async Task A_pinned_fingerprint_lets_in_that_key_and_no_other_whatever_known_hosts_says()
    {
        await using var rig = await SshRig.Create();
        var host = await rig.Host(known: false);
        await rig.Reaches(host, new SshAccess { HostKey = host.Fingerprint() });

        var pinned = host.Fingerprint();
        await host.NewHostKeys();
        await rig.Know(host.Known());

        Assert.Contains($"its host key has changed: it shows {host.Fingerprint()} (ssh-ed25519), known is {pinned}.", await rig.Problem(host, new SshAccess { HostKey = pinned }), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Known_hosts_is_read_with_hashed_names_another_type_of_key_and_revoked_ones()
    {
        await using var rig = await SshRig.Create();
        var (rsa, hashed, revoked) = (await rig.Host(known: false), await rig.Host(known: false), await rig.Host(known: false));
        await rig.Know(rsa.Known("rsa"));
        await rig.Know(hashed.Known());
        Programs.Run("ssh-keygen", rig.Folder, "-q", "-H", "-f", "known_hosts");
        await rig.Know($"{revoked.Known()}@revoked * {revoked.Known().Split(' ', 2)[1]}");
        Assert.DoesNotContain(hashed.Address, await File.ReadAllTextAsync(Path.Combine(rig.Folder, "known_hosts")), StringComparison.Ordinal);

        await rig.Reaches(rsa);
        await rig.Reaches(hashed);
        Assert.Contains($"its host key {revoked.Fingerprint()} is revoked in known_hosts", await rig.Problem(revoked), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Trust_at_first_use_is_recorded_and_audited_and_holds_for_that_key_only()
    {
        await using var rig = await SshRig.Create();
        var host = await rig.Host(known: false);
        var trusting = new SshAccess { TrustFirstUse = true };

        await rig.Reaches(host, trusting);
        var first = host.Fingerprint();
        await using var db = Database.Open(rig.Connection);
        var entry = await db.Audit.SingleAsync(a => a.Action == "host key trusted");
        Assert.Equal(("order-01", first, $"first use of {host.Server}"), (entry.Subject, entry.After, entry.Why));
        Assert.Equal(first, (await db.HostKeys.SingleAsync(k => k.Server == host.Server)).Fingerprint);

        await host.NewHostKeys();
        Assert.Contains($"its host key has changed: it shows {host.Fingerprint()} (ssh-ed25519), known is {first}.", await rig.Problem(host, trusting), StringComparison.Ordinal);
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "host key trusted"));
    }
}
