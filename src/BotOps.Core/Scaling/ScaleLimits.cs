using BotOps.Core.Cloud;

namespace BotOps.Core.Scaling;

/// <summary>What may be bought, whatever is approved. Null: any number, any cost. Costs are in the account's currency.</summary>
/// <param name="ADay">Hosts within 24 hours.</param>
/// <param name="AnHour">Cost an hour of all that is there.</param>
/// <param name="CostADay">What the hosts of 24 hours cost in a whole day.</param>
public sealed record ScaleBounds(int? ADay = null, decimal? AnHour = null, decimal? CostADay = null);

/// <summary>What orders of the last 24 hours have asked for, and what all that was bought costs.</summary>
/// <param name="AnHour">At most, where an order is under way.</param>
public sealed record ScaleUsed(int Hosts, decimal AnHour, decimal CostADay);

/// <summary>What bounds an order: limits of the environment and of the project, and the account's quota.</summary>
public static class ScaleLimits
{
    public const int HoursOfDay = 24;

    /// <param name="whose">Whose limits they are, and where they stand.</param>
    /// <param name="worst">What the order may cost an hour at most.</param>
    /// <returns>Which limit, and how much of it is used; null: it keeps within all.</returns>
    public static string? Problem(string whose, ScaleBounds bounds, ScaleUsed used, int amount, Price worst) => bounds switch
    {
        { ADay: { } most } when used.Hosts + amount > most => Texts.Scaling.TooManyADay(whose, amount, most, used.Hosts),
        { AnHour: { } most } when used.AnHour + worst.Amount > most => Texts.Scaling.TooDear(whose, worst, used.AnHour, most),
        { CostADay: { } most } when used.CostADay + worst.Amount * HoursOfDay > most => Texts.Scaling.TooDearADay(whose, worst with { Amount = worst.Amount * HoursOfDay }, used.CostADay, most),
        _ => null,
    };

    /// <param name="cores">Of all its instances, if it need not fall back.</param>
    /// <exception cref="UserError">Names what is left.</exception>
    public static void RequireQuota(Quota quota, string account, int amount, int cores)
    {
        if (QuotaProblem(quota, account, amount, cores) is { } problem) throw new UserError(problem, $"+{amount}");
    }

    /// <param name="cores">Of all its instances, if it need not fall back.</param>
    /// <returns>What is left; null: it is enough.</returns>
    public static string? QuotaProblem(Quota quota, string account, int amount, int cores) => quota switch
    {
        { InstancesLeft: { } left } when left < amount => Texts.Scaling.QuotaOfInstances(amount, left, account),
        { CoresLeft: { } free } when free < cores => Texts.Scaling.QuotaOfCores(cores, free, account),
        _ => null,
    };
}
