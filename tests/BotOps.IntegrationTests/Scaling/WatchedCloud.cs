using System.Collections.Concurrent;
using BotOps.Core.Cloud;

namespace BotOps.IntegrationTests.Scaling;

/// <summary>The client of the cloud double; a test sees each call, may end its worker before or after one, and may have an instance shown otherwise.</summary>
sealed class WatchedCloud(ICloud cloud) : ICloud
{
    public string Account => cloud.Account;
    public string Region => cloud.Region;
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Called with the action before it is done, and with <c>!</c> behind it once it is.</summary>
    public Action<string> Hook { get; set; } = _ => { };
    public Func<Instance, Instance> Seen { get; set; } = instance => instance;

    /// <summary>What an hour of a type costs by now.</summary>
    public Func<string, Price, Price> Priced { get; set; } = (_, price) => price;

    public Task Try(InstanceOrder order, CancellationToken stopping) => cloud.Try(order, stopping);
    public Task<IReadOnlyList<string>> Create(InstanceOrder order, CancellationToken stopping) => Watched("create", () => cloud.Create(order, stopping));

    public Task<IReadOnlyList<Instance>> Find(string region, IReadOnlyCollection<string> ids, CancellationToken stopping) =>
        Watched<IReadOnlyList<Instance>>("find", async () => [.. (await cloud.Find(region, ids, stopping)).Select(Seen)]);

    public Task<IReadOnlyList<Instance>> Tagged(string region, IReadOnlyDictionary<string, string> tags, CancellationToken stopping) => Watched("tagged", () => cloud.Tagged(region, tags, stopping));
    public Task ReleaseAt(string region, string id, DateTimeOffset? at, CancellationToken stopping) => Watched("release-at", async () =>
    {
        await cloud.ReleaseAt(region, id, at, stopping);
        return true;
    });

    public Task Stop(string region, IReadOnlyCollection<string> ids, CancellationToken stopping) => cloud.Stop(region, ids, stopping);

    public Task Delete(string region, IReadOnlyCollection<string> ids, CancellationToken stopping) => Watched("delete", async () =>
    {
        await cloud.Delete(region, ids, stopping);
        return true;
    });

    public async Task<Price> PriceAnHour(string region, InstanceSpec spec, int amount, CancellationToken stopping) => Priced(spec.Type, await cloud.PriceAnHour(region, spec, amount, stopping));
    public Task<IReadOnlyList<InstanceType>> Types(string region, IReadOnlyCollection<string> names, CancellationToken stopping) => cloud.Types(region, names, stopping);
    public Task<IReadOnlyList<ZoneStock>> Stock(string region, string type, CancellationToken stopping) => cloud.Stock(region, type, stopping);
    public Task<Quota> Quota(string region, CancellationToken stopping) => cloud.Quota(region, stopping);
    public Task<IReadOnlyList<Subnet>> Subnets(string region, IReadOnlyCollection<string> ids, CancellationToken stopping) => cloud.Subnets(region, ids, stopping);

    async Task<T> Watched<T>(string action, Func<Task<T>> call)
    {
        Calls.Enqueue(action);
        Hook(action);
        var answer = await call();
        Hook(action + "!");
        return answer;
    }
}
