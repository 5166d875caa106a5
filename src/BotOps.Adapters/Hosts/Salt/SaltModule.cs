using System.IO.Compression;
using System.Text;
using System.Text.Json;
using BotOps.Core;
using BotOps.Core.Hosts;

namespace BotOps.Adapters.Hosts.Salt;

/// <summary>The functions of <c>deploy/salt/_modules/botops.py</c>. At most so many jobs at once as the options allow.</summary>
sealed class SaltModule(SaltJobs jobs, SaltOptions options) : IDisposable
{
    /// <summary>As in the module; another one has other arguments.</summary>
    const int Protocol = 1;
    readonly SemaphoreSlim turns = new(options.Parallel);

    /// <summary>Runs the host script with this call and follows it for a while.</summary>
    /// <param name="atOnce">Waits for no turn: it is to end a call that has one.</param>
    public async Task<SaltOutput> Call(Host host, string call, SeenOutput seen, bool atOnce, CancellationToken stopping)
    {
        var said = await Ask(host, "call", new()
        {
            ["script"] = HostScript.Path, ["sha256"] = HostScript.File.Sha256, ["text"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(call)),
            ["wait"] = options.Follow.TotalSeconds, ["seen"] = seen.Bytes, ["seen_sha256"] = seen.Sha256,
        }, options.Follow, atOnce, stopping);
        return said.TryGetProperty("absent", out _) ? SaltOutput.Absent
            : new SaltOutput(There: true, said.GetProperty("ended").GetBoolean(), said.GetProperty("from").GetInt64(), said.GetProperty("output").GetString()!);
    }

    public async Task<bool> Has(Host host, string path, string sha256, CancellationToken stopping) =>
        (await Ask(host, "has", new() { ["path"] = path, ["sha256"] = sha256 }, TimeSpan.Zero, atOnce: false, stopping)).GetProperty("has").GetBoolean();

    /// <summary>The content goes with the job, so it has to be small.</summary>
    public async Task Put(Host host, string path, HostFile file, CancellationToken stopping) =>
        await Ask(host, "put", new() { ["path"] = path, ["sha256"] = file.Sha256, ["content"] = await Packed(file, stopping) }, TimeSpan.Zero, atOnce: false, stopping);

    /// <summary>Whether the minion answers and has the module.</summary>
    public Task About(Host host, CancellationToken stopping) => Ask(host, "about", [], TimeSpan.Zero, atOnce: false, stopping);

    public static string MinionOf(Host host) => host.Salt?.Minion ?? host.Name;

    async Task<JsonElement> Ask(Host host, string function, Dictionary<string, object?> arguments, TimeSpan lasts, bool atOnce, CancellationToken stopping)
    {
        if (function != "about") (arguments["root"], arguments["user"]) = (host.Root, host.Salt?.User ?? options.RunAs);
        var minion = MinionOf(host);
        if (!atOnce) await turns.WaitAsync(stopping);
        try
        {
            return Understood(minion, await jobs.Run(minion, $"botops.{function}", arguments, lasts, stopping));
        }
        catch (SaltTrouble trouble)
        {
            throw new HostUnreachable(host.Name, trouble.Message, trouble);
        }
        finally
        {
            if (!atOnce) turns.Release();
        }
    }

    static JsonElement Understood(string minion, JsonElement said)
    {
        if (!said.TryGetProperty("protocol", out var protocol) || protocol.ValueKind != JsonValueKind.Number || protocol.GetInt32() != Protocol) throw new SaltTrouble(Texts.Salt.OtherModule(minion));
        return said.TryGetProperty("problem", out var problem) ? throw new SaltTrouble(Texts.Salt.Said(minion, problem.GetString()!)) : said;
    }

    static async Task<string> Packed(HostFile file, CancellationToken stopping)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        await using (var content = await file.Open(stopping))
            await content.CopyToAsync(gzip, stopping);
        return Convert.ToBase64String(packed.ToArray());
    }

    public void Dispose() => turns.Dispose();
}

/// <param name="There">False: the host script has to be put there first.</param>
/// <param name="Ended">The script has said all; else the verb still runs.</param>
/// <param name="From">Byte that the output begins with: 0, or what was seen already.</param>
/// <param name="Output">As <see cref="HostText.Bytes"/> reads it, of whole lines as long as the verb runs.</param>
sealed record SaltOutput(bool There, bool Ended, long From, string Output)
{
    public static SaltOutput Absent { get; } = new(There: false, Ended: false, 0, "");
}
