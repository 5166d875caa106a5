using BotOps.Core.Persistence;

namespace BotOps.Core.Scaling;

/// <summary>The end has come: an order that gives back exactly the hosts of the first one, approved with it. Of what the environment always keeps none goes.</summary>
public sealed class PlaceBack(BotOpsDb db, PlaceOrder place, ScaleStory story, TimeProvider clock)
{
    public async Task Handle(OrderOf of, IReadOnlyList<ScaleHost> staying, CancellationToken stopping)
    {
        var (first, now) = (of.Order, clock.GetUtcNow());
        var all = (await db.HostsToGo(of.Environment.Id, stopping)).Select(h => h.Name).ToHashSet();
        var may = Math.Max(0, all.Count - (of.Environment.Scaling ?? first.Plan.Settings).Least);
        var serving = staying.Where(h => all.Contains(h.Name)).OrderByDescending(h => h.Id).ToList();
        var kept = serving.Skip(may).Select(h => h.Name).ToHashSet();
        var going = staying.Where(h => !kept.Contains(h.Name)).ToList();
        if (going.Count > 0)
        {
            var back = await place.Handle(of.Environment, () => Task.FromResult(Order(first, [.. going.Select(h => h.Name)], all.Count, now)), await story.Places(first, stopping), stopping);
            first.BackBy = back.Id;
            if (first.State == ScaleState.AwaitingDecision) first.AcceptFewer(null, Texts.Stays.GivenBackBy(back.Id), now); // what failed goes as well
            foreach (var row in await db.HostsOf(back.Id, stopping)) row.InstanceId = going.Single(h => h.Name == row.Name).InstanceId;
        }
        first.Until = null;
        await db.SaveChangesAsync(stopping);
        await story.WayBack(first, [.. kept.Order()], stopping);
    }

    static ScaleOrder Order(ScaleOrder first, IReadOnlyList<string> names, int before, DateTimeOffset now) => new()
    {
        EnvironmentId = first.EnvironmentId, Direction = ScaleDirection.In, RequestedBy = first.RequestedBy, Approvals = first.Approvals, ApprovalsNeeded = 0, CreatedAt = now, ExpiresAt = now, Campaign = first.Campaign, CampaignOrderId = first.CampaignOrderId,
        Plan = new ScalePlan { Settings = first.Plan.Settings, Names = names, HostsBefore = before, Token = first.Plan.Token, Undoes = first.Id, Late = now - first.Until!.Value },
    };
}
