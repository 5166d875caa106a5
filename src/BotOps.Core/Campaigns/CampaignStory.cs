using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Scaling;

namespace BotOps.Core.Campaigns;

/// <summary>What is told of a campaign: one card, and its thread, in which its scale orders are told as well.</summary>
public sealed class CampaignStory(BotOpsDb db, Outbox outbox, TimeProvider clock)
{
    public static string CardOf(long order) => $"campaign/{order}/card";

    public async Task Asked(CampaignOrder order, IReadOnlyList<Place> places, CancellationToken stopping)
    {
        foreach (var place in places) await outbox.Tell(CardOf(order.Id), place, Urgency.Card, stopping: stopping);
    }

    public Task Raise(long order, CancellationToken stopping) => outbox.Raise(CardOf(order), stopping);
    public Task<IReadOnlyList<Place>> Places(long order, CancellationToken stopping) => outbox.Places(CardOf(order), stopping);

    /// <summary>The card changes, the thread says who.</summary>
    public async Task Decided(CampaignOrder order, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        var change = order.History[^1];
        var by = change.By is { } who ? (await db.Persons.FindAsync([who], stopping))!.Name : null;
        var word = Texts.Campaigns.Word(order.State);
        await Say(order, $"decided/{order.History.Count}", word.Tone, word.Glyph, Texts.Campaigns.Decided(order, by, change.Reason), stopping);
    }

    public Task Checked(CampaignOrder order, CancellationToken stopping) => order.CheckProblem is { } problem
        ? Say(order, $"checked/{order.CheckedAt!.Value.ToUnixTimeSeconds()}", Tone.Bad, "failed", Texts.Campaigns.WouldNotBegin(order, problem), stopping)
        : Say(order, $"checked/{order.CheckedAt!.Value.ToUnixTimeSeconds()}", Tone.Ok, "succeeded", Texts.Campaigns.WouldBegin(order), stopping);

    public Task Begun(CampaignOrder order, CancellationToken stopping) => order.Direction == ScaleDirection.Out
        ? Say(order, "begun", Tone.Run, "rolling", Texts.Campaigns.Begins(order), stopping)
        : Say(order, "begun", Tone.Run, "back", Texts.Campaigns.GoesBack(order), stopping);

    async Task Say(CampaignOrder order, string what, Tone tone, string glyph, string text, CancellationToken stopping)
    {
        await Raise(order.Id, stopping);
        foreach (var place in await Places(order.Id, stopping))
            await outbox.Say($"campaign/{order.Id}/{what}@{place}", place, new Line(tone, glyph, [text], clock.GetUtcNow()), tone == Tone.Bad ? Urgency.Failure : Urgency.Thread, Outbox.KeyOf(CardOf(order.Id), place), stopping: stopping);
    }
}
