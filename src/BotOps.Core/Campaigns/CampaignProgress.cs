using BotOps.Core.Chat;
using BotOps.Core.Scaling;

namespace BotOps.Core.Campaigns;

/// <summary>How far a campaign is, told from the scale orders that it has made.</summary>
static class CampaignProgress
{
    public static StateWord Word(CampaignOrder order, IReadOnlyList<CampaignRow> rows)
    {
        if (order.State != CampaignState.Begun) return Texts.Campaigns.Word(order.State);
        var states = rows.Select(r => r.Of.Order.State).ToList();
        if (states.Contains(ScaleState.AwaitingDecision)) return Texts.Scaling.Word(ScaleState.AwaitingDecision);
        if (states.Exists(s => !s.Ended()) || rows.Count == 0) return Texts.Scaling.Word(ScaleState.Scaling);
        if (rows.Any(r => r.Of.Order.Direction == ScaleDirection.Out && r.Staying > 0)) return states.TrueForAll(s => s == ScaleState.Succeeded) ? Texts.Campaigns.InService : Texts.Campaigns.InServiceFewer;
        return states.Exists(s => s == ScaleState.Failed) ? Texts.Scaling.Word(ScaleState.Failed) : Texts.Campaigns.Over;
    }

    /// <summary>A row of hosts for each project; those that go have moved to the rows of the way back.</summary>
    public static IReadOnlyList<IReadOnlyList<HostCell>> Strip(CampaignOrder order, IReadOnlyList<CampaignRow> rows) =>
        [.. Open(order, rows).Select(r => r.Hosts.Select(h => new HostCell(h.Name, ScaleCards.Look(h, r.Of.Order.Direction))).ToList())];

    public static string Counts(CampaignOrder order, IReadOnlyList<CampaignRow> rows)
    {
        var hosts = Open(order, rows).SelectMany(r => r.Hosts).ToList();
        return string.Join(", ", hosts.GroupBy(h => h.State).OrderByDescending(g => g.Key).Select(g => $"{g.Count()} {Texts.Scaling.StepWord(g.Key)}"));
    }

    public static IEnumerable<IReadOnlyList<Span>> Lines(IReadOnlyList<CampaignRow> rows) => rows.Select(r => new Span[]
    {
        new($"#{r.Of.Order.Id}", Strong: true, Link: ScaleCards.LogPage(r.Of.Order.Id)), $" {r.Of.Where}, {Texts.Scaling.Does(r.Of.Order.Direction, r.Of.Order.Plan.Names.Count)}: {Texts.Scaling.Word(r.Of.Order.State).Word}",
    });

    static IEnumerable<CampaignRow> Open(CampaignOrder order, IReadOnlyList<CampaignRow> rows) =>
        rows.Where(r => order.Direction == ScaleDirection.In || r.Of.Order.BackBy is null || !rows.Any(back => back.Of.Order.Id == r.Of.Order.BackBy));
}
