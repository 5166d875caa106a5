using System.Diagnostics;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;
using BotOps.Tests;

namespace BotOps.IntegrationTests.Slack;

/// <summary>A script of a folder <c>peer</c> in its own process of node, which ends with this one.</summary>
sealed class NodePeer : IAsyncDisposable
{
    readonly Process process;

    NodePeer(Process process) => this.process = process;

    public static Task<NodePeer> Start(string script, params string[] arguments) => Start(script, ["Slack", "peer"], arguments);

    /// <param name="below">The folder of these tests that the script and its packages lie in.</param>
    public static async Task<NodePeer> Start(string script, string[] below, params string[] arguments)
    {
        var folder = Path.Combine([ShippedFiles.Root, "tests", "BotOps.IntegrationTests", .. below]);
        Skip.IfNot(Directory.Exists(Path.Combine(folder, "node_modules")), $"node 20 with the packages of {Path.GetRelativePath(ShippedFiles.Root, folder)} is not installed (tests/run installs them)");
        var peer = new NodePeer(Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, script), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        })!);
        var ready = await peer.process.StandardOutput.ReadLineAsync().WaitAsync(BotOpsProcess.Limit);
        if (ready?.StartsWith("ready", StringComparison.Ordinal) == true) return peer;

        var errors = await peer.process.StandardError.ReadToEndAsync();
        await peer.DisposeAsync();
        throw new InvalidOperationException($"{script} did not start: {ready}\n{errors}");
    }

    public async ValueTask DisposeAsync() => await Programs.EndByInput(process);
}
