using System.ComponentModel;
using BotOps.Core;
using BotOps.Core.Hosts;
using CliWrap;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Hosts.Local;

/// <summary>Hosts that are folders of this machine: each has its root and a loopback address.</summary>
public sealed class LocalTransport(TimeProvider clock, ILogger<LocalTransport> logger) : IHostTransport
{
    public string Name => "local";

    public Task Put(Host host, string path, HostFile file, CancellationToken stopping) => LocalFile.Put(host, path, file, stopping);

    public async Task<HostAnswer> Run(Host host, HostCall call, Func<string, ValueTask> onLine, CancellationToken stopping)
    {
        await Put(host, HostScript.Path, HostScript.File, stopping);
        return await CallWithin.Limit(host, call, clock, logger, token => Ask(host, call, onLine, token), (end, token) => Ask(host, end, _ => ValueTask.CompletedTask, token), stopping);
    }

    /// <summary>What runs here only follows the verb, which has a session and files of its own and no hold on our pipes.</summary>
    static async Task<HostAnswer> Ask(Host host, HostCall call, Func<string, ValueTask> onLine, CancellationToken stopping)
    {
        var answer = new HostAnswerReader();
        var lines = PipeTarget.ToDelegate(async line =>
        {
            if (answer.Read(line) is { } own) await onLine(own);
        }, HostText.Bytes);

        var script = Cli.Wrap("setsid")
            .WithArguments(["bash", "-p", "--", Path.Combine(Path.GetFullPath(host.Root), HostScript.Path)])
            .WithEnvironmentVariables(CleanEnvironment())
            .WithStandardInputPipe(PipeSource.FromString(HostScript.Encode(call)))
            .WithStandardOutputPipe(lines)
            .WithStandardErrorPipe(lines)
            .WithValidation(CommandResultValidation.None);
        try
        {
            await script.ExecuteAsync(stopping);
        }
        catch (Win32Exception e)
        {
            throw new HostUnreachable(host.Name, Texts.HostCannotStart("setsid", e.Message), e);
        }

        return answer.Answer ?? throw new HostUnreachable(host.Name, Texts.HostBrokeOff(call.Verb));
    }

    /// <summary>Nothing of BotOps' own configuration reaches a host's processes.</summary>
    static Dictionary<string, string?> CleanEnvironment()
    {
        string[] kept = ["PATH", "HOME", "LANG"];
        return Environment.GetEnvironmentVariables().Keys.Cast<string>().Except(kept).ToDictionary(name => name, _ => (string?)null);
    }
}
