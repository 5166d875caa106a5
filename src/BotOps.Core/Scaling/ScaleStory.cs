using BotOps.Core.Campaigns;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Scaling;

/// <summary>What is told of a scale order, and when; what the messages say is told anew from the rows by <see cref="TellScale"/> when they are sent.</summary>
public sealed class ScaleStory(BotOpsDb db, Outbox outbox, TimeProvider clock)
{
    public const string StayPrefix = "stay-";

    public static string CardOf(long order) => $"scale/{order}/card";
    public static string ResultsOf(long order) => $"scale/{order}/results";

    static string StayOf(ScaleOrder order) => $"scale/{order.Id}/{StayPrefix}{order.Announced}";

    public async Task Asked(ScaleOrder order, DeployEnvironment environment, IReadOnlyList<Place> places, CancellationToken stopping)
    {
        foreach (var place in places) await outbox.Tell(CardOf(order.Id), place, Urgency.Card, order.CampaignOrderId is null ? null : Thread(order, place), stopping: stopping);
        await QueueMoved(environment.Id, stopping);
    }

    public async Task Raise(long order, CancellationToken stopping)
    {
        await outbox.Raise(CardOf(order), stopping);
        if (await db.ScaleOrders.Where(o => o.Id == order).Select(o => o.CampaignOrderId).SingleAsync(stopping) is { } campaign) await outbox.Raise(CampaignStory.CardOf(campaign), stopping);
    }

    /// <summary>The card changes, the thread says who.</summary>
    public async Task Decided(ScaleOrder order, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        await Raise(order.Id, stopping);
        var change = order.History[^1];
        var by = change.By is { } who ? (await db.Persons.FindAsync([who], stopping))!.Name : null;
        await Say(order, $"decided/{order.History.Count}", new Line(Texts.Scaling.Word(order.State).Tone, Texts.Scaling.Word(order.State).Glyph, [Texts.Scaling.Decided(order.Id, order.State, by, change.Reason)], clock.GetUtcNow()), stopping);
    }

    public async Task Started(ScaleOrder order, CancellationToken stopping)
    {
        await Raise(order.Id, stopping);
        foreach (var place in await Places(order, stopping)) await outbox.Tell(ResultsOf(order.Id), place, Urgency.Thread, Thread(order, place), stopping: stopping);
        if (order is { End: not null, CampaignOrderId: null }) await Say(order, "stay/begins", new Line(Tone.Idle, "queued", [Languages.ToAll(() => Texts.Stays.Begins(order))], clock.GetUtcNow()), stopping);
        await QueueMoved(order.EnvironmentId, stopping);
    }

    /// <summary>The way back is announced, or the cloud's own release: a question in the thread.</summary>
    public async Task Announce(ScaleOrder order, CancellationToken stopping)
    {
        foreach (var place in await Places(order, stopping)) await outbox.Tell(StayOf(order), place, Urgency.Card, Thread(order, place), stopping: stopping);
        await StayChanged(order, stopping);
    }

    /// <summary>What card and question say of the stay is not so any more.</summary>
    public async Task StayChanged(ScaleOrder order, CancellationToken stopping)
    {
        await Raise(order.Id, stopping);
        await outbox.Raise(StayOf(order), stopping);
    }

    public async Task Kept(ScaleOrder order, Keeping wanted, string? problem, CancellationToken stopping)
    {
        await StayChanged(order, stopping);
        var by = (await db.Persons.FindAsync([wanted.By], stopping))!.Name;
        var line = problem is null ? new Line(Tone.Ok, "succeeded", [Texts.Stays.Kept(order, by)], clock.GetUtcNow()) : new Line(Tone.Bad, "failed", [Texts.Stays.NotKept(order, by, problem)], clock.GetUtcNow());
        await Say(order, $"kept/{wanted.At.ToUnixTimeMilliseconds()}", line, stopping);
    }

    /// <param name="kept">Hosts that cannot go.</param>
    public async Task WayBack(ScaleOrder order, IReadOnlyList<string> kept, CancellationToken stopping)
    {
        await StayChanged(order, stopping);
        await Say(order, $"stay/over/{order.Announced}", new Line(kept.Count > 0 ? Tone.Ask : Tone.Run, kept.Count > 0 ? "decide" : "back", [Texts.Stays.WayBackBegins(order, kept)], clock.GetUtcNow()), stopping);
    }

    /// <summary>A host moved on; its end is one line among the results.</summary>
    public async Task HostMoved(long order, bool ended, CancellationToken stopping)
    {
        await Raise(order, stopping);
        if (ended) await outbox.Raise(ResultsOf(order), stopping);
    }

    /// <summary>It has come to its end, or asks.</summary>
    public async Task Ended(ScaleOrder order, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        await HostMoved(order.Id, ended: true, stopping);
        var hosts = await db.HostsOf(order.Id, stopping);
        var word = Texts.Scaling.Word(order.State);
        await Say(order, $"ended/{order.History.Count}", new Line(word.Tone, word.Glyph, [Texts.Scaling.EndOf(order, hosts)], clock.GetUtcNow()), stopping);
    }

    /// <summary>Everyone who waits sees their place.</summary>
    public async Task QueueMoved(int environment, CancellationToken stopping)
    {
        foreach (var id in await db.ScaleOrders.Where(o => o.EnvironmentId == environment && (o.State == ScaleState.Queued || o.State == ScaleState.AwaitingApproval)).Select(o => o.Id).ToListAsync(stopping))
            await Raise(id, stopping);
    }

    async Task Say(ScaleOrder order, string what, Line line, CancellationToken stopping)
    {
        if (order.CampaignOrderId is not null && !line.Push.Contains($"#{order.Id}", StringComparison.Ordinal)) line = line with { Text = [new Span($"#{order.Id} ", Strong: true), .. line.Text] }; // others are told there as well
        foreach (var place in await Places(order, stopping))
            await outbox.Say($"scale/{order.Id}/{what}@{place}", place, line, line.Tone == Tone.Bad ? Urgency.Failure : Urgency.Thread, Thread(order, place), stopping: stopping);
    }

    public Task<IReadOnlyList<Place>> Places(ScaleOrder order, CancellationToken stopping) => outbox.Places(CardOf(order.Id), stopping);

    /// <summary>That of its card, or of its campaign's.</summary>
    static string Thread(ScaleOrder order, Place place) => Outbox.KeyOf(order.CampaignOrderId is { } campaign ? CampaignStory.CardOf(campaign) : CardOf(order.Id), place);
}
