using System.Diagnostics;
using System.Text.RegularExpressions;
using BotOps.Core.Processes;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Balancing;

/// <summary>People who open a connection for each request, by wrk, which says at the end what went wrong.</summary>
sealed partial class Wrk : IAsyncDisposable
{
    readonly Process process;
    readonly Task<string> output;

    Wrk(Process process) => (this.process, output) = (process, process.StandardOutput.ReadToEndAsync());

    /// <param name="folder">For its script, which gives it a pace: people, not a benchmark, as the hosts share this machine.</param>
    public static Wrk Start(Uri url, string folder, int connections)
    {
        Skip.If(Nothing(), "wrk is not installed (tests/run installs it)");
        var pace = Path.Combine(folder, "pace.lua");
        File.WriteAllText(pace, "function delay() return 10 end");
        return new(Process.Start(new ProcessStartInfo("wrk", ["-t", "1", "-c", $"{connections}", "-d", "10m", "--timeout", "30s", "-H", "Connection: close", "-s", pace, $"{url}"]) { RedirectStandardOutput = true })!);
    }

    /// <summary>What it prints: the requests, and lines for errors where there were any.</summary>
    public async Task<string> End()
    {
        if (!process.HasExited) Signals.Send(process.Id, BotOpsProcess.Interrupt);
        return await output;
    }

    public static int Requests(string said) => int.Parse(Counted().Match(said).Groups[1].Value);
    public static bool Failed(string said) => said.Contains("Socket errors", StringComparison.Ordinal) || said.Contains("Non-2xx", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    static bool Nothing() => !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "wrk")));

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Counted();
}
