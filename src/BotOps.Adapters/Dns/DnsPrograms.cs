using System.ComponentModel;
using System.Text;
using BotOps.Core;
using BotOps.Core.Cloud;
using CliWrap;

namespace BotOps.Adapters.Dns;

/// <summary>Runs BIND's tools: argument lists only, what is secret by standard input, and the process ended on cancellation.</summary>
sealed class DnsPrograms(TimeProvider clock)
{
    /// <exception cref="CloudUnreachable">Not done within the limit, or there is no such program.</exception>
    public async Task<(int Code, string Output)> Run(string server, string program, IReadOnlyList<string> arguments, string? input, TimeSpan limit, CancellationToken stopping)
    {
        var output = new StringBuilder();
        using var late = new CancellationTokenSource(limit, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            var result = await Cli.Wrap(program).WithArguments(arguments).WithEnvironmentVariables(new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8", ["HOME"] = "/nonexistent" })
                .WithStandardInputPipe(input is null ? PipeSource.Null : PipeSource.FromString(input))
                .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output)).WithStandardErrorPipe(PipeTarget.ToStringBuilder(output))
                .WithValidation(CommandResultValidation.None).ExecuteAsync(ending.Token);
            return (result.ExitCode, output.ToString());
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new CloudUnreachable(server, program, Texts.Dns.Slow(limit));
        }
        catch (Win32Exception missing)
        {
            throw new CloudUnreachable(server, program, Texts.Dns.NoProgram(program), missing);
        }
    }
}
