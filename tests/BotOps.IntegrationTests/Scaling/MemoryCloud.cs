using System.Collections.Concurrent;
using BotOps.Core.Cloud;

namespace BotOps.IntegrationTests.Scaling;

/// <summary>A double of a cloud account, in memory: it knows stock by zone, client tokens and tags, and shows an instance only when it is asked for the second time.</summary>
sealed class MemoryCloud : ICloud
{
    readonly Lock gate = new();
    readonly Dictionary<string, string[]> bought = [];
    readonly Dictionary<string, int> shown = [];
    int created;

    public string Account => "main";
    public ConcurrentDictionary<string, Instance> Instances { get; } = new();
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>By subnet; one that is not named has plenty.</summary>
    public Dictionary<string, int> InStock { get; } = [];
    public Quota Left { get; set; } = new(100, 400);

    /// <summary>Called with the action before it is done, and with <c>!</c> behind it once it is.</summary>
    public Action<string> Hook { get; set; } = _ => { };

    /// <summary>Of the nth instance.</summary>
    public Func<int, string> Address { get; set; } = n => $"127.0.9.{n}";

    public Task Try(InstanceOrder order, CancellationToken stopping) => Task.CompletedTask;

    public Task<IReadOnlyList<string>> Create(InstanceOrder order, CancellationToken stopping) => Do<IReadOnlyList<string>>("create", () =>
    {
        if (bought.TryGetValue(order.Token, out var before)) return before;
        var subnet = order.Spec.Subnet;
        var amount = Math.Min(order.Amount, InStock.GetValueOrDefault(subnet, int.MaxValue));
        if (amount < order.Least) throw new CloudRefused(Account, "RunInstances", Refusal.NoStock, "OperationDenied.NoStock", "none left", "r-1");
        if (InStock.ContainsKey(subnet)) InStock[subnet] -= amount;
        var ids = Enumerable.Range(order.First, amount).Select(n => Add(order, $"{order.NamePrefix}{n.ToString($"D{order.Digits}")}")).ToArray();
        return bought[order.Token] = ids;
    });

    public Task<IReadOnlyList<Instance>> Find(string region, IReadOnlyCollection<string> ids, CancellationToken stopping) =>
        Do<IReadOnlyList<Instance>>("find", () => [.. Instances.Values.Where(i => ids.Contains(i.Id))]);

    public Task<IReadOnlyList<Instance>> Tagged(string region, IReadOnlyDictionary<string, string> tags, CancellationToken stopping) => Do<IReadOnlyList<Instance>>("tagged", () =>
        [.. Instances.Values.Where(i => tags.All(t => i.Tags.GetValueOrDefault(t.Key) == t.Value)).Select(i => (Instance: i, Times: shown[i.Id]++)).Where(i => i.Times > 0)
            .Select(i => i.Instance with { State = i.Times > 1 ? InstanceState.Running : InstanceState.Starting, PrivateAddress = i.Times > 1 ? i.Instance.PrivateAddress : null })]);

    public Task ReleaseAt(string region, string id, DateTimeOffset? at, CancellationToken stopping) => Task.CompletedTask;
    public Task Stop(string region, IReadOnlyCollection<string> ids, CancellationToken stopping) => Task.CompletedTask;

    public Task Delete(string region, IReadOnlyCollection<string> ids, CancellationToken stopping) => Do("delete", () =>
    {
        foreach (var id in ids) Instances.TryRemove(id, out _);
        return true;
    });

    public Task<Price> PriceAnHour(string region, InstanceSpec spec, int amount, CancellationToken stopping) => Task.FromResult(new Price(spec.Type == "c7" ? 1 : 1.5m, "CNY"));
    public Task<IReadOnlyList<InstanceType>> Types(string region, IReadOnlyCollection<string> names, CancellationToken stopping) => Task.FromResult<IReadOnlyList<InstanceType>>([.. names.Select(n => new InstanceType(n, 4, 8))]);
    public Task<IReadOnlyList<ZoneStock>> Stock(string region, string type, CancellationToken stopping) =>
        Task.FromResult<IReadOnlyList<ZoneStock>>([.. new[] { "vsw-i", "vsw-j" }.Where(s => InStock.GetValueOrDefault(s, 1) > 0).Select(s => new ZoneStock(ZoneOf(s), true))]);
    public Task<Quota> Quota(string region, CancellationToken stopping) => Task.FromResult(Left);
    public Task<IReadOnlyList<Subnet>> Subnets(string region, IReadOnlyCollection<string> ids, CancellationToken stopping) => Task.FromResult<IReadOnlyList<Subnet>>([.. ids.Select(id => new Subnet(id, id, ZoneOf(id), 500))]);

    string Add(InstanceOrder order, string name)
    {
        var id = $"i-{++created}";
        shown[id] = 0;
        Instances[id] = new Instance(id, name, order.Region, ZoneOf(order.Spec.Subnet), order.Spec.Type, InstanceState.Running)
        {
            Subnet = order.Spec.Subnet, Tags = order.Tags, PrivateAddress = Address(created),
        };
        return id;
    }

    static string ZoneOf(string subnet) => $"cn-{subnet[4..]}";

    Task<T> Do<T>(string action, Func<T> work)
    {
        Calls.Enqueue(action);
        Hook(action);
        T done;
        lock (gate) done = work();
        Hook(action + "!");
        return Task.FromResult(done);
    }
}
