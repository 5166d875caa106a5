using System.Globalization;
using System.Text;
using BotOps.Core;
using BotOps.Core.Hosts;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>Sends one file over the host's connection: nothing where it is there already, and only the rest of what a break cut off.</summary>
static class SshPut
{
    public static async Task Send(SshConnection connection, Host host, string path, HostFile file, CancellationToken stopping)
    {
        for (var tries = 1; ; tries++)
        {
            if (await Once(connection, host, path, file, stopping) is not { } problem) return;
            if (tries == 2) throw new HostUnreachable(host.Name, Texts.Ssh.CannotPut(path, problem)); // the rest of a break may have been of a damaged disk: once more from the beginning
        }
    }

    /// <summary>Null: it is there; else what is wrong with what arrived.</summary>
    static async Task<string?> Once(SshConnection connection, Host host, string path, HostFile file, CancellationToken stopping)
    {
        var length = file.Length.ToString(CultureInfo.InvariantCulture);
        var input = Encoding.ASCII.GetBytes($"{RemoteScripts.Encode(host.Root)}\n{RemoteScripts.Encode(path)}\n{file.Sha256}\n{length}\n");
        using var program = await connection.Start(RemoteScripts.Put(host), input).WaitAsync(stopping);

        var said = "";
        var sending = Task.FromResult<Exception?>(null);
        await using var content = new Lazily(file);
        while (await program.Line(stopping) is { } line)
        {
            switch (line)
            {
                case RemoteScripts.There or RemoteScripts.Done: return null;
                case RemoteScripts.Damaged: return Texts.Ssh.Damaged(file.Sha256);
                case RemoteScripts.Short:
                    if (await sending.WaitAsync(stopping) is { } unreadable) throw new HostUnreachable(host.Name, Texts.Ssh.CannotPut(path, unreadable.Message), unreadable);
                    return Texts.Ssh.CutShort;
                case var from when from.StartsWith(RemoteScripts.From, StringComparison.Ordinal):
                    var rest = await content.From(long.Parse(from[RemoteScripts.From.Length..], CultureInfo.InvariantCulture), stopping);
                    sending = program.Send(rest);
                    break;
                default:
                    said = HostText.Read(line);
                    break;
            }
        }
        throw new HostUnreachable(host.Name, Texts.Ssh.CannotPut(path, Texts.Ssh.Advice(said, host.Root, host.Ssh?.Sudo)));
    }

    /// <summary>Opened only where something is to be sent.</summary>
    sealed class Lazily(HostFile file) : IAsyncDisposable
    {
        Stream? content;

        public async Task<Stream> From(long offset, CancellationToken stopping)
        {
            content = await file.Open(stopping);
            if (content.CanSeek)
            {
                content.Seek(offset, SeekOrigin.Begin);
                return content;
            }
            var buffer = new byte[64 * 1024];
            for (var left = offset; left > 0;)
            {
                var read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), stopping);
                if (read == 0) break;
                left -= read;
            }
            return content;
        }

        public ValueTask DisposeAsync() => content?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
