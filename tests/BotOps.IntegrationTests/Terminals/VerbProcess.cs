using System.Diagnostics;

namespace BotOps.IntegrationTests.Terminals;

/// <summary>One run of the built executable, as a person at a terminal starts it, with what it printed where.</summary>
sealed record VerbProcess(int ExitCode, string Output, string Errors)
{
    static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "botops.dll");

    public static async Task<VerbProcess> Run(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Executable, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove("SUDO_USER");
        start.Environment.Remove("ConnectionStrings__BotOps"); // another test of this process sets it, to see that no build does
        Support.BotOpsProcess.Brief(start);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Support.BotOpsProcess.Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new VerbProcess(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
