using System.Diagnostics;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Ssh;

/// <summary>
/// A machine whose first process is a real systemd: namespaces of its own over a layer on this machine's files. It shares the network with
/// us and one folder. Starts nothing but what is put into it.
/// </summary>
sealed class SystemdMachine : IAsyncDisposable
{
    public const string Missing = "a systemd can only be booted by root, where cgroup2 and overlays are there and systemd is installed (tests/run installs it)";
    readonly string layers, shared;
    Process? booted;
    int first;

    SystemdMachine(string layers, string shared) => (this.layers, this.shared) = (layers, shared);

    public static bool Available => Environment.UserName == "root" && File.Exists("/lib/systemd/systemd") && Cgroups is not null
        && File.ReadAllText("/proc/filesystems").Contains("\toverlay\n", StringComparison.Ordinal);

    /// <summary>Program and arguments before what is to run in it; also after a reboot.</summary>
    public string[] Enter => ["bash", "-c", "exec nsenter -t \"$(<\"$0\")\" -m -p -u -i -C -r -w \"$@\"", FirstFile];

    string FirstFile => Path.Combine(layers, "first");

    static string? Cgroups { get; } = File.Exists("/proc/self/mounts")
        ? File.ReadLines("/proc/self/mounts").Select(line => line.Split(' ')).FirstOrDefault(mount => mount[2] == "cgroup2" && mount[3].Split(',').Contains("rw"))?[1]
        : null;

    /// <param name="shared">The folder that is the same there.</param>
    public static async Task<SystemdMachine> Boot(string shared)
    {
        Skip.IfNot(Available, Missing);
        var machine = new SystemdMachine(Directory.CreateTempSubdirectory("botops-systemd-").FullName, shared);
        await machine.Up();
        return machine;
    }

    public string Systemctl(params string[] arguments)
    {
        using var systemctl = Programs.Start(Enter[0], "/", [.. Enter[1..], "systemctl", .. arguments]);
        var output = systemctl.StandardOutput.ReadToEnd();
        systemctl.WaitForExit();
        return output.Trim();
    }

    /// <summary>Without a goodbye to anybody.</summary>
    public async Task Reset()
    {
        await Down();
        await Up();
    }

    async Task Up()
    {
        booted = Process.Start(new ProcessStartInfo("bash", ["-c", Script, "machine", layers, shared, Cgroups!]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = booted.StandardError.ReadToEndAsync();
        _ = booted.StandardOutput.ReadToEndAsync();
        await Eventually.True(() => !booted.HasExited && (first = SshHost.Children(booted.Id).FirstOrDefault(IsSystemd)) > 0, "its first process is systemd, behind its own root", null, () => said.IsCompleted ? said.Result : "");
        await File.WriteAllTextAsync(FirstFile, $"{first}");
        await Eventually.True(() => Systemctl("is-system-running") is "running" or "degraded", "systemd has booted");
    }

    static bool IsSystemd(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm") == "systemd\n";
        }
        catch (IOException) // it was one of those that come before
        {
            return false;
        }
    }

    /// <summary>All that runs in it ends with its first process.</summary>
    async Task Down()
    {
        var group = Path.Combine(Cgroups!, $"botops-test-{booted!.Id}");
        Programs.Run("kill", "/", "-KILL", $"{first}");
        await booted.WaitForExitAsync();
        booted.Dispose();
        await Eventually.True(() => File.ReadAllText(Path.Combine(group, "cgroup.events")).Contains("populated 0", StringComparison.Ordinal), "nothing runs in it any more");
        Programs.Run("find", "/", group, "-depth", "-type", "d", "-delete");
    }

    public async ValueTask DisposeAsync()
    {
        await Down();
        Directory.Delete(layers, recursive: true);
    }

    /// <summary>Its own units are left away but for the targets: a boot takes a second, and nothing of this machine is started twice.</summary>
    const string Script =
        """
        set -eu
        layers=$1 shared=$2 cgroups=$3
        mkdir -p "$layers"/{changes,work,root} "$cgroups/botops-test-$$"
        echo $$ >"$cgroups/botops-test-$$/cgroup.procs"
        export layers shared
        exec unshare -m -p -f -C -u -i --propagation private --kill-child bash -euc '
            root=$layers/root units=$layers/root/lib/systemd/system
            mount -t overlay overlay -o "lowerdir=/,upperdir=$layers/changes,workdir=$layers/work" "$root"
            mount --bind "$shared" "$root$shared"
            mount -t tmpfs tmpfs "$root$HOME" # login files of this machine may wait for what others here have locked
            mount -t proc proc "$root/proc"
            mount -t tmpfs -o mode=755 tmpfs "$root/run"
            mkdir "$root/run/sshd"
            mount --rbind /sys "$root/sys"
            mount -t tmpfs tmpfs "$root/sys/fs/cgroup"
            mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
            mount --rbind /dev "$root/dev"
            for target in "$units"/*.target.wants; do mount -t tmpfs tmpfs "$target"; done
            [[ -e $layers/booted ]] || rm -rf "$root"/etc/systemd/system/*.wants
            touch "$layers/booted"
            cd "$root"
            mkdir -p mnt
            pivot_root . mnt
            umount -l /mnt
            container=test exec /lib/systemd/systemd --unit=multi-user.target --log-target=null --show-status=0
        '
        """;
}
