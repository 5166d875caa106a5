using BotOps.Core;
using BotOps.Core.Scaling;

namespace BotOps.Sandbox.Play;

/// <summary>The story of a campaign: two hosts more from the cloud double, which answer with what runs today, and two fewer again.</summary>
/// <param name="hosts">Those of order-svc as they are at that moment, with their addresses.</param>
/// <param name="answer">What one of them answers over HTTP, or why it does not.</param>
sealed class DemoScale(Uri botops, Func<CancellationToken, Task<IReadOnlyDictionary<string, Uri>>> hosts, Func<Uri, CancellationToken, Task<string>> answer, IDemoScreen screen)
{
    const string More = "/scale out order-svc +2", List = "/botops instances order-svc", Fewer = "/scale in order-svc 2";

    /// <summary>Answers that were read: what comes after them is new.</summary>
    readonly HashSet<Guid> read = [];

    /// <param name="wanted">What each host has to answer.</param>
    /// <returns>Two came with that version, and none of them is left.</returns>
    public async Task<bool> Play(string wanted, CancellationToken stopping)
    {
        using var ops = await DemoPerson.SignIn(botops, "ops", stopping);
        using var lead = await DemoPerson.SignIn(botops, "lead-1", stopping);
        var before = await hosts(stopping);

        if (!await Order(More, ops, lead, stopping)) return false;
        var bought = (await hosts(stopping)).Where(h => !before.ContainsKey(h.Key)).ToList();
        var right = bought.Count == 2;
        foreach (var (host, address) in bought) right &= await Asked(host, address, stopping) is var said && said.Split(' ').Contains(wanted);
        await Listed(bought.Count, ops, stopping);

        if (!await Order(Fewer, ops, lead, stopping)) return false;
        foreach (var (host, address) in bought) right &= !(await Asked(host, address, stopping)).Contains(wanted, StringComparison.Ordinal);
        right &= (await hosts(stopping)).Count == before.Count;
        screen.Tell(right ? Texts.Demo.ScaledBack(before.Count) : Texts.Demo.NotScaled);
        return right;
    }

    async Task<bool> Order(string line, DemoPerson ops, DemoPerson lead, CancellationToken stopping)
    {
        screen.Tell(Texts.Demo.OpsTypes(line));
        await ops.Say(line, stopping);
        var (card, value) = await Demo.Approvable("scale-approve", ops, lead, read, screen, stopping);
        screen.Tell(Texts.Demo.Approves);
        await lead.Press(card, "scale-approve", value, stopping);
        var told = new HashSet<string>();
        await foreach (var message in ops.Follow(stopping))
        {
            if ((message.Id != card && message.Root != card) || message.Push.Length == 0) continue;
            if (message.Kind is "card" or "results" && told.Add(message.Push)) screen.Tell(message.Push);
            if (message.Id == card && Ended(message.Push) is { } state) return state == ScaleState.Succeeded;
        }
        return false;
    }

    /// <summary>Null: it goes on by itself.</summary>
    static ScaleState? Ended(string push) => Enum.GetValues<ScaleState>().Where(s => s.Ended() || s == ScaleState.AwaitingDecision).Select(s => (ScaleState?)s)
        .FirstOrDefault(s => push.EndsWith(Languages.ToAll(() => Texts.Scaling.Word(s!.Value).Word), StringComparison.Ordinal));

    /// <summary>The account is read again a moment after an order has ended: until then the list is of before.</summary>
    async Task Listed(int wanted, DemoPerson ops, CancellationToken stopping)
    {
        screen.Tell(Texts.Demo.OpsTypes(List));
        var said = "";
        for (var asked = 0; asked < 10 && !said.Contains($"{wanted}", StringComparison.Ordinal); asked++)
        {
            if (asked > 0) await Task.Delay(TimeSpan.FromSeconds(1), stopping);
            said = await Said(ops, stopping);
        }
        screen.Tell(said);
    }

    async Task<string> Said(DemoPerson ops, CancellationToken stopping)
    {
        await ops.Say(List, stopping);
        await foreach (var message in ops.Follow(stopping))
        {
            if (message is { Private: true, Kind: "reply" } && read.Add(message.Id)) return message.Push;
        }
        return "";
    }

    async Task<string> Asked(string host, Uri address, CancellationToken stopping)
    {
        var said = await answer(address, stopping);
        screen.Tell(Texts.Demo.Answers(host, address, said));
        return said;
    }
}
