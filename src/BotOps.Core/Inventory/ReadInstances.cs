using BotOps.Core.Cloud;
using BotOps.Core.Persistence;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Inventory;

/// <summary>Asks the provider for all instances of a region, and has noted what is new, gone or changed.</summary>
public sealed class ReadInstances(BotOpsDb db, Clouds clouds, NoteInstances note, TimeProvider clock, ILogger<ReadInstances> logger)
{
    /// <summary>Prices and the like are asked again after that.</summary>
    static readonly TimeSpan FactsLive = TimeSpan.FromDays(1);

    static readonly IReadOnlyDictionary<string, string> Anything = new Dictionary<string, string>();

    public async Task Handle(string account, string region, CancellationToken stopping)
    {
        var (cloud, began) = (clouds.Named(account), clock.GetUtcNow());
        try
        {
            var known = await db.Instances.AsNoTracking().Where(i => i.Account == account && i.Region == region && i.GoneAt == null).ToListAsync(stopping);
            var found = (await cloud.Tagged(region, Anything, stopping)).DistinctBy(i => i.Id).ToList();
            found.AddRange(await Overlooked(cloud, region, known, found, stopping));
            var facts = await Facts(cloud, region, known, found, began, stopping);
            await db.InTransaction(() => note.Handle(new(account, region, began, found, facts), stopping), stopping);
        }
        catch (Exception error) when (error is CloudRefused or CloudUnreachable)
        {
            logger.LogWarning("The instances of {Account} in {Region} are read later: {Error}", account, region, error.Message);
            await db.CloudReadings.Where(r => r.Account == account && r.Region == region).ExecuteUpdateAsync(set => set.SetProperty(r => r.Problem, error.Message), stopping);
        }
    }

    /// <summary>What is missing counts as gone only when it is not found by its id either: the list may change while its pages are read.</summary>
    async Task<IReadOnlyList<Instance>> Overlooked(ICloud cloud, string region, IReadOnlyList<KnownInstance> known, IReadOnlyList<Instance> found, CancellationToken stopping)
    {
        var bought = (await db.Hosts.AsNoTracking().Where(h => h.Bought != null && h.GoneAt == null).Select(h => h.Bought!).ToListAsync(stopping)).Where(b => b.Account == cloud.Account && b.Region == region);
        var missing = known.Select(k => k.Id).Concat(bought.Select(b => b.Id)).Except(found.Select(i => i.Id)).ToList();
        return missing.Count == 0 ? [] : [.. (await cloud.Find(region, missing, stopping)).Where(i => missing.Contains(i.Id))];
    }

    async Task<Dictionary<string, InstanceFacts>> Facts(ICloud cloud, string region, IReadOnlyList<KnownInstance> known, IReadOnlyList<Instance> found, DateTimeOffset now, CancellationToken stopping)
    {
        var fresh = known.Where(k => k.Facts.AskedAt > now - FactsLive).GroupBy(k => Kind(k.Shown)).ToDictionary(g => g.Key, g => g.First().Facts);
        var asked = found.DistinctBy(Kind).Where(i => !fresh.ContainsKey(Kind(i))).ToList();
        if (asked.Count > 0)
        {
            var types = await Try("types", () => cloud.Types(region, [.. asked.Select(i => i.Type).Distinct()], stopping)) ?? [];
            var subnets = await Try("subnets", () => cloud.Subnets(region, [.. asked.Select(i => i.Subnet).OfType<string>().Distinct()], stopping)) ?? [];
            var prices = new Dictionary<(string, bool), Price?>();
            foreach (var instance in asked)
            {
                if (!prices.TryGetValue((instance.Type, instance.Prepaid), out var price))
                    prices[(instance.Type, instance.Prepaid)] = price = await Try("prices", () => cloud.PriceAnHour(region, new InstanceSpec { Type = instance.Type, Image = "", Subnet = instance.Subnet ?? "", Prepaid = instance.Prepaid }, 1, stopping));
                var type = types.FirstOrDefault(t => t.Name == instance.Type);
                fresh[Kind(instance)] = new InstanceFacts(type?.Cores, type?.MemoryGiB, subnets.FirstOrDefault(s => s.Id == instance.Subnet)?.Name, price, now);
            }
        }
        return found.ToDictionary(i => i.Id, i => fresh[Kind(i)]);
    }

    static (string, string?, bool) Kind(Instance instance) => (instance.Type, instance.Subnet, instance.Prepaid);

    /// <summary>An account may be allowed to list what there is and nothing else: the list is worth having without it.</summary>
    async Task<T?> Try<T>(string what, Func<Task<T>> ask) where T : class
    {
        try
        {
            return await ask();
        }
        catch (Exception error) when (error is CloudRefused or CloudUnreachable)
        {
            logger.LogInformation("Without {What} of instances: {Error}", what, error.Message);
            return null;
        }
    }
}

/// <summary>One reading of a region.</summary>
/// <param name="At">When it began: what happened later may not be in it.</param>
/// <param name="Facts">By the instance's id.</param>
public sealed record Seen(string Account, string Region, DateTimeOffset At, IReadOnlyList<Instance> Found, IReadOnlyDictionary<string, InstanceFacts> Facts);
