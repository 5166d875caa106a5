using BotOps.Core;
using BotOps.Core.Hosts;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>The one place that opens connections, so that none exists whose host key was not checked.</summary>
sealed class SshConnector(SshOptions options, SshKeys keys, HostKeys hostKeys) : IDisposable
{
    /// <summary>Encrypted and authenticated at once, which is less work than aes-ctr with an HMAC beside it, on both sides.</summary>
    static readonly string[] Cheapest = ["aes128-gcm@openssh.com", "aes256-gcm@openssh.com"];

    /// <summary>
    /// Key exchanges of this machine at once. The rest of a login waits for the other side, this part is work: with all hosts of a wave at
    /// once the last ones would run into their limit.
    /// </summary>
    readonly SemaphoreSlim logins = new(Math.Max(8, Environment.ProcessorCount * 4));

    /// <param name="address">Where TCP goes: the target itself, or this end of a jump.</param>
    /// <exception cref="HostUnreachable">Says why, and what to do.</exception>
    public async Task<SshClient> Open(SshTarget target, string address, int port, CancellationToken stopping)
    {
        HostKeyCheck check;
        PrivateKeyFile key;
        try
        {
            check = new HostKeyCheck(target, await Known(target, stopping), await hostKeys.Trusted(target.Server, stopping));
            key = await keys.Of(target, stopping);
        }
        catch (UserError error)
        {
            throw new HostUnreachable(target.Name, error.Message, error);
        }

        await logins.WaitAsync(stopping);
        try
        {
            return await Login(target, address, port, key, check, stopping);
        }
        finally
        {
            logins.Release();
        }
    }

    async Task<SshClient> Login(SshTarget target, string address, int port, PrivateKeyFile key, HostKeyCheck check, CancellationToken stopping)
    {
        var info = new ConnectionInfo(address, port, target.User, new PrivateKeyAuthenticationMethod(target.User, key)) { Timeout = options.ConnectLimit, RetryAttempts = 1 };
        Order(info.KeyExchangeAlgorithms, options.KeyExchange, onlyThese: true);
        Order(info.Encryptions, Cheapest, onlyThese: false);
        Order(info.HostKeyAlgorithms, check.KnownTypes.SelectMany(SignaturesOf), onlyThese: false);

        var client = new SshClient(info) { KeepAliveInterval = options.KeepAlive };
        client.HostKeyReceived += (_, shown) => shown.CanTrust = check.Trusts(shown.HostKeyName, shown.HostKey);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(options.ConnectLimit * 2);
        try
        {
            await client.ConnectAsync(limit.Token);
            if (check.FirstUse is { } first && await hostKeys.Trust(target.Name, target.Server, first, stopping) is var trusted && trusted != first)
                throw new HostUnreachable(target.Name, Texts.Ssh.KeyChanged("", first, [trusted]));
            return client;
        }
        catch (Exception error)
        {
            client.Dispose();
            stopping.ThrowIfCancellationRequested();
            if (error is HostUnreachable) throw;
            throw new HostUnreachable(target.Name, check.Refusal ?? SshFailure.Of(error, target, options), error);
        }
    }

    async Task<KnownHosts> Known(SshTarget target, CancellationToken stopping)
    {
        if (options.KnownHosts is not { } path) return KnownHosts.None;
        try
        {
            return KnownHosts.Of(await File.ReadAllTextAsync(path, stopping), target.Address, target.Port);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError(Texts.Ssh.KnownHostsUnreadable(path, error.Message));
        }
    }

    /// <summary>One type of key signs in several ways (RFC 8332).</summary>
    static IEnumerable<string> SignaturesOf(string type) => type == "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"] : [type];

    static void Order<T>(IDictionary<string, T> algorithms, IEnumerable<string> first, bool onlyThese)
    {
        var all = algorithms.ToList();
        var order = first.Distinct().ToList();
        algorithms.Clear();
        foreach (var (name, algorithm) in order.SelectMany(name => all.Where(a => a.Key == name))) algorithms[name] = algorithm;
        if (onlyThese) return;
        foreach (var (name, algorithm) in all.Where(a => !order.Contains(a.Key))) algorithms[name] = algorithm;
    }

    public void Dispose() => logins.Dispose();
}
