using BotOps.Core.Hosts;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Ssh;

/// <summary>Keys, ways and rights; and what is said where one of them is missing.</summary>
public class SshAccessTests
{
    [SkippableFact]
    public async Task Keys_of_both_kinds_encrypted_or_not_let_in_and_a_wrong_one_says_which()
    {
        await using var rig = await SshRig.Create();
        var encrypted = SshRig.NewKey(rig.Folder, "encrypted", passphrase: "open sesame");
        var rsa = SshRig.NewKey(rig.Folder, "rsa", "rsa", "", "-m", "PEM");
        var secret = SshRig.NewKey(rig.Folder, "rsa-encrypted", "rsa", "open sesame");
        var host = await rig.Host();
        var stranger = SshRig.NewKey(rig.Folder, "stranger");
        await File.WriteAllTextAsync(Path.Combine(rig.Folder, "phrase"), "open sesame\n");
        await File.WriteAllTextAsync(Path.Combine(rig.Folder, "wrong"), "close sesame\n");
        await File.WriteAllTextAsync(Path.Combine(rig.Folder, "no-key"), "-----BEGIN NOTHING-----\n");
        string phrase = $"file:{rig.Folder}/phrase", wrong = $"file:{rig.Folder}/wrong", none = $"file:{rig.Folder}/no-key", missing = $"file:{rig.Folder}/missing";

        await rig.Reaches(host, new SshAccess { Key = rsa });
        await rig.Reaches(host, new SshAccess { Key = encrypted, Passphrase = phrase });
        await rig.Reaches(host, new SshAccess { Key = secret, Passphrase = phrase });

        Assert.StartsWith($"order-01: the key {encrypted} is encrypted and no passphrase is given", await rig.Problem(host, new SshAccess { Key = encrypted }), StringComparison.Ordinal);
        Assert.StartsWith($"order-01: the key {encrypted} cannot be decrypted: the passphrase is wrong", await rig.Problem(host, new SshAccess { Key = encrypted, Passphrase = wrong }), StringComparison.Ordinal);
        Assert.StartsWith($"order-01: {none} holds no private key that can be used", await rig.Problem(host, new SshAccess { Key = none }), StringComparison.Ordinal);
        Assert.Contains(missing["file:".Length..], await rig.Problem(host, new SshAccess { Key = missing }), StringComparison.Ordinal);
        Assert.Equal($"order-01: {host.Server} does not let {Environment.UserName} in with the key {stranger}: is its public half in that user's authorized_keys?", await rig.Problem(host, new SshAccess { Key = stranger }));
    }

    [SkippableFact]
    public async Task A_host_behind_another_is_reached_through_it_and_its_own_key_is_checked()
    {
        Skip.IfNot(HostFolder.Busybox, HostFolder.BusyboxMissing);
        await using var rig = await SshRig.Create();
        var (bastion, behind, other) = (await rig.Host(), await rig.Host(), await rig.Host(known: false));
        var jump = new SshAccess { Jump = new SshJump(bastion.Address) { Port = bastion.Port } };

        await using var folder = rig.On(behind, jump);
        await folder.Deploy(41, 1, "one");

        Assert.Equal("one", await folder.Get("/version"));
        Assert.Equal((1, 1), (bastion.Logins, behind.Logins));
        Assert.Contains($"Connection from {bastion.Address}", behind.Log.Replace("127.0.0.1", bastion.Address, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains($"it shows {other.Fingerprint()}", await rig.Problem(other, jump), StringComparison.Ordinal);
        Assert.Equal(1, bastion.Logins); // both ways lead over one connection
        await bastion.Down();
        var refused = $"order-01: there is no way through {bastion.Server}: {bastion.Server} refuses connections";
        await Eventually.True(async () => (await rig.Problem(other, jump with { HostKey = other.Fingerprint() })).StartsWith(refused, StringComparison.Ordinal), "the cut is noticed, and no new connection to the bastion is had");
        await bastion.Up();
    }

    [SkippableFact]
    public async Task With_sudo_the_script_has_the_rights_of_that_user()
    {
        Skip.IfNot(File.Exists("/usr/bin/sudo"), "sudo is not installed (tests/run installs it)");
        Skip.IfNot(Environment.UserName == "root", "only root may become another user without being asked");
        await using var rig = await SshRig.Create();
        var host = await rig.Host();
        System.Diagnostics.Process.Start("chown", ["nobody", host.Root]).WaitForExit();
        System.Diagnostics.Process.Start("chmod", ["755", rig.Folder]).WaitForExit();

        await rig.Transport.Put(host.Host(new SshAccess { Sudo = "nobody" }), "folder/file", new SlowFile(1000).File, default);
        Assert.Equal("nobody", Sources.Programs.Run("stat", host.Root, "-c", "%U", "folder/file"));

        Assert.Contains("sudo to stranger was refused", await rig.Problem(host, new SshAccess { Sudo = "stranger" }), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_full_disk_a_folder_of_somebody_else_and_a_port_where_nobody_listens_are_named()
    {
        await using var rig = await SshRig.Create();
        var folder = Path.Combine(rig.Folder, "host-1", "root");
        string[] own = Environment.UserName == "root" ? ["unshare", "-m"] : ["unshare", "-rm"];
        var small = await rig.Host(wrapper: [.. own, "sh", "-c", "mount -t tmpfs -o size=1m tmpfs \"$0\" && exec \"$@\"", folder]);
        var full = await Assert.ThrowsAsync<HostUnreachable>(() => rig.Transport.Put(small.Host(new SshAccess()), "big.bin", new SlowFile(4 << 20).File, default));
        Assert.Contains($"cannot put big.bin there: the disk of {folder} is full", full.Message, StringComparison.Ordinal);

        var host = await rig.Host();
        var elsewhere = new Host { Name = "order-01", Address = host.Address, Transport = "ssh", Root = "/proc/nowhere", Ssh = new SshAccess { Port = host.Port } };
        var refused = await Assert.ThrowsAsync<HostUnreachable>(() => rig.Transport.Put(elsewhere, "file", new SlowFile(10).File, default));
        Assert.StartsWith("order-01: cannot put file there: mkdir: cannot create directory", refused.Message, StringComparison.Ordinal);

        await host.Down();
        Assert.Equal($"order-01: {host.Server} refuses connections: is sshd running there, and is the port right?", await rig.Problem(host));
    }
}
