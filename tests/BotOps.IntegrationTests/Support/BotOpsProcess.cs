using System.Collections.Concurrent;
using System.Diagnostics;
using BotOps.Core.Processes;

namespace BotOps.IntegrationTests.Support;

/// <summary>A process of the built executable, as people start it, with what it printed.</summary>
public sealed class BotOpsProcess : IAsyncDisposable
{
    public const int Interrupt = 2, Kill = 9, Freeze = 19, Thaw = 18;

    /// <summary>For a process to come up or to end, on a machine that does much else.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(240);

    static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "botops.dll");
    readonly ConcurrentQueue<string> lines = new();
    readonly Process process;
    bool disposed;

    BotOpsProcess(Process process)
    {
        this.process = process;
        Id = process.Id;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id { get; }
    public string Output => string.Join('\n', lines);

    public static BotOpsProcess Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Executable, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove("ConnectionStrings__BotOps"); // another test of this process sets it, to see that no build does
        Brief(start);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new BotOpsProcess(Process.Start(start)!);
    }

    /// <summary>A process that is over before code that is compiled better has paid.</summary>
    public static void Brief(ProcessStartInfo start)
    {
        start.Environment["DOTNET_TC_CallCountThreshold"] = "FFFF"; // hexadecimal
        start.Environment["DOTNET_TieredPGO"] = "0";
    }

    public Task Says(string text) => Eventually.True(() =>
    {
        if (process.HasExited) throw new InvalidOperationException($"It ended with {process.ExitCode} before it said '{text}':\n{Output}");
        return lines.Any(line => line.Contains(text, StringComparison.Ordinal));
    }, $"BotOps says '{text}'", Limit, () => Output);

    public void Send(int signal) => Signals.Send(Id, signal);

    /// <summary>Returns its exit code.</summary>
    public async Task<int> End(int signal)
    {
        if (process.HasExited) return process.ExitCode;
        Send(signal);
        if (signal != Kill) Send(Thaw);
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        if (!process.HasExited) await End(Kill);
        process.Dispose();
    }

    void Keep(object sender, DataReceivedEventArgs received)
    {
        if (received.Data is { } line) lines.Enqueue(line);
    }
}
