using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.IntegrationTests.Support;
using BotOps.Sandbox.Chat;
using Npgsql;

namespace BotOps.IntegrationTests.Chat;

public class WebChatTests
{
    static readonly Place Channel = new("web", "sandbox", "deploys");

    [SkippableFact]
    public async Task A_repeated_post_is_the_first_one_and_an_edit_to_the_same_is_none()
    {
        await using var host = await ChatHost.Start();

        var first = await host.Platform.Post(new Delivery(Channel, null, Said("one"), "key"), CancellationToken.None);
        var again = await host.Platform.Post(new Delivery(Channel, null, Said("two"), "key"), CancellationToken.None);
        await host.Platform.Update(new Delivery(Channel, null, Said("three"), "edit"), first, CancellationToken.None);
        await host.Platform.Update(new Delivery(Channel, null, Said("three"), "edit"), first, CancellationToken.None);

        Assert.Equal(first, again);
        await using var reader = await host.Store.Read("deploys", "ops", CancellationToken.None);
        var message = Assert.Single(await reader.Channel(null, CancellationToken.None));
        Assert.Equal(("three", 2), (message.Push, message.Revision));
        Assert.True(message.Seq > message.Position);
    }

    [SkippableFact]
    public async Task A_place_or_message_that_is_not_there_is_refused_for_good()
    {
        await using var host = await ChatHost.Start();

        await Assert.ThrowsAsync<ChatRefused>(() => host.Platform.Post(new Delivery(Channel with { Channel = "else" }, null, Said("x"), "1"), CancellationToken.None));
        await Assert.ThrowsAsync<ChatRefused>(() => host.Platform.Post(new Delivery(Channel with { Root = $"{Guid.NewGuid()}" }, null, Said("x"), "2"), CancellationToken.None));
        await Assert.ThrowsAsync<ChatRefused>(() => host.Platform.Update(new Delivery(Channel, null, Said("x"), "edit"), $"{Guid.NewGuid()}", CancellationToken.None));
    }

    [SkippableFact]
    public async Task A_writer_that_commits_late_is_neither_skipped_nor_told_twice()
    {
        await using var host = await ChatHost.Start();
        await host.Platform.Post(new Delivery(Channel, null, Said("before"), "before"), CancellationToken.None);
        await using var stream = new Following(host, await host.ViewOf("ops"), 0);
        Assert.Equal("before", (await stream.Next()).Push);

        await using var slow = await host.Database.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await using (var insert = new NpgsqlCommand(
            """
            with this as materialized (select webchat.next_seq() as seq)
            insert into webchat.messages (id, channel, author, text, position, seq, created_at) select gen_random_uuid(), 'deploys', 'ops', 'slow', seq, seq, now() from this
            """, slow, transaction))
            await insert.ExecuteNonQueryAsync();
        var fast = host.Platform.Post(new Delivery(Channel, null, Said("fast"), "fast"), CancellationToken.None);
        await Eventually.True(() => Waits(host), "the second writer waits for the first one's seq");
        await transaction.CommitAsync();
        await fast;

        Assert.Equal(["slow", "fast"], new[] { (await stream.Next()).Push, (await stream.Next()).Push });
        await using var resumed = new Following(host, await host.ViewOf("ops"), stream.Last);
        await host.Platform.Post(new Delivery(Channel, null, Said("after"), "after"), CancellationToken.None);
        Assert.Equal("after", (await stream.Next()).Push);
        Assert.Equal("after", (await resumed.Next()).Push);
    }

