using System.Text.Json;
using BotOps.Adapters.Chat.Webhook;
using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.IntegrationTests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BotOps.IntegrationTests.Chat;

/// <summary>What goes over the wire, and what each answer means.</summary>
public sealed class WebhookTests : IDisposable
{
    const string Secret = "SEC-of-the-test-6f1c";
    static readonly Alarm Alarm = new("BotOps #42 order-svc → production: asks what to do", "order-03 failed at Verifying: [click](http://evil)", 42, "order-svc", "production", "AwaitingDecision", "/releases/42");
    static readonly Place Place = new("webhook", "ops", "pager");
    readonly FakeTimeProvider noon = new(DateTimeOffset.FromUnixTimeMilliseconds(1767614400123));
    readonly string file = Path.GetTempFileName();

    public WebhookTests() => File.WriteAllText(file, Secret);
    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task A_program_is_sent_every_field_and_can_prove_who_sent_them()
    {
        await using var server = await WebhookServer.Start();
        using var webhook = To(server.Url + "/hook?team=ops", WebhookKind.Json);

        Assert.Equal("release/42/问", await webhook.Post(new Delivery(Place, null, Alarm, "release/42/问"), default));

        var request = Assert.Single(server.Seen);
        Assert.Equal(("/hook", "?team=ops", "release/42/%E9%97%AE"), (request.Path, request.Query, request.Headers["Idempotency-Key"]));
        using var json = JsonDocument.Parse(request.Text);
        Assert.Equal(
            ["environment=production", "key=release/42/问", "project=order-svc", "release=42", "state=AwaitingDecision", $"text={Alarm.Text}", $"title={Alarm.Title}", "url=https://botops.example.org/releases/42"],
            json.RootElement.EnumerateObject().Select(f => $"{f.Name}={f.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("1767614400", request.Headers["X-BotOps-Timestamp"]);
        Assert.Equal($"sha256={JsonPost.Sign("1767614400", request.Body, Secret)}", request.Headers["X-BotOps-Signature"]);
    }

    /// <summary>As openssl dgst -sha256 -hmac computes them.</summary>
    [Fact]
    public void Signatures_are_those_of_the_documentation()
    {
        Assert.Equal("hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=", DingTalk.Sign("1577262236757", "this is secret"));
        Assert.Equal("11aa15830ea791232e10b197fb2f05b5b4b4f1458ea806210a7749d5fb6af3c4", JsonPost.Sign("1767614400", "{}"u8.ToArray(), "key"));
    }

    [Fact]
    public async Task A_robot_of_DingTalk_is_sent_signed_markdown_in_which_nothing_of_a_log_is_a_link()
    {
        await using var server = await WebhookServer.Start("""{"errcode":0,"errmsg":"ok"}""");
        using var webhook = To(server.Url + "/robot/send?access_token=t0k3n", WebhookKind.DingTalk);

        await webhook.Post(new Delivery(Place, null, Alarm, "release/42/question/1"), default);

        var request = Assert.Single(server.Seen);
        Assert.Equal($"?access_token=t0k3n&timestamp=1767614400123&sign={Uri.EscapeDataString(DingTalk.Sign("1767614400123", Secret))}", request.Query);
        using var json = JsonDocument.Parse(request.Text);
        Assert.Equal(("markdown", Alarm.Title), (json.RootElement.GetProperty("msgtype").GetString(), json.RootElement.GetProperty("markdown").GetProperty("title").GetString()));
        var text = json.RootElement.GetProperty("markdown").GetProperty("text").GetString()!;
        Assert.Equal($"#### {Alarm.Title}\n\norder-03 failed at Verifying: ［click］(http://evil)\n\n[Open #42](https://botops.example.org/releases/42)", text);
    }

    [Theory]
    [InlineData("""{"errcode":130101,"errmsg":"send too fast, exceed 20 times per minute"}""", typeof(ChatBusy))]
    [InlineData("""{"errcode":410100,"errmsg":"发送速度太快而限流"}""", typeof(ChatBusy))]
    [InlineData("""{"errcode":310000,"errmsg":"sign not match"}""", typeof(ChatRefused))]
    [InlineData("""{"errcode":-1,"errmsg":"系统繁忙"}""", typeof(HttpRequestException))]
    [InlineData("""{"status":1111,"wait":5,"punish":"deny"}""", typeof(HttpRequestException))]
    [InlineData("<html>a proxy</html>", typeof(HttpRequestException))]
    public async Task What_DingTalk_answers_with_status_200_is_read(string answer, Type expected)
    {
        await using var server = await WebhookServer.Start(answer);
        using var webhook = To(server.Url + "/robot/send?access_token=t0k3n", WebhookKind.DingTalk);

        var error = await Record.ExceptionAsync(() => webhook.Post(new Delivery(Place, null, Alarm, "k"), default));

        Assert.IsType(expected, error);
        Assert.DoesNotContain("t0k3n", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, null, typeof(HttpRequestException))]
    [InlineData(503, null, typeof(HttpRequestException))]
    [InlineData(429, "7", typeof(ChatBusy))]
    [InlineData(503, "7", typeof(ChatBusy))]
    [InlineData(404, null, typeof(ChatRefused))]
    public async Task A_status_says_whether_it_is_worth_to_try_again(int status, string? retryAfter, Type expected)
    {
        await using var server = (await WebhookServer.Start()).Then(status, retryAfter: retryAfter);
        using var webhook = To(server.Url, WebhookKind.Json);

        var error = await Record.ExceptionAsync(() => webhook.Post(new Delivery(Place, null, Alarm, "k"), default));

        Assert.IsType(expected, error);
        if (error is ChatBusy busy) Assert.Equal(TimeSpan.FromSeconds(7), busy.Wait);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var inside = await WebhookServer.Start();
        await using var server = (await WebhookServer.Start()).Then(status, location: inside.Url + "/latest/meta-data");
        using var webhook = To(server.Url, WebhookKind.Json);

        var error = await Assert.ThrowsAsync<ChatRefused>(() => webhook.Post(new Delivery(Place, null, Alarm, "k"), default));

        Assert.Contains(Texts.Webhooks.Redirects("ops"), error.Message, StringComparison.Ordinal);
        Assert.Empty(inside.Seen);
    }

    [Fact]
    public async Task Who_does_not_answer_is_waited_for_only_so_long()
    {
        await using var server = (await WebhookServer.Start()).ThenSilent();
        using var webhook = To(server.Url, WebhookKind.Json);

        var post = webhook.Post(new Delivery(Place, null, Alarm, "k"), default);
        await Eventually.True(() => server.Seen.Count == 1, "it is asked");
        noon.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(Texts.Webhooks.Slow("ops", TimeSpan.FromSeconds(10)), (await Assert.ThrowsAsync<TimeoutException>(() => post)).Message);
    }

    [Fact]
    public async Task The_address_may_be_a_secret_itself()
    {
        await using var server = await WebhookServer.Start();
        File.WriteAllText(file, server.Url + "/hook/t0k3n\n");
        using var webhook = new Webhook(new WebhookOptions("ops", $"file:{file}", WebhookKind.Json, null), NoDatabase.References, new WorkerOptions { DataFolder = "" }, noon);

        await webhook.Post(new Delivery(Place, null, Alarm, "k"), default);

        Assert.Equal("/hook/t0k3n", Assert.Single(server.Seen).Path);
        File.WriteAllText(file, "ftp://elsewhere");
        Assert.Equal(Texts.Webhooks.NoAddress("ops"), (await Assert.ThrowsAsync<UserError>(() => webhook.Post(new Delivery(Place, null, Alarm, "k"), default))).Message);
    }

    Webhook To(string url, WebhookKind kind) =>
        new(new WebhookOptions("ops", url, kind, $"file:{file}"), NoDatabase.References, new WorkerOptions { DataFolder = "", PublicUrl = "https://botops.example.org" }, noon);
}
