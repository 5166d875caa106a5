using System.Diagnostics;
using BotOps.IntegrationTests.Support;
using BotOps.Tests;

namespace BotOps.IntegrationTests.Slack;

/// <summary>A script of <c>Slack/peer</c> in its own process of node, which ends with this one.</summary>
sealed class NodePeer : IAsyncDisposable
{
    static readonly string Folder = Path.Combine(ShippedFiles.Root, "tests", "BotOps.IntegrationTests", "Slack", "peer");
    readonly Process process;

    NodePeer(Process process) => this.process = process;

    public static async Task<NodePeer> Start(string script, params string[] arguments)
    {
        Skip.IfNot(Directory.Exists(Path.Combine(Folder, "node_modules")), "node 20 with the packages of tests/BotOps.IntegrationTests/Slack/peer is not installed (tests/run installs them)");
        var peer = new NodePeer(Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, script), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder,
        })!);
        var ready = await peer.process.StandardOutput.ReadLineAsync().WaitAsync(BotOpsProcess.Limit);
        if (ready?.StartsWith("ready", StringComparison.Ordinal) == true) return peer;

        var errors = await peer.process.StandardError.ReadToEndAsync();
        await peer.DisposeAsync();
        throw new InvalidOperationException($"{script} did not start: {ready}\n{errors}");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5));
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }
}
