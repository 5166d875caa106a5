using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Hosts;

/// <summary>The host script with a service that ran before BotOps: a real process, stopped and started by its own commands.</summary>
public sealed class AdoptVerbTests
{
    [SkippableFact]
    public async Task It_is_found_without_a_change_stopped_by_its_own_command_and_started_again()
    {
        Skip.IfNot(HostFolder.Busybox, HostFolder.BusyboxMissing);
        await using var host = new HostFolder();
        using var old = new OldService(host);
        await old.Start();

        var found = await host.Done(Found(host, old));
        Assert.Equal(("yes", "adopted", $"{old.Pid}"), (found.Values["folder"], found.Values["owner"], found.Values["pid"]));
        Assert.Contains($"httpd -f -p {host.Host.Address}:{host.Run.Port}", found.Values["command"]);
        Assert.False(Directory.Exists(host.In(".botops")), "asking makes nothing");
        Assert.Contains("is held by", (await host.Ask(HostVerbs.Preflight(HostFolder.Service, 1, 1, host.Run, host.Host.Address, 0))).Reason);
        await host.Done(HostVerbs.Preflight(HostFolder.Service, 1, 1, host.Run, host.Host.Address, 0, adopted: old.Adoption));

        Assert.Equal($"{old.Pid}", (await host.Done(HostVerbs.Retire(HostFolder.Service, 1, 1, host.Run, host.Host, old.Adoption))).Values["stopped"]);
        Assert.False(Ports.Listens(host.Run.Port, host.Host.Address));
        await host.Done(HostVerbs.Retire(HostFolder.Service, 2, 1, host.Run, host.Host, old.Adoption)); // nothing to do
        await host.Deploy(3, 3, "new");

        Assert.Contains("release 3 still runs", (await host.Ask(HostVerbs.Revive(HostFolder.Service, 4, 4, host.Run, host.Host, old.Adoption))).Reason);
        await host.Done(HostVerbs.Stop(HostFolder.Service, 4, 4, host.Run));
        await host.Done(HostVerbs.Revive(HostFolder.Service, 5, 4, host.Run, host.Host, old.Adoption));
        Assert.Equal("old", await host.Get("/version"));
        Assert.DoesNotContain("BOTOPS_TOKEN", await File.ReadAllTextAsync($"/proc/{old.Pid}/environ"));
        Assert.Equal($"{old.Pid}", (await host.Done(HostVerbs.HealthOfAdopted(HostFolder.Service, 5, 4, host.Run, host.Host, old.Adoption))).Values["pid"]);
        Assert.Equal(HostAnswer.FenceRefused, (await host.Ask(HostVerbs.Retire(HostFolder.Service, 3, 3, host.Run, host.Host, old.Adoption))).Code);
    }

    [SkippableFact]
    public async Task One_that_does_not_end_and_a_stranger_are_left_alone_and_named()
    {
        Skip.IfNot(HostFolder.Busybox, HostFolder.BusyboxMissing);
        await using var host = new HostFolder();
        using var old = new OldService(host);
        await old.Start();
        var (deaf, other) = (old.Adoption with { Stop = ["true"], Limit = TimeSpan.FromSeconds(1) }, old.Adoption with { Folder = "/opt/elsewhere" });

        Assert.Equal($"{old.Folder} was told to stop and has not ended within 1 s (pid {old.Pid})", (await host.Ask(HostVerbs.Retire(HostFolder.Service, 1, 1, host.Run, host.Host, deaf))).Reason);
        Assert.Equal($"the stop command of {old.Folder} ended with code 3", (await host.Ask(HostVerbs.Retire(HostFolder.Service, 2, 1, host.Run, host.Host, deaf with { Stop = ["sh", "-c", "exit 3"] }))).Reason);
        Assert.EndsWith("which does not come from /opt/elsewhere", (await host.Ask(HostVerbs.Retire(HostFolder.Service, 3, 1, host.Run, host.Host, other))).Reason);
        Assert.Equal("stranger", (await host.Done(HostVerbs.Found(HostFolder.Service, host.Run, host.Host, other))).Values["owner"]);
        Assert.Equal("old", await host.Get("/version"));
    }

    static HostCall Found(HostFolder host, OldService old) => HostVerbs.Found(HostFolder.Service, host.Run, host.Host, old.Adoption);

    /// <summary>A web server that somebody set up by hand.</summary>
    sealed class OldService : IDisposable
    {
        readonly HostFolder host;

        public OldService(HostFolder host)
        {
            this.host = host;
            File.WriteAllText(Path.Combine(Folder, "version"), "old");
            File.WriteAllText(Path.Combine(Folder, "health"), "ok");
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("botops-old-").FullName;
        public int Pid => int.Parse(File.ReadAllText(Path.Combine(Folder, "pid")));

        public Adoption Adoption => new()
        {
            Folder = Folder, Stop = ["sh", "-c", "kill $(cat pid)"], Start = ["sh", "-c", "busybox httpd -f -p {address}:{port} -h . & echo $! >pid"], Limit = TimeSpan.FromSeconds(20),
        };

        public async Task Start()
        {
            using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"busybox httpd -f -p {host.Host.Address}:{host.Run.Port} -h . >/dev/null 2>&1 & echo $! >pid"]) { WorkingDirectory = Folder })!;
            await shell.WaitForExitAsync();
            await Eventually.True(() => Ports.Listens(host.Run.Port, host.Host.Address), "it listens");
        }

        public void Dispose()
        {
            if (HostFolder.Lives(Pid)) System.Diagnostics.Process.GetProcessById(Pid).Kill();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
