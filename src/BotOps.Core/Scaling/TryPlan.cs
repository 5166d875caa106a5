using BotOps.Core.Chat;
using BotOps.Core.Cloud;

namespace BotOps.Core.Scaling;

/// <summary>Asks the provider whether it would take the orders of a plan as they are: image, groups, key pair, rights and balance too. Nothing is bought.</summary>
public sealed class TryPlan(Clouds clouds)
{
    public async Task<Fact> Of(ScalePlan plan, CancellationToken stopping)
    {
        var cloud = clouds.Named(plan.Settings.Account);
        List<IReadOnlyList<Span>> said = [];
        var first = 0;
        foreach (var (number, part) in plan.Parts.Index())
        {
            var offer = plan.Offers.First(o => o.Type == part.Type && o.Subnet == part.Subnet);
            if (await Problem(cloud, BuyHosts.Order(plan, offer, $"{plan.Token}-try-{number}", first, part.Amount), stopping) is { } problem) said.Add([Texts.Scaling.Part(part), new($": {problem}", Strong: true)]);
            first += part.Amount;
        }
        return new Fact(Texts.Scaling.TrialFact, said.Count > 0 ? said : [[Texts.Scaling.WouldBeTaken]]);
    }

    static async Task<string?> Problem(ICloud cloud, InstanceOrder order, CancellationToken stopping)
    {
        try
        {
            await cloud.Try(order, stopping);
            return null;
        }
        catch (Exception error) when (error is CloudRefused or CloudUnreachable)
        {
            return error.Message;
        }
    }
}
