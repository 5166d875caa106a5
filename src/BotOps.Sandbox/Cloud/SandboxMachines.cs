namespace BotOps.Sandbox.Cloud;

/// <summary>Instances that are a folder of the sandbox and a loopback address each, as its other hosts are: <c>hosts/&lt;name&gt;</c>.</summary>
public sealed class SandboxMachines(SandboxFolder folder, SandboxHosts hosts) : ICloudHosts
{
    /// <summary>Beside the addresses of the sandbox' own hosts, 127.0.0.11 and so on.</summary>
    public string Address(int number) => $"127.1.{number / 250}.{number % 250 + 1}";

    public Task Boot(CloudInstance instance, CancellationToken stopping)
    {
        folder.Below($"hosts/{instance.Name}");
        return Task.CompletedTask;
    }

    public async Task Remove(CloudInstance instance, CancellationToken stopping)
    {
        var root = Path.Combine(folder.Hosts, instance.Name);
        if (!Directory.Exists(root)) return;
        await hosts.Stop(root, stopping);
        Directory.Delete(root, recursive: true);
    }
}
