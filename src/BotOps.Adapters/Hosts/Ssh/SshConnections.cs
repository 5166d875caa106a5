using BotOps.Core;
using BotOps.Core.Hosts;
using Renci.SshNet.Common;

namespace BotOps.Adapters.Hosts.Ssh;

/// <summary>One connection a server, kept while it is used and a while longer. At most so many calls at once as the options allow.</summary>
sealed class SshConnections(SshConnector connector, SshOptions options, TimeProvider clock) : IDisposable
{
    readonly Lock gate = new();
    readonly Dictionary<SshTarget, Entry> entries = [];
    readonly SemaphoreSlim calls = new(options.Parallel);
    ITimer? sweeper;

    /// <summary>Waits for its turn among all calls, then for a session on the host's connection.</summary>
    public async Task<T> Use<T>(SshTarget target, Func<SshConnection, Task<T>> work, CancellationToken stopping)
    {
        await calls.WaitAsync(stopping);
        try
        {
            using var lease = await Take(target, stopping);
            await lease.Connection.Sessions.WaitAsync(stopping);
            try
            {
                return await work(lease.Connection);
            }
            finally
            {
                lease.Connection.Sessions.Release();
            }
        }
        finally
        {
            calls.Release();
        }
    }

    /// <summary>The call that ends another waits for no turn: the other has it.</summary>
    public async Task<T> UseAtOnce<T>(SshTarget target, Func<SshConnection, Task<T>> work, CancellationToken stopping)
    {
        using var lease = await Take(target, stopping);
        return await work(lease.Connection);
    }

    /// <summary>Whoever uses it goes on until it is closed; the next call opens another.</summary>
    public void Forget(SshTarget target, SshConnection connection)
    {
        lock (gate)
            if (entries.TryGetValue(target, out var entry) && entry.Opening is { IsCompletedSuccessfully: true } opening && opening.Result == connection) entries.Remove(target);
        connection.Dispose();
    }

    async Task<SshLease> Take(SshTarget target, CancellationToken stopping)
    {
        Entry entry;
        lock (gate)
        {
            sweeper ??= clock.CreateTimer(_ => CloseIdle(), null, options.Idle, options.Idle);
            if (entries.TryGetValue(target, out var known) && known.Usable) entry = known;
            else entries[target] = entry = new Entry(Connect(target));
            entry.Users++;
        }
        try
        {
            return new SshLease(await entry.Opening.WaitAsync(stopping), () => GiveBack(entry));
        }
        catch
        {
            GiveBack(entry);
            throw;
        }
    }

    /// <summary>Shared by all who wait for it, so that none of them can cancel it; it has limits of its own.</summary>
    async Task<SshConnection> Connect(SshTarget target)
    {
        if (target.Jump is not { } jump) return new SshConnection(await connector.Open(target, target.Address, target.Port, CancellationToken.None), null, null);

        SshLease lease;
        try
        {
            lease = await Take(jump, CancellationToken.None);
        }
        catch (HostUnreachable error)
        {
            throw new HostUnreachable(target.Name, Texts.Ssh.NoWayThrough(jump.Server, error.Why), error);
        }
        try
        {
            var way = lease.Connection.WayTo(target);
            return new SshConnection(await connector.Open(target, way.BoundHost, (int)way.BoundPort, CancellationToken.None), lease, way);
        }
        catch (Exception error)
        {
            lease.Dispose();
            if (error is SshException or InvalidOperationException) throw new HostUnreachable(target.Name, SshFailure.Of(error, jump, options), error);
            throw;
        }
    }

    void GiveBack(Entry entry)
    {
        lock (gate)
        {
            entry.Users--;
            entry.Since = clock.GetUtcNow();
        }
    }

    void CloseIdle()
    {
        List<Entry> idle;
        lock (gate)
        {
            var old = clock.GetUtcNow() - options.Idle;
            idle = [.. entries.Values.Where(e => e.Users == 0 && (e.Since <= old || !e.Usable))];
            foreach (var target in entries.Where(e => idle.Contains(e.Value)).Select(e => e.Key).ToList()) entries.Remove(target);
        }
        foreach (var entry in idle) entry.Close();
    }

    public void Dispose()
    {
        List<Entry> all;
        lock (gate)
        {
            sweeper?.Dispose();
            all = [.. entries.Values];
            entries.Clear();
        }
        foreach (var entry in all) entry.Close();
    }

    sealed class Entry(Task<SshConnection> opening)
    {
        public Task<SshConnection> Opening { get; } = opening;
        public int Users { get; set; }
        public DateTimeOffset Since { get; set; }

        /// <summary>Still being opened, or open.</summary>
        public bool Usable => !Opening.IsCompleted || (Opening.IsCompletedSuccessfully && Opening.Result.Open);

        public void Close() => _ = Opening.ContinueWith(opened =>
        {
            if (opened.IsCompletedSuccessfully) opened.Result.Dispose();
            else _ = opened.Exception;
        }, TaskScheduler.Default);
    }
}

/// <summary>The connection is kept open as long as it is not disposed.</summary>
sealed class SshLease(SshConnection connection, Action giveBack) : IDisposable
{
    public SshConnection Connection => connection;
    public void Dispose() => giveBack();
}
