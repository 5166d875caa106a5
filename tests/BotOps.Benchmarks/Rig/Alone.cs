using System.Diagnostics;
using System.Text.Json;
using BotOps.Core;

namespace BotOps.Benchmarks.Rig;

/// <summary>Each benchmark has a process of its own: none pays for the memory or the warm code of another.</summary>
static class Alone
{
    public const string Option = "--alone";

    /// <summary>Ends when the process that started this one has: then nobody reads its figures any more.</summary>
    public static Task Orphaned() => Task.Run(() => Console.OpenStandardInput().CopyTo(Stream.Null));

    public static async Task<IReadOnlyList<Figure>> Run(string name, CancellationToken stopping)
    {
        using var process = Process.Start(new ProcessStartInfo(Executable.Dotnet, [typeof(Alone).Assembly.Location, Option, name]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None); // Ctrl-C reaches it as well: it ends by itself
        await process.WaitForExitAsync(CancellationToken.None);
        stopping.ThrowIfCancellationRequested();
        if (process.ExitCode != 0) throw new UserError($"The benchmark {name} ended with {process.ExitCode}.");
        return JsonSerializer.Deserialize<List<Figure>>(output.TrimEnd().Split('\n')[^1])!;
    }
}
