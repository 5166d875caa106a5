using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Campaigns;

/// <summary><c>/botops campaigns</c>: what the catalog plans, what was ordered of it, and how far that is.</summary>
public sealed class ShowCampaigns(BotOpsDb db, TimeProvider clock)
{
    /// <summary>One that is over is shown for so long, unless hosts of it are there still.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    public async Task<Reply> Handle(Person person, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var campaigns = await db.Campaigns.AsNoTracking().ToListAsync(stopping);
        var orders = await db.CampaignOrders.AsNoTracking().Where(o => o.Direction == ScaleDirection.Out).ToListAsync(stopping);
        List<(DateTimeOffset At, IReadOnlyList<IReadOnlyList<Span>> Lines)> shown = [];
        foreach (var campaign in campaigns.OrderBy(c => c.Settings.ReadyBy))
        {
            var last = orders.Where(o => o.Name == campaign.Name).MaxBy(o => o.Id);
            var staying = (await db.StayingOf(campaign.Name, stopping)).Sum(s => s.Hosts.Count);
            if (campaign.Settings.Until + Remembered < now && staying == 0) continue;
            shown.Add((campaign.Settings.ReadyBy, await Lines(campaign, last, staying, person, now, stopping)));
        }
        return new Reply(shown.Count > 0 ? Texts.Campaigns.Head(shown.Count) : Texts.Campaigns.None, Lines: [.. shown.OrderBy(s => s.At).SelectMany(s => s.Lines)]);
    }

    async Task<IReadOnlyList<IReadOnlyList<Span>>> Lines(Campaign campaign, CampaignOrder? last, int staying, Person person, DateTimeOffset now, CancellationToken stopping)
    {
        var settings = campaign.Settings;
        List<IReadOnlyList<Span>> lines =
        [
            [new(campaign.Name, Strong: true), $"  {Texts.Campaigns.Span(new StayEnd(settings.ReadyBy, person.TimeZone), new StayEnd(settings.Until, person.TimeZone))}"],
            [$"    {string.Join(", ", settings.Hosts.Select(h => $"{h.Key} +{h.Amount}"))}{(settings.Note is { } note ? $"  “{note}”" : "")}"],
        ];
        if (last is null || last.State is CampaignState.Rejected or CampaignState.Expired or CampaignState.Cancelled)
            lines.Add([$"    {(last is null ? Texts.Campaigns.NotAsked : Texts.Campaigns.WasAsked(last))}", .. settings.Until > now ? [" ", new($"/scale out --campaign {campaign.Name}", Code: true)] : Array.Empty<Span>()]);
        else
        {
            var rows = await db.ProgressOf(last, stopping);
            lines.Add([$"    #{last.Id}: {CampaignProgress.Word(last, rows).Word}{(last.State == CampaignState.Approved ? $", {Texts.Campaigns.BeginsSays(new StayEnd(last.BeginsAt, person.TimeZone), now)}" : "")}", new(last.CheckProblem is { } problem && last.State == CampaignState.Approved ? $"  {problem}" : "", Strong: true)]);
            lines.AddRange(CampaignProgress.Lines(rows).Select(l => new Span[] { "        " }.Concat(l).ToList()));
        }
        if (staying > 0) lines.Add([$"    {Texts.Campaigns.StillThere(staying)} ", new($"/scale in --campaign {campaign.Name}", Code: true)]);
        return lines;
    }
}
