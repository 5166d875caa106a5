using BotOps.Core.Cloud;
using BotOps.Core.Releases;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Scaling;

/// <summary>How far the machines of one order are. All hosts that wait share one call to the provider, and each gets an answer that is newer than its question.</summary>
public sealed class InstanceWatch(ICloud cloud, ScalePlan plan, ScaleOptions options, TimeProvider clock, ILogger logger)
{
    /// <summary>What was planned long ago is bought from now on.</summary>
    public DateTimeOffset Began { get; } = clock.GetUtcNow();

    readonly Lock gate = new();
    Task<IReadOnlyDictionary<string, Instance>> asking = Task.FromResult<IReadOnlyDictionary<string, Instance>>(new Dictionary<string, Instance>());
    Task<IReadOnlyDictionary<string, Instance>>? next;
    bool asked;

    /// <param name="isReady">Of the instance with that name, once it is shown.</param>
    /// <exception cref="HostFailed">It was not ready by then.</exception>
    public async Task<Instance> Until(string name, Func<Instance, bool> isReady, DateTimeOffset limit, CancellationToken stopping)
    {
        while (true)
        {
            var seen = (await Next(stopping)).GetValueOrDefault(name);
            if (seen is not null && isReady(seen)) return seen;
            if (clock.GetUtcNow() >= limit) throw new HostFailed(Texts.Scaling.NotReady(seen?.Id, seen?.State.ToString()));
        }
    }

    Task<IReadOnlyDictionary<string, Instance>> Next(CancellationToken stopping)
    {
        lock (gate) return next ??= Ask(asking, stopping);
    }

    async Task<IReadOnlyDictionary<string, Instance>> Ask(Task before, CancellationToken stopping)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        if (asked) await Task.Delay(options.Poll, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate) (asking, next, asked) = (next!, null, true);
        stopping.ThrowIfCancellationRequested();
        try
        {
            return (await cloud.Tagged(plan.Settings.Region, plan.Tags, stopping)).GroupBy(i => i.Name).ToDictionary(g => g.Key, g => g.First());
        }
        catch (Exception error) when (error is CloudUnreachable or CloudRefused)
        {
            logger.LogWarning("The instances of an order could not be read, trying again: {Error}", error.Message);
            return new Dictionary<string, Instance>();
        }
    }
}
