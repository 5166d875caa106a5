using BotOps.Core.Cloud;

namespace BotOps.Core.Scaling;

/// <summary>What bounds an order: the environment's own limits and the account's quota.</summary>
/// <param name="BoughtToday">Hosts that were bought, or are on order, within the last 24 hours.</param>
/// <param name="CostNow">An hour, of all that BotOps has bought for the environment.</param>
public sealed record ScaleLimits(ScaleSettings Settings, int BoughtToday, decimal CostNow, Quota Quota)
{
    /// <param name="worst">What the order may cost an hour at most.</param>
    /// <param name="cores">Of all its instances, if it need not fall back.</param>
    /// <exception cref="UserError">Names the limit, and how much of it is left.</exception>
    public void Require(int amount, Price worst, int cores)
    {
        var typed = $"+{amount}";
        if (BoughtToday + amount > Settings.MostADay) throw new UserError(Texts.Scaling.TooManyADay(amount, Settings.MostADay, BoughtToday), typed);
        if (Settings.MostAnHour is { } most && CostNow + worst.Amount > most) throw new UserError(Texts.Scaling.TooDear(worst, CostNow, most), typed);
        if (Quota.InstancesLeft is { } left && left < amount) throw new UserError(Texts.Scaling.QuotaOfInstances(amount, left, Settings.Account), typed);
        if (Quota.CoresLeft is { } free && free < cores) throw new UserError(Texts.Scaling.QuotaOfCores(cores, free, Settings.Account), typed);
    }
}
