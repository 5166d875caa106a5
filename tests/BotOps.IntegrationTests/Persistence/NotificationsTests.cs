using System.Collections.Concurrent;
using BotOps.Core.Persistence;
using BotOps.IntegrationTests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BotOps.IntegrationTests.Persistence;

public class NotificationsTests
{
    [SkippableFact]
    public async Task A_notification_is_told_when_its_transaction_commits_and_not_before()
    {
        await using var place = await Place.Open();
        var heard = new ConcurrentQueue<string?>();
        using var subscription = place.Notifications.Subscribe(Notifications.Outbox, heard.Enqueue);
        await place.Start();
        await Eventually.True(() => heard.Contains(null), "the connection listens");

        await using var db = Database.Open(place.ConnectionString);
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await Notifications.Notify(db, Notifications.Outbox, "rolled back", default);
            await transaction.RollbackAsync();
        }
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await Notifications.Notify(db, Notifications.Outbox, "7", default);
            await transaction.CommitAsync();
        }

        await Eventually.True(() => heard.Contains("7"), "the committed one is heard");
        Assert.DoesNotContain("rolled back", heard);
    }

    [SkippableFact]
    public async Task After_a_break_every_subscriber_is_told_to_look_again_and_hears_what_follows()
    {
        await using var place = await Place.Open();
        var inbox = new ConcurrentQueue<string?>();
        var control = new ConcurrentQueue<string?>();
        using var first = place.Notifications.Subscribe(Notifications.Inbox, inbox.Enqueue);
        using var second = place.Notifications.Subscribe(Notifications.Control, control.Enqueue);
        await place.Start();
        await Eventually.True(() => inbox.Contains(null) && control.Contains(null), "the connection listens");
        inbox.Clear();
        control.Clear();

        await using var db = Database.Open(place.ConnectionString);
        await place.CutConnections();

        await Eventually.True(() => inbox.Contains(null) && control.Contains(null), "all are told to look again");
        await Notifications.Notify(db, Notifications.Inbox, "after", default);
        await Eventually.True(() => inbox.Contains("after"), "it listens again");
    }

    [SkippableFact]
    public async Task A_reader_that_falls_behind_is_told_to_look_again()
    {
        await using var place = await Place.Open();
        using var stop = new CancellationTokenSource(Eventually.Limit);
        await using var reader = place.Notifications.Listen(Notifications.Chat, stop.Token).GetAsyncEnumerator(stop.Token);
        var first = reader.MoveNextAsync();
        await place.Start();
        Assert.True(await first);
        Assert.Null(reader.Current);

        await using var db = Database.Open(place.ConnectionString);
        var heard = new ConcurrentQueue<string?>();
        using var subscription = place.Notifications.Subscribe(Notifications.Chat, heard.Enqueue);
        for (var i = 0; i < 100; i++) await Notifications.Notify(db, Notifications.Chat, $"{i}", default);
        await Eventually.True(() => heard.Count == 100, "all were sent");

        var read = new List<string?>();
        while (!read.Contains(null) && await reader.MoveNextAsync()) read.Add(reader.Current);

        Assert.Equal(64, read.Count - 1);
    }

    sealed class Place : IAsyncDisposable
    {
        public required string ConnectionString { get; init; }
        public required NpgsqlDataSource Source { get; init; }
        public required Notifications Notifications { get; init; }

        /// <summary>Not listening yet: who subscribes first is told null when it does.</summary>
        public static async Task<Place> Open()
        {
            var connectionString = await Database.Create();
            var source = NpgsqlDataSource.Create(connectionString);
            var notifications = new Notifications(source, NullLogger<Notifications>.Instance);
            return new() { ConnectionString = connectionString, Source = source, Notifications = notifications };
        }

        public Task Start() => Notifications.StartAsync(default);

        public async Task CutConnections()
        {
            await using var cut = Source.CreateCommand(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
            await cut.ExecuteNonQueryAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Notifications.StopAsync(default);
            Notifications.Dispose();
            await Source.DisposeAsync();
        }
    }
}
