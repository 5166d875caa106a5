using System.Globalization;
using System.Text;
using BotOps.Core;
using BotOps.Core.Hosts;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>Hosts that are reached by ssh, over one connection each. A call whose connection broke goes on over a new one: the host script attaches to what still runs.</summary>
sealed class SshTransport(SshConnections connections, SshOptions options, TimeProvider clock, ILogger<SshTransport> logger) : IHostTransport
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public string Name => "ssh";

    public async Task Put(Host host, string path, HostFile file, CancellationToken stopping)
    {
        await Lasting<bool>(host, async connection =>
        {
            await SshPut.Send(connection, host, path, file, stopping);
            return true;
        }, stopping);
    }

    public Task<HostAnswer> Run(Host host, HostCall call, Func<string, ValueTask> onLine, CancellationToken stopping) =>
        CallWithin.Limit(
            host, call, clock, logger, token => Lasting(host, connection => Ask(connection, host, call, onLine, token), token), (end, token) => End(host, end, token), stopping);

    /// <summary>By a session beside the one that the verb has.</summary>
    async Task End(Host host, HostCall end, CancellationToken limit)
    {
        try
        {
            await connections.UseAtOnce(SshTarget.Of(host, options), connection => Ask(connection, host, end, _ => ValueTask.CompletedTask, limit), limit);
        }
        catch (SshBroken error)
        {
            throw new HostUnreachable(host.Name, error.Message, error);
        }
    }

    async Task<T> Lasting<T>(Host host, Func<SshConnection, Task<T>> work, CancellationToken stopping)
    {
        var target = SshTarget.Of(host, options);
        DateTimeOffset? giveUp = null;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            SshConnection? used = null;
            Exception broken;
            try
            {
                return await connections.Use(target, connection => work(used = connection), stopping);
            }
            catch (SshBroken error)
            {
                broken = error;
                giveUp ??= clock.GetUtcNow() + options.Reconnect;
            }
            catch (HostUnreachable error) when (giveUp is not null && used is null) // it was reached before, and is perhaps again soon
            {
                broken = error;
            }
            catch (OperationCanceledException) when (used is not null)
            {
                connections.Forget(target, used); // it may hang: what follows gets a new one
                throw;
            }
            if (used is not null) connections.Forget(target, used);
            if (clock.GetUtcNow() >= giveUp) throw broken as HostUnreachable ?? new HostUnreachable(host.Name, Texts.Ssh.Broke(target.Server, options.Reconnect, broken.Message), broken);

            logger.LogWarning("{Host}: the connection broke ({Why}); trying again", host.Name, broken.Message);
            await Task.Delay(pause, clock, stopping);
        }
    }

    static async Task<HostAnswer> Ask(SshConnection connection, Host host, HostCall call, Func<string, ValueTask> onLine, CancellationToken stopping)
    {
        for (var again = false; ; again = true)
        {
            var answer = await Once(connection, host, call, onLine, stopping);
            connection.HasScript = answer is not null;
            if (answer is not null) return answer;
            if (again) throw new HostUnreachable(host.Name, Texts.Ssh.ScriptGone(HostScript.Path));
            await SshPut.Send(connection, host, HostScript.Path, HostScript.File, stopping);
        }
    }

    /// <summary>Null: the host script is not there, or not as it should be.</summary>
    static async Task<HostAnswer?> Once(SshConnection connection, Host host, HostCall call, Func<string, ValueTask> onLine, CancellationToken stopping)
    {
        var input = Encoding.ASCII.GetBytes($"{RemoteScripts.Encode(host.Root)}\n{HostScript.Path}\n{(connection.HasScript ? "" : HostScript.File.Sha256)}\n{HostScript.Encode(call)}");
        while (true)
        {
            var answer = new HostAnswerReader();
            var (heard, absent, last) = (false, false, "");
            var shell = await connection.Shell(host).WaitAsync(stopping);
            var waited = shell.Waits;
            try
            {
                await shell.Run(input, async line =>
                {
                    heard = true;
                    absent |= line == RemoteScripts.Absent;
                    if (absent || answer.Read(line) is not { } own) return;
                    last = own;
                    await onLine(own);
                }, stopping);
            }
            finally
            {
                connection.GiveBack(shell);
            }
            if (absent) return null;
            if (answer.Answer is not null) return answer.Answer;
            if (!waited || heard) throw new HostUnreachable(host.Name, Texts.Ssh.NoAnswerFrom(call.Verb, host.Ssh?.Sudo, last));
        } // somebody ended the shell while it waited: once more in a new one
    }
}
