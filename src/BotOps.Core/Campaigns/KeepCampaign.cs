using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Campaigns;

/// <summary><c>/botops keep</c> with a campaign's number: the hosts of all its projects, or of none if one of them refuses.</summary>
public sealed class KeepCampaign(BotOpsDb db, KeepHosts keep)
{
    public Task Handle(KeepInput input, Guid person, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var order = await db.LockCampaign(input.Order, stopping);
        var staying = (await db.StayingOf(order.Name, stopping)).Where(s => s.Of.Order.CampaignOrderId == order.Id).Select(s => s.Of.Order.Id).ToList();
        if (staying.Count == 0) throw new UserError(Texts.Stays.NothingToKeep(input.Order), $"{input.Order}");
        foreach (var id in staying) await keep.Handle(input with { Order = id }, person, stopping);
    }, stopping);
}