    [SkippableFact]
    public async Task A_private_message_reaches_only_the_one_it_is_for()
    {
        await using var host = await ChatHost.Start();
        await using var mine = new Following(host, await host.ViewOf("lead-1"), 0);
        await using var other = new Following(host, await host.ViewOf("ops"), 0);

        var secret = await host.Platform.Post(new Delivery(Channel, "lead-1", Said("for lead-1 alone"), "secret"), CancellationToken.None);
        await host.Platform.Post(new Delivery(Channel, null, Said("for all"), "open"), CancellationToken.None);

        Assert.Equal("for lead-1 alone", (await mine.Next()).Push);
        Assert.Equal("for all", (await other.Next()).Push);
        using var ops = await SignedIn(host, "ops");
        Assert.DoesNotContain("for lead-1 alone", await ops.GetStringAsync("/chat"));
        Assert.Equal(HttpStatusCode.NotFound, (await ops.GetAsync($"/chat/threads/{secret}")).StatusCode);
        var press = await ops.PostAsJsonAsync("/chat/presses", new { id = Guid.NewGuid(), messageId = secret, action = "a", value = "v", inThread = false });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, press.StatusCode);
        Assert.Empty(host.Inbox.Events);
    }

    [SkippableFact]
    public async Task What_was_not_accepted_is_not_shown_and_the_same_sending_again_is_one_message()
    {
        await using var host = await ChatHost.Start();
        using var browser = await SignedIn(host, "lead-2");
        var sending = new { id = Guid.NewGuid(), text = "@botops deploy order-svc master" };

        host.Inbox.Accepts = false;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await browser.PostAsJsonAsync("/chat/messages", sending)).StatusCode);
        host.Inbox.Accepts = true;
        Assert.DoesNotContain("deploy order-svc master<", await browser.GetStringAsync("/chat"));

        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.Accepted, (await browser.PostAsJsonAsync("/chat/messages", sending)).StatusCode);

        Assert.Equal(new ChatEvent(ChatEventKind.Command, "lead-2", Channel, Text: "deploy order-svc master"), Assert.Single(host.Inbox.Events));
        Assert.Single(await Messages(host));
    }

    [SkippableFact]
    public async Task Talk_is_kept_and_is_no_command()
    {
        await using var host = await ChatHost.Start();
        using var browser = await SignedIn(host, "developer");

        await browser.PostAsJsonAsync("/chat/messages", new { id = Guid.NewGuid(), text = "mail me at dev@botops.example" });

        Assert.Equal("mail me at dev@botops.example", Assert.Single(await Messages(host)).Text);
        Assert.Empty(host.Inbox.Events);
    }

    [SkippableFact]
    public async Task Another_site_can_neither_send_nor_sign_anybody_in()
    {
        await using var host = await ChatHost.Start();
        using var plain = new HttpClient { BaseAddress = new Uri(host.Address) };
        using var foreign = await SignedIn(host, "ops");
        foreign.DefaultRequestHeaders.Add("Origin", "http://elsewhere.example");

        Assert.Equal(HttpStatusCode.Forbidden, (await plain.PostAsJsonAsync("/chat/person", new { handle = "ops" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await foreign.PostAsJsonAsync("/chat/messages", new { id = Guid.NewGuid(), text = "/x" })).StatusCode);
        plain.DefaultRequestHeaders.Host = "rebound.example";
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await plain.GetAsync("/chat")).StatusCode);
        Assert.Empty(host.Inbox.Events);
    }

    static Reply Said(string text) => new(text);

    static async Task<IReadOnlyList<ChatMessage>> Messages(ChatHost host)
    {
        await using var reader = await host.Store.Read("deploys", "ops", CancellationToken.None);
        return await reader.Channel(null, CancellationToken.None);
    }

    static async Task<HttpClient> SignedIn(ChatHost host, string handle)
    {
        var client = new HttpClient { BaseAddress = new Uri(host.Address) };
        client.DefaultRequestHeaders.Add("X-BotOps", "1");
        (await client.PostAsJsonAsync("/chat/person", new { handle })).EnsureSuccessStatusCode();
        return client;
    }

    static async Task<bool> Waits(ChatHost host)
    {
        await using var command = host.Database.CreateCommand("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())");
        return (long)(await command.ExecuteScalarAsync())! > 0;
    }

    /// <summary>One browser's stream, message by message.</summary>
    sealed class Following : IAsyncDisposable
    {
        readonly CancellationTokenSource gone = new(Eventually.Limit);
        readonly IAsyncEnumerator<SseItem<string>> events;

        public Following(ChatHost host, ChatView view, long seq) => events = host.Stream.Follow(view, seq, gone.Token).GetAsyncEnumerator();

        public long Last { get; private set; }

        public async Task<ChatUpdate> Next()
        {
            do Assert.True(await events.MoveNextAsync(), "the stream ended");
            while (events.Current.EventType != "message");

            Last = long.Parse(events.Current.EventId!);
            return Json.Read<ChatUpdate>(events.Current.Data);
        }

        public async ValueTask DisposeAsync()
        {
            await gone.CancelAsync();
            await events.DisposeAsync();
            gone.Dispose();
        }
    }
}
