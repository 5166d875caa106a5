using System.Diagnostics;
using BotOps.Core;

namespace BotOps.Benchmarks.Rig;

/// <summary>An equivalent playbook: forks as many as there are hosts, pipelining, no facts gathered.</summary>
sealed class Ansible(SshFleet fleet, int port) : IFleetTool
{
    const int ServicePort = 9002;
    const string Playbook = """
        - hosts: all
          gather_facts: false
          tasks:
            - ansible.builtin.file: { path: "{{ item }}", state: directory }
              loop: ["{{ root }}/incoming", "{{ root }}/releases/{{ release }}"]
            - name: Room for two releases
              ansible.builtin.shell: test "$(df -Pk {{ root }} | awk 'NR == 2 { print $4 }')" -gt 160000
              changed_when: false
            - ansible.builtin.copy: { src: "{{ archive }}", dest: "{{ root }}/incoming/{{ sha256 }}.tar.gz" }
            - ansible.builtin.unarchive: { src: "{{ root }}/incoming/{{ sha256 }}.tar.gz", dest: "{{ root }}/releases/{{ release }}", remote_src: true }
            - name: The old one ends
              ansible.builtin.shell: test ! -e pid || { kill $(cat pid); while kill -0 $(cat pid) 2>/dev/null; do sleep 0.02; done; }
              args: { chdir: "{{ root }}" }
            - ansible.builtin.file: { src: "{{ root }}/releases/{{ release }}", dest: "{{ root }}/current", state: link, force: true }
            - name: The new one begins
              ansible.builtin.shell: setsid busybox httpd -f -p {{ address }}:{{ service_port }} </dev/null >/dev/null 2>&1 & echo $! >../../pid
              args: { chdir: "{{ root }}/current/" }
            - ansible.builtin.uri: { url: "http://{{ address }}:{{ service_port }}/VERSION" }
              register: health
              until: health.status == 200
              retries: 100
              delay: 0.05
            - name: Two releases stay
              ansible.builtin.shell: rm -f ../incoming/*; ls -1 | sort -n | head -n -2 | xargs -r rm -rf
              args: { chdir: "{{ root }}/releases" }
        """;
    int release;

    public string Name => "Ansible";

    public async Task<TimeSpan> Roll(string archive, string sha256, CancellationToken stopping)
    {
        var folder = Directory.CreateTempSubdirectory("ansible-");
        var (playbook, inventory) = (Path.Combine(folder.FullName, "playbook.yml"), Path.Combine(folder.FullName, "inventory"));
        await File.WriteAllTextAsync(playbook, Playbook, stopping);
        await File.WriteAllLinesAsync(inventory, fleet.Hosts.Select(h => $"{h.Name} ansible_host={h.Address} address={h.Address} root={h.Folder}/ansible"), stopping);
        string[] variables =
        [
            $"ansible_port={port}", $"ansible_user={Environment.UserName}", $"ansible_ssh_private_key_file={fleet.Key}", "ansible_python_interpreter=/usr/bin/python3",
            $"service_port={ServicePort}", $"release={++release}", $"archive={archive}", $"sha256={sha256}",
        ];

        var start = new ProcessStartInfo("ansible-playbook", ["-i", inventory, .. variables.SelectMany(v => new[] { "-e", v }), playbook]) { RedirectStandardOutput = true, WorkingDirectory = folder.FullName };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["ANSIBLE_FORKS"] = $"{fleet.Hosts.Count}", ["ANSIBLE_PIPELINING"] = "True", ["ANSIBLE_SSH_CONTROL_PATH_DIR"] = folder.FullName, ["LC_ALL"] = "C.UTF-8",
            ["ANSIBLE_SSH_ARGS"] = $"-F none -C -o ControlMaster=auto -o ControlPersist=60s -o UserKnownHostsFile={fleet.KnownHosts} -o IdentitiesOnly=yes",
        }) start.Environment[name] = value;

        var since = Stopwatch.GetTimestamp();
        using var process = Start(start);
        var output = await process.StandardOutput.ReadToEndAsync(stopping);
        await process.WaitForExitAsync(stopping);
        var took = Stopwatch.GetElapsedTime(since);
        if (process.ExitCode != 0) throw new UserError($"ansible-playbook ended with {process.ExitCode}:\n{output}");

        using var masters = Process.Start("pkill", ["-f", "--", folder.FullName]);
        await masters.WaitForExitAsync(stopping);
        folder.Delete(recursive: true);
        return took;
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new UserError("This compares with Ansible: apt-get install ansible.");
        }
    }
}
