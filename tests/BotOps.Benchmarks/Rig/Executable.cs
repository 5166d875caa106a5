using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BotOps.Core;

namespace BotOps.Benchmarks.Rig;

/// <summary>The botops executable as a process of its own, as a user starts it.</summary>
sealed class Executable : IAsyncDisposable
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);
    readonly Process process;

    Executable(Process process) => this.process = process;

    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
    public int Id => process.Id;

    /// <summary>Runs a verb to its end.</summary>
    public static async Task Run(IReadOnlyDictionary<string, string> settings, IEnumerable<string> arguments, CancellationToken stopping)
    {
        using var process = Begin(settings, arguments);
        await process.WaitForExitAsync(stopping);
        if (process.ExitCode != 0) throw new UserError($"botops {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    /// <summary>Starts it and waits until it answers at <paramref name="health"/>.</summary>
    public static async Task<Executable> Start(IReadOnlyDictionary<string, string> settings, IEnumerable<string> arguments, Uri health, CancellationToken stopping)
    {
        var executable = new Executable(Begin(settings, arguments));
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            var since = Stopwatch.GetTimestamp();
            while (!await Answers(http, health, stopping))
            {
                if (executable.process.HasExited || Stopwatch.GetElapsedTime(since) > StartLimit)
                    throw new UserError($"botops {string.Join(' ', arguments)} did not start.");
                await Task.Delay(100, stopping);
            }
            return executable;
        }
        catch
        {
            await executable.DisposeAsync();
            throw;
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"])) await kill.WaitForExitAsync();
            using var limit = new CancellationTokenSource(StopLimit);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    static Process Begin(IReadOnlyDictionary<string, string> settings, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Dotnet, [Path.Combine(AppContext.BaseDirectory, "botops.dll"), .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => { if (line.Data is { Length: > 0 } text) Console.Error.WriteLine($"  | {text}"); };
        process.BeginOutputReadLine();
        return process;
    }

    static async Task<bool> Answers(HttpClient http, Uri address, CancellationToken stopping)
    {
        try
        {
            using var answer = await http.GetAsync(address, stopping);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
