using System.Diagnostics;
using BotOps.Core;

namespace BotOps.Benchmarks.Rig;

/// <summary>The least that a rollout over ssh takes: for each host one sftp and one ssh over one connection (ControlMaster), all hosts at once.</summary>
sealed class BareClients(SshFleet fleet, int port) : IFleetTool
{
    const int ServicePort = 9003;
    int release;

    public string Name => "sftp + ssh";

    public async Task<TimeSpan> Roll(string archive, string sha256, CancellationToken stopping)
    {
        release++;
        var sockets = Directory.CreateTempSubdirectory("bare-"); // a path of a socket has at most 108 bytes
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(fleet.Hosts.Select(host => OneHost(host, archive, sha256, sockets.FullName, stopping)));
        var took = Stopwatch.GetElapsedTime(since);

        foreach (var host in fleet.Hosts) await Run("ssh", [.. Options(host, sockets.FullName), "-O", "exit", host.Address], "", stopping);
        sockets.Delete(recursive: true);
        return took;
    }

    async Task OneHost(FleetHost host, string archive, string sha256, string sockets, CancellationToken stopping)
    {
        var root = Path.Combine(host.Folder, "bare");
        await Run("sftp", [.. Options(host, sockets), "-b", "-", host.Address], $"-mkdir {root}\n-mkdir {root}/incoming\nput {archive} {root}/incoming/{sha256}.tar.gz\n", stopping);
        await Run("ssh", [.. Options(host, sockets), host.Address, "bash -s"], $$"""
            set -eu
            cd {{root}}
            (($(df -Pk . | awk 'NR == 2 { print $4 }') > 160000))
            [[ $(sha256sum <incoming/{{sha256}}.tar.gz) == {{sha256}}* ]]
            mkdir -p releases/{{release}}
            tar -xzf incoming/{{sha256}}.tar.gz -C releases/{{release}}
            rm incoming/{{sha256}}.tar.gz
            if [[ -e pid ]]; then
                kill "$(cat pid)"
                while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.02; done
            fi
            ln -sfn releases/{{release}} new && mv -fT new current
            cd -P current
            setsid busybox httpd -f -p {{host.Address}}:{{ServicePort}} </dev/null >/dev/null 2>&1 &
            echo $! >../../pid
            until [[ $(busybox wget -q -O - http://{{host.Address}}:{{ServicePort}}/VERSION 2>/dev/null) ]]; do sleep 0.05; done
            cd ../..
            ls -1 releases | sort -n | head -n -2 | (cd releases && xargs -r rm -rf)
            """, stopping);
    }

    string[] Options(FleetHost host, string sockets) =>
    [
        "-F", "none", "-i", fleet.Key, "-o", "IdentitiesOnly=yes", "-o", $"UserKnownHostsFile={fleet.KnownHosts}", "-o", $"Port={port}", "-o", $"User={Environment.UserName}",
        "-o", "ControlMaster=auto", "-o", "ControlPersist=60", "-o", $"ControlPath={sockets}/{host.Name}", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes",
    ];

    static async Task Run(string program, IEnumerable<string> arguments, string input, CancellationToken stopping)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(stopping);
        var complaint = process.StandardError.BaseStream; // the master keeps it open: it is read only of what failed
        await process.StandardInput.WriteAsync(input.AsMemory(), stopping);
        process.StandardInput.Close();
        await process.WaitForExitAsync(stopping);
        if (process.ExitCode == 0) return;
        var said = new byte[2000];
        throw new UserError($"{program} ended with {process.ExitCode}: {System.Text.Encoding.UTF8.GetString(said, 0, await complaint.ReadAsync(said, stopping))}{(output.IsCompleted ? await output : "")}");
    }
}
