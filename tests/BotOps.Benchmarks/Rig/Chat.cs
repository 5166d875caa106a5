using System.Text.RegularExpressions;
using System.Threading.Channels;
using BotOps.Core;
using BotOps.Sandbox.Play;

namespace BotOps.Benchmarks.Rig;

/// <summary>A developer who asks and a lead who presses, each at a browser of their own.</summary>
sealed partial class Chat : IAsyncDisposable
{
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);
    readonly DemoPerson developer, lead;
    readonly CancellationTokenSource leaving = new();
    readonly Channel<(Guid Card, string Value)> cards = Channel.CreateUnbounded<(Guid, string)>();
    readonly Task reading;

    Chat(DemoPerson developer, DemoPerson lead)
    {
        (this.developer, this.lead) = (developer, lead);
        reading = Read();
    }

    public static async Task<Chat> Open(Uri botops, CancellationToken stopping) =>
        new(await DemoPerson.SignIn(botops, "developer", stopping), await DemoPerson.SignIn(botops, "lead-1", stopping));

    /// <summary>Asks, and waits until the lead sees the button.</summary>
    public async Task<Approvable> Ask(string command, CancellationToken stopping)
    {
        await developer.Say(command, stopping);
        var (card, value) = await cards.Reader.ReadAsync(stopping);
        return new Approvable(ReleaseOf(value), card, value);
    }

    public Task Approve(Approvable release, CancellationToken stopping) => lead.Press(release.Card, "approve", release.Value, stopping);

    /// <exception cref="UserError">It ended otherwise than well.</exception>
    public async Task UntilSucceeded(long id, CancellationToken stopping)
    {
        using var pace = new PeriodicTimer(Pace);
        while (true)
        {
            var release = await developer.Get<DemoRelease>($"/api/v1/releases/{id}", stopping);
            if (release is { Ended: true, State: not "Succeeded" }) throw new UserError($"#{id} ended {release.State}: {release.Reason}");
            if (release.Ended) return;
            await pace.WaitForNextTickAsync(stopping);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        leaving.Dispose();
        developer.Dispose();
        lead.Dispose();
    }

    async Task Read()
    {
        var known = 0L;
        try
        {
            await foreach (var message in lead.Follow(leaving.Token))
            {
                if (message.Kind != "card" || ApproveButton().Match(message.Html) is not { Success: true } button || ReleaseOf(button.Groups["value"].Value) <= known) continue;
                known = ReleaseOf(button.Groups["value"].Value);
                cards.Writer.TryWrite((message.Id, button.Groups["value"].Value));
            }
        }
        catch (Exception error)
        {
            cards.Writer.TryComplete(error);
        }
    }

    static long ReleaseOf(string value) => long.Parse(value.Split('/')[0], System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("data-action=\"approve\"\\s+data-value=\"(?<value>[^\"]+)\"")]
    private static partial Regex ApproveButton();
}

/// <param name="Value">What the button sends.</param>
sealed record Approvable(long Id, Guid Card, string Value);
