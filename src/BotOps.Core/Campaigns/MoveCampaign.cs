using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Campaigns;

/// <summary>What time does to an approved campaign: it is told what the clouds say, it begins, or it is asked for again.</summary>
public sealed class MoveCampaign(BotOpsDb db, PlaceOrder place, Audit audit, CampaignStory story, TimeProvider clock)
{
    /// <param name="round">Of the order that was looked at.</param>
    public Task Handle(long id, int round, IReadOnlyList<LookedPart> looked, CancellationToken stopping) => db.InTransaction(async () =>
    {
        using var all = Languages.SpeakToAll();
        var (order, now) = (await db.LockCampaign(id, stopping), clock.GetUtcNow());
        if (order.Round != round || !WatchCampaigns.IsDue(order, now)) return;

        if (order.Direction == ScaleDirection.In) await BringBack(order, stopping);
        else if (order.Plan.Settings.Until <= now) await Moved(order, () => order.Expire(Texts.Stays.EndIsOver(order.Plan.Settings.End), now), "expire", stopping);
        else if (WhyAgain(order, looked, now) is { } why) await AskAgain(order, why, looked, stopping);
        else if (order.BeginsAt <= now) await Begin(order, looked, stopping);
        else await Checked(order, looked, stopping);
    }, stopping);

    static string? WhyAgain(CampaignOrder order, IReadOnlyList<LookedPart> looked, DateTimeOffset now) => looked.FirstOrDefault(l => l.Again is not null) is { } other
        ? $"{other.Part.Where}: {other.Again}" : order.Overdue(now) ? Texts.Campaigns.TooLateToBegin(order.Plan.Settings.Ready, now) : null;

    async Task AskAgain(CampaignOrder order, string why, IReadOnlyList<LookedPart> looked, CancellationToken stopping)
    {
        var (now, until) = (clock.GetUtcNow(), order.Plan.Settings.Until);
        var expires = now + (await db.PoliciesOf(order.Plan, stopping)).Max(p => p.Expires);
        await Moved(order, () => order.AskAgain(why, order.Plan with { Parts = [.. looked.Select(l => l.Part)] }, expires < until ? expires : until, now), "ask again", stopping);
    }

    async Task Moved(CampaignOrder order, Action move, string verb, CancellationToken stopping)
    {
        move();
        audit.Note(null, verb, $"#{order.Id}", $"{order.History[^1].From}", $"{order.State}", order.Reason);
        await db.SaveChangesAsync(stopping);
        await story.Decided(order, stopping);
    }

    /// <summary>Told once, and again when it has become otherwise.</summary>
    async Task Checked(CampaignOrder order, IReadOnlyList<LookedPart> looked, CancellationToken stopping)
    {
        var problem = looked.Where(l => l.Problem is not null).Select(l => $"{l.Part.Where}: {l.Problem}").ToList() is { Count: > 0 } problems ? string.Join(" ", problems) : null;
        var told = order.CheckedAt is not null && problem == order.CheckProblem;
        (order.CheckedAt, order.CheckProblem) = (clock.GetUtcNow(), problem);
        await db.SaveChangesAsync(stopping);
        if (!told) await story.Checked(order, stopping);
    }

    /// <summary>A scale order for each project, approved with the campaign. What the clouds have not got now is tried as it was approved: each order falls back, and asks.</summary>
    async Task Begin(CampaignOrder order, IReadOnlyList<LookedPart> looked, CancellationToken stopping)
    {
        await db.LockEnvironments(order, stopping);
        var places = await story.Places(order.Id, stopping);
        order.Plan = order.Plan with { Parts = [.. looked.Select(l => l.Part)] };
        order.Begin(clock.GetUtcNow());
        await db.SaveChangesAsync(stopping);
        await story.Begun(order, stopping);
        foreach (var part in order.Plan.Parts)
        {
            var environment = await db.Environments.Include(e => e.Project).SingleAsync(e => e.Id == part.EnvironmentId, stopping);
            await place.Handle(environment, async () => Order(order, part, await db.NewNames(part.Plan.Settings, part.Hosts, stopping)), places, stopping);
        }
        audit.Note(null, "begin", $"#{order.Id}", after: order.Name);
    }

    ScaleOrder Order(CampaignOrder order, CampaignPart part, IReadOnlyList<string> names)
    {
        var (now, end) = (clock.GetUtcNow(), order.Plan.Settings.End);
        return new()
        {
            EnvironmentId = part.EnvironmentId, Direction = ScaleDirection.Out, RequestedBy = order.RequestedBy, Plan = part.Plan with { Names = names, Token = $"{Guid.NewGuid():N}" },
            Approvals = order.Approvals, ApprovalsNeeded = 0, CreatedAt = now, ExpiresAt = now, Until = end.At, Zone = end.Zone, Net = end.NetAt, Campaign = order.Name, CampaignOrderId = order.Id,
        };
    }

    /// <summary>The end of each has come: <see cref="WatchStays"/> gives the hosts back, of one that is on its way still when it has come there.</summary>
    async Task BringBack(CampaignOrder order, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        foreach (var id in order.Plan.Parts.OrderBy(p => p.EnvironmentId).ThenBy(p => p.Order).Select(p => p.Order!.Value))
        {
            var of = await db.LockOrder(id, stopping);
            if (of.Order.BackBy is not null) continue;
            (of.Order.Until, of.Order.Keeping) = (now, null);
            if (of.Order.State == ScaleState.Queued && of.Order.StartedAt is null) of.Order.Cancel(null, Texts.Campaigns.GivenBackBy(order.Id), now);
        }
        order.Begin(now);
        audit.Note(null, "begin", $"#{order.Id}", after: order.Name);
        await db.SaveChangesAsync(stopping);
        await story.Begun(order, stopping);
    }
}
