using System.Text.RegularExpressions;
using BotOps.Core;
using Spectre.Console;

namespace BotOps.Sandbox.Play;

/// <summary>
/// The whole story in a terminal: a developer asks, a lead approves, BotOps builds and rolls out, and in the end every host is
/// asked over HTTP what it runs. Nothing is taken for granted that a person at a browser could not see.
/// </summary>
/// <param name="botops">Address of a sandbox that runs, fresh.</param>
/// <param name="hosts">Name and address (<c>http://127.0.0.11:34567</c>) of each host of order-svc.</param>
/// <param name="version">What has to run in the end: the file VERSION of the branch that is deployed.</param>
/// <param name="scale">Then two hosts are bought from the cloud double, and given back.</param>
public sealed partial class Demo(Uri botops, Func<CancellationToken, Task<IReadOnlyDictionary<string, Uri>>> hosts, string version, bool scale, TimeProvider clock)
{
    const string Command = "/deploy order-svc master --serial";
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <returns>0: every host runs the new version.</returns>
    public async Task<int> Play(IAnsiConsole console, TextWriter output, CancellationToken stopping)
    {
        if (!console.Profile.Capabilities.Interactive || Console.IsOutputRedirected) return await Play(new PlainScreen(output, clock), stopping);

        return await console.Live(new Text("")).StartAsync(live => Play(new LiveScreen(live, clock), stopping));
    }

    async Task<int> Play(IDemoScreen screen, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            var (release, all) = (await Deploy(screen, ending.Token), await hosts(ending.Token));
            var wanted = $"{version}+{release.Commit}";
            var right = await AskHosts(all, wanted, screen, ending.Token) && release.State == "Succeeded";
            screen.Tell(right ? Texts.Demo.AllRun(all.Count, version) : Texts.Demo.Ended(release.Id, release.State, release.Reason));
            if (right && scale) right = await new DemoScale(botops, hosts, Answer, screen).Play(wanted, ending.Token);
            return right ? 0 : 1;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            screen.Tell(Texts.Demo.TooLong(Limit));
            return 1;
        }
    }

    async Task<DemoRelease> Deploy(IDemoScreen screen, CancellationToken stopping)
    {
        using var developer = await DemoPerson.SignIn(botops, "developer", stopping);
        using var lead = await DemoPerson.SignIn(botops, "lead-1", stopping);

        screen.Tell(Texts.Demo.Types(Command));
        await developer.Say(Command, stopping);
        var (card, value) = await Approvable("approve", developer, lead, [], screen, stopping);
        screen.Tell(Texts.Demo.Approves);
        await lead.Press(card, "approve", value, stopping);
        return await Watch(developer, long.Parse(value.Split('/')[0]), screen, stopping);
    }

    /// <summary>The card that asks, as the lead sees it; an answer to the asker alone means that there will be none.</summary>
    /// <param name="read">Answers to something else.</param>
    internal static async Task<(Guid Card, string Value)> Approvable(string action, DemoPerson asker, DemoPerson lead, HashSet<Guid> read, IDemoScreen screen, CancellationToken stopping)
    {
        using var found = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var refused = Refusal();
        var card = Card();
        await await Task.WhenAny(refused, card);
        await found.CancelAsync();
        return await card;

        async Task Refusal()
        {
            await foreach (var message in asker.Follow(found.Token))
                if (message is { Private: true, Kind: "reply" } && !read.Contains(message.Id)) throw new UserError(message.Push);
        }

        async Task<(Guid, string)> Card()
        {
            await foreach (var message in lead.Follow(found.Token))
            {
                if (message.Kind != "card" || ApproveButton().Match(message.Html) is not { Success: true } button || button.Groups["action"].Value != action) continue;
                screen.Tell(message.Push);
                return (message.Id, button.Groups["value"].Value);
            }
            throw new UserError(Texts.Demo.NoCard);
        }
    }

    static async Task<DemoRelease> Watch(DemoPerson person, long id, IDemoScreen screen, CancellationToken stopping)
    {
        using var pace = new PeriodicTimer(Pace);
        while (true)
        {
            var release = await person.Get<DemoRelease>($"/api/v1/releases/{id}", stopping);
            screen.Show(release, await person.Get<List<DemoHost>>($"/api/v1/releases/{id}/hosts", stopping));
            if (release.Ended) return release;
            await pace.WaitForNextTickAsync(stopping);
        }
    }

    static async Task<bool> AskHosts(IReadOnlyDictionary<string, Uri> hosts, string wanted, IDemoScreen screen, CancellationToken stopping)
    {
        var right = true;
        foreach (var (host, address) in hosts)
        {
            var answer = await Answer(address, stopping);
            right &= answer.Split(' ').Contains(wanted);
            screen.Tell(Texts.Demo.Answers(host, address, answer));
        }
        return right;
    }

    static async Task<string> Answer(Uri address, CancellationToken stopping)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            return (await http.GetStringAsync(address, stopping)).Trim();
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !stopping.IsCancellationRequested)
        {
            return error.Message;
        }
    }

    [GeneratedRegex("data-action=\"(?<action>approve|scale-approve)\"\\s+data-value=\"(?<value>[^\"]+)\"")]
    private static partial Regex ApproveButton();
}
