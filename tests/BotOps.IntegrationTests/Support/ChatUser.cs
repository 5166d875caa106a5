using System.Net;
using System.Net.Http.Json;
using BotOps.Core.Chat;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Support;

/// <summary>One person at their browser: everything goes over HTTP. What came of it is read from the rows.</summary>
public sealed class ChatUser : IDisposable
{
    readonly RunningBotOps botops;
    readonly HttpClient browser;

    ChatUser(RunningBotOps botops)
    {
        this.botops = botops;
        browser = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = botops.Url };
        browser.DefaultRequestHeaders.Add("X-BotOps", "1");
        browser.DefaultRequestHeaders.Add("Origin", botops.Url.GetLeftPart(UriPartial.Authority));
    }

    public static async Task<ChatUser> SignIn(RunningBotOps botops, string handle)
    {
        var person = new ChatUser(botops);
        await Eventually.True(async () => await person.Post("person", new { handle }) == HttpStatusCode.NoContent, $"{handle} is signed in", BotOpsProcess.Limit);
        return person;
    }

    /// <summary>Says it and returns its id.</summary>
    public async Task<Guid> Say(string text)
    {
        var id = Guid.NewGuid();
        await Accepted(() => TrySay(id, text));
        return id;
    }

    public Task<HttpStatusCode> TrySay(Guid id, string text) => Post("messages", new { id, text, thread = (Guid?)null });

    /// <summary>A page or an answer of the API, as it came.</summary>
    public Task<string> Get(string path) => browser.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>Presses a button on a release's card and returns the press's id.</summary>
    public async Task<Guid> Press(long release, string action, int round = 1, string? input = null)
    {
        var (id, card) = (Guid.NewGuid(), await CardOf(release));
        await Accepted(() => Post("presses", new { id, messageId = card, action, value = $"{release}/{round}", input, inThread = false }));
        return id;
    }

    /// <summary>Types a command that asks for a release, and returns its number.</summary>
    /// <param name="named">The project, where it is not the command's second word.</param>
    public async Task<long> Deploy(string command, string? named = null)
    {
        var known = await botops.Read(db => db.Releases.MaxAsync(r => (long?)r.Id)) ?? 0;
        var reply = await Answer(await Say(command));
        Assert.True(reply is null, $"{command}: {reply?.Text}");
        var project = named ?? command.Split(' ')[1];
        return await botops.Read(db => db.Releases.Where(r => r.Id > known && db.Environments.Any(e => e.Id == r.EnvironmentId && e.Project.Name == project)).MaxAsync(r => r.Id));
    }

    /// <summary>Waits until what was said or pressed has been dealt with; returns the private answer, if there is one.</summary>
    public async Task<Reply?> Answer(Guid id)
    {
        var item = 0L;
        await Eventually.True(async () =>
        {
            var done = await botops.Read(db => db.Inbox.AsNoTracking().SingleOrDefaultAsync(i => i.EventId == id.ToString() && i.DoneAt != null));
            item = done?.Id ?? 0;
            return done is not null;
        }, "what was said is dealt with", BotOpsProcess.Limit);
        var answer = await botops.Read(db => db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Key == $"inbox/{item}/reply"));
        return answer?.Content as Reply;
    }

    public void Dispose() => browser.Dispose();

    async Task<string> CardOf(long release) => await Eventually.Value(
        () => botops.Read(db => db.Outbox.Where(m => m.Topic == ReleaseStory.CardOf(release)).Select(m => m.Reference).SingleOrDefaultAsync()),
        $"the card of #{release} is in the channel", BotOpsProcess.Limit);

    /// <summary>"Not accepted, try again" is what a machine that does much else may say; the same id again is the same event.</summary>
    static Task Accepted(Func<Task<HttpStatusCode>> send) => Eventually.True(async () =>
    {
        var status = await send();
        Assert.True(status is HttpStatusCode.Accepted or HttpStatusCode.ServiceUnavailable, $"{status}");
        return status == HttpStatusCode.Accepted;
    }, "it is accepted", BotOpsProcess.Limit);

    async Task<HttpStatusCode> Post<T>(string path, T body)
    {
        using var response = await browser.PostAsJsonAsync(new Uri($"/chat/{path}", UriKind.Relative), body);
        return response.StatusCode;
    }
}
