using BotOps.Core.Cloud;
using BotOps.Core.Releases;

namespace BotOps.Core.Scaling;

/// <summary>Sets when the cloud releases instances by itself, and believes only what it reads back.</summary>
public sealed class AutoRelease(ScaleOptions options, TimeProvider clock)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static bool Is(Instance instance, DateTimeOffset? at) => instance.ReleaseAt == at;

    /// <param name="ids">Those that are gone are passed over.</param>
    /// <param name="at">Whole minutes; null: never.</param>
    /// <returns>How many of them say so now.</returns>
    /// <exception cref="HostFailed">Some do not show it.</exception>
    public async Task<int> Set(ICloud cloud, string region, IReadOnlyCollection<string> ids, DateTimeOffset? at, CancellationToken stopping)
    {
        var found = await cloud.Find(region, ids, stopping);
        foreach (var instance in found.Where(i => !Is(i, at))) await cloud.ReleaseAt(region, instance.Id, at, stopping);
        for (var limit = clock.GetUtcNow() + Patience; ;)
        {
            if (found.Count == 0 || found.FirstOrDefault(i => !Is(i, at)) is not { } other) return found.Count;
            found = await cloud.Find(region, ids, stopping);
            if (found.All(i => Is(i, at))) return found.Count;
            if (clock.GetUtcNow() >= limit) throw new HostFailed(Texts.Stays.NotReadBack(other.Id, found.FirstOrDefault(i => i.Id == other.Id)?.ReleaseAt));
            await Task.Delay(options.Poll, clock, stopping);
        }
    }
}
