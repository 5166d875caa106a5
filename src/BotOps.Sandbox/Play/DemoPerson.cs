using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BotOps.Core;

namespace BotOps.Sandbox.Play;

/// <summary>A message of the web chat as a browser of this person gets it.</summary>
sealed record DemoMessage(long Seq, Guid Id, Guid? Root, bool Private, bool Mine, string Kind, string Html, string Push);

/// <summary>One person at their browser: everything goes over HTTP, with a session of their own.</summary>
sealed class DemoPerson : IDisposable
{
    readonly HttpClient browser;

    DemoPerson(HttpClient browser) => this.browser = browser;

    public static async Task<DemoPerson> SignIn(Uri botops, string handle, CancellationToken stopping)
    {
        var browser = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = botops, Timeout = TimeSpan.FromMinutes(10) };
        browser.DefaultRequestHeaders.Add("X-BotOps", "1");
        var person = new DemoPerson(browser);
        await person.Send("/chat/person", new { handle }, stopping);
        return person;
    }

    public Task Say(string text, CancellationToken stopping) => Send("/chat/messages", new { id = Guid.NewGuid(), text, thread = (Guid?)null }, stopping);

    public Task Press(Guid message, string action, string value, CancellationToken stopping) =>
        Send("/chat/presses", new { id = Guid.NewGuid(), messageId = message, action, value, input = (string?)null, inThread = false }, stopping);

    /// <summary>What happens in the chat from now on, as this person sees it; comes again where the connection broke.</summary>
    public async IAsyncEnumerable<DemoMessage> Follow([EnumeratorCancellation] CancellationToken stopping)
    {
        for (long seq = 0; ;)
        {
            using var response = await browser.GetAsync(new Uri($"/chat/events?after={seq}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, stopping);
            response.EnsureSuccessStatusCode();
            await using var stream = await response.Content.ReadAsStreamAsync(stopping);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(stopping))
            {
                if (item.EventType != "message" || JsonSerializer.Deserialize<DemoMessage>(item.Data, JsonSerializerOptions.Web) is not { } message) continue;
                seq = message.Seq;
                yield return message;
            }
        }
    }

    public async Task<T> Get<T>(string path, CancellationToken stopping) => (await browser.GetFromJsonAsync<T>(new Uri(path, UriKind.Relative), stopping))!;

    public void Dispose() => browser.Dispose();

    async Task Send<T>(string path, T body, CancellationToken stopping)
    {
        using var response = await browser.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, stopping);
        if (!response.IsSuccessStatusCode)
            throw new UserError(Texts.Demo.Refused(path, (int)response.StatusCode, await response.Content.ReadAsStringAsync(stopping)));
    }
}
