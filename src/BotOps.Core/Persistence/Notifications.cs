using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotOps.Core.Persistence;

/// <summary>
/// The one listening PostgreSQL connection of this process. A notification says where to look, never what happened: those sent
/// while the connection was away are lost, so every subscriber is then told null, "look again".
/// </summary>
public sealed class Notifications(NpgsqlDataSource database, ILogger<Notifications> log) : BackgroundService
{
    public const string Inbox = "botops_inbox";
    public const string Outbox = "botops_outbox";
    public const string Control = "botops_control";
    public const string Builds = "botops_builds";
    public const string Logs = "botops_logs";
    public const string Chat = "botops_chat";

    /// <summary>All are listened to from the start, so that a new subscriber misses nothing.</summary>
    static readonly string[] Channels = [Inbox, Outbox, Control, Builds, Logs, Chat];

    /// <summary>A connection that says nothing for so long is asked whether it lives.</summary>
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    readonly ConcurrentDictionary<string, ConcurrentDictionary<Subscription, byte>> subscriptions =
        new(Channels.Select(channel => KeyValuePair.Create(channel, new ConcurrentDictionary<Subscription, byte>())));

    /// <summary>Sends when the caller's transaction commits, or at once outside one.</summary>
    public static Task Notify(BotOpsDb db, string channel, string payload, CancellationToken stopping) =>
        db.Database.ExecuteSqlAsync($"select pg_notify({channel}, {payload})", stopping);

    /// <param name="channel">One of the constants of this class.</param>
    /// <param name="handler">Is given the payload, or null for "look again". Runs on the listening connection: quick, never waits.</param>
    public IDisposable Subscribe(string channel, Action<string?> handler) => new Subscription(subscriptions[channel], handler);

    /// <summary>Payloads as they come. A reader that falls 64 behind gets null ("look again") for what it missed.</summary>
    public async IAsyncEnumerable<string?> Listen(string channel, [EnumeratorCancellation] CancellationToken stopping)
    {
        var missed = false;
        var queue = Channel.CreateBounded<string?>(64);
        using var subscription = Subscribe(channel, payload =>
        {
            if (!queue.Writer.TryWrite(payload)) Volatile.Write(ref missed, true);
        });

        while (await queue.Reader.WaitToReadAsync(stopping))
        {
            while (queue.Reader.TryRead(out var payload)) yield return payload;
            if (Interlocked.Exchange(ref missed, false)) yield return null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await Connect(stoppingToken);
                pause = ShortestPause;
                foreach (var channel in Channels) Tell(channel, null);
                while (true)
                {
                    if (!await connection.WaitAsync(Quiet, stoppingToken)) await Ask(connection, stoppingToken);
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The listening connection broke ({Error}); trying again", error.GetBaseException().Message);
                await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (OperationCanceledException)
            {
                // BotOps stops
            }
        }
    }

    async Task<NpgsqlConnection> Connect(CancellationToken stopping)
    {
        var connection = await database.OpenConnectionAsync(stopping);
        try
        {
            connection.Notification += (_, note) => Tell(note.Channel, note.Payload);
            await using var listen = new NpgsqlCommand(string.Concat(Channels.Select(channel => $"listen {channel};")), connection);
            await listen.ExecuteNonQueryAsync(stopping);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    static async Task Ask(NpgsqlConnection connection, CancellationToken stopping)
    {
        await using var ask = new NpgsqlCommand("select 1", connection) { CommandTimeout = 5 };
        await ask.ExecuteScalarAsync(stopping);
    }

    void Tell(string channel, string? payload)
    {
        foreach (var (subscription, _) in subscriptions[channel])
        {
            try
            {
                subscription.Handler(payload);
            }
            catch (Exception error)
            {
                log.LogError(error, "A subscriber of {Channel} failed; the others are told", channel);
            }
        }
    }

    sealed class Subscription : IDisposable
    {
        readonly ConcurrentDictionary<Subscription, byte> channel;

        public Subscription(ConcurrentDictionary<Subscription, byte> channel, Action<string?> handler)
        {
            (this.channel, Handler) = (channel, handler);
            channel.TryAdd(this, 0);
        }

        public Action<string?> Handler { get; }
        public void Dispose() => channel.TryRemove(this, out _);
    }
}
