using BotOps.Core;
using BotOps.Core.Hosts;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Hosts.Salt;

/// <summary>
/// Hosts that are reached by Salt. A verb is followed by one job after the other, each of which returns soon with the lines so far: so a minion that is
/// started anew, or a return that is lost, costs one job and not the verb, which runs on and which the next job attaches to.
/// </summary>
sealed class SaltTransport(SaltModule module, SaltKeys keys, TimeProvider clock, ILogger<SaltTransport> logger) : IHostTransport
{
    /// <summary>What goes with a job lies in the master's memory, and on its disk for a day.</summary>
    const long LargestFile = 1 << 20;

    public string Name => "salt";
    public bool SendsArtifacts => false;

    public Task<string?> Admit(Host host, CancellationToken stopping) => OfMaster(host, async minion => await keys.Accept(minion, stopping) ? null : Texts.Salt.NoKey(minion));

    public Task Forget(Host host, CancellationToken stopping) => OfMaster<object?>(host, async minion =>
    {
        await keys.Delete(minion, stopping);
        return null;
    });

    static async Task<T> OfMaster<T>(Host host, Func<string, Task<T>> ask)
    {
        try
        {
            return await ask(SaltModule.MinionOf(host));
        }
        catch (SaltTrouble trouble)
        {
            throw new HostUnreachable(host.Name, trouble.Message, trouble);
        }
    }

    public async Task Put(Host host, string path, HostFile file, CancellationToken stopping)
    {
        if (file.Length > LargestFile) throw new HostUnreachable(host.Name, Texts.Salt.TooLarge(path, file.Length));
        if (!await module.Has(host, path, file.Sha256, stopping)) await module.Put(host, path, file, stopping);
    }

    public Task<HostAnswer> Run(Host host, HostCall call, Func<string, ValueTask> onLine, CancellationToken stopping) =>
        CallWithin.Limit(
            host, call, clock, logger, token => Ask(host, call, onLine, atOnce: false, token), (end, token) => Ask(host, end, _ => ValueTask.CompletedTask, atOnce: true, token), stopping);

    async Task<HostAnswer> Ask(Host host, HostCall call, Func<string, ValueTask> onLine, bool atOnce, CancellationToken stopping)
    {
        var answer = new HostAnswerReader();
        using var seen = new SeenOutput();
        var (put, again) = (false, false);
        while (true)
        {
            var output = await module.Call(host, HostScript.Encode(call, again), seen, atOnce, stopping);
            if (!output.There)
            {
                if (put) throw new HostUnreachable(host.Name, Texts.Ssh.ScriptGone(HostScript.Path));
                await module.Put(host, HostScript.Path, HostScript.File, stopping);
                put = true;
                continue;
            }

            foreach (var line in seen.Add(output))
                if (answer.Read(line) is { } own) await onLine(own);
            if (output.Ended) return answer.Answer ?? throw new HostUnreachable(host.Name, Texts.HostBrokeOff(call.Verb));
            again = true;
        }
    }
}
