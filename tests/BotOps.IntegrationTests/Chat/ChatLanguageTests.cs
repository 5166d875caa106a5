using System.Net;
using System.Net.Http.Json;
using BotOps.Core;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Chat;

public class ChatLanguageTests
{
    [SkippableFact]
    public async Task What_surrounds_the_messages_is_in_the_language_of_who_looks_and_a_card_is_the_same_for_all()
    {
        await using var host = await ChatHost.Start();
        await host.Speaks("lead-1", Languages.Chinese);
        var card = Cards.Awaiting();
        await host.Platform.Post(new Core.Chat.Delivery(Cards.Channel, null, card with
        {
            Facts = [new("配置", [["revision 2"]], Core.Chat.FactKind.Settings), .. card.Facts.Skip(1)],
        }, "card"), CancellationToken.None);

        var (english, chinese) = (await Page(host, "developer"), await Page(host, "lead-1"));

        Assert.Contains("<html lang=\"en\"", english, StringComparison.Ordinal);
        Assert.Contains("Speak as", english, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"zh-Hans\"", chinese, StringComparison.Ordinal);
        Assert.Contains("发言身份", chinese, StringComparison.Ordinal);
        Assert.Contains("data-text-lost=\"连接已断开 {0} 秒", chinese, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"6 台主机，6 个批次：等待中 6\"", chinese, StringComparison.Ordinal);
        foreach (var page in new[] { english, chinese })
        {
            Assert.Contains("Awaiting approval", page, StringComparison.Ordinal);
            Assert.True(page.IndexOf("revision 2", StringComparison.Ordinal) < page.IndexOf("class=\"strip\"", StringComparison.Ordinal), "the strip stands behind the settings, whatever they are called");
        }
    }

    [SkippableFact]
    public async Task An_open_chat_is_told_when_its_reader_has_chosen_another_language()
    {
        await using var host = await ChatHost.Start();
        await using var events = host.Stream.Follow(await host.ViewOf("ops"), 0, CancellationToken.None).GetAsyncEnumerator();
        await events.MoveNextAsync(); // hello

        await host.Speaks("ops", Languages.Chinese);
        await host.Platform.Post(new Core.Chat.Delivery(Cards.Channel, "ops", new Core.Chat.Reply("BotOps 对你使用中文。"), "reply"), CancellationToken.None);

        List<string> heard = [];
        while (await events.MoveNextAsync().AsTask().WaitAsync(Eventually.Limit)) heard.Add(events.Current.EventType);
        Assert.Equal(["message", "language"], heard.Where(type => type is not ("beat" or "waits")));
    }

    static async Task<string> Page(ChatHost host, string handle)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(host.Address) };
        browser.DefaultRequestHeaders.Add("X-BotOps", "1");
        (await browser.PostAsJsonAsync("/chat/person", new { handle })).EnsureSuccessStatusCode();
        return WebUtility.HtmlDecode(await browser.GetStringAsync("/chat"));
    }
}
