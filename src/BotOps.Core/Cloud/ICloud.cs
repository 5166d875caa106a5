namespace BotOps.Core.Cloud;

/// <summary>
/// One account at a cloud provider. Every call throws <see cref="CloudRefused"/> where the provider said no, and <see cref="CloudUnreachable"/>
/// where it is not known what it did. All may be repeated: what reads changes nothing, what changes says how a second call ends.
/// </summary>
public interface ICloud
{
    /// <summary>As the configuration names it.</summary>
    string Account { get; }

    /// <summary>Where instances are looked for beside the regions that the catalog names.</summary>
    string Region { get; }

    /// <summary>Asks whether the order would be accepted, and buys nothing.</summary>
    Task Try(InstanceOrder order, CancellationToken stopping);

    /// <summary>
    /// Buys between <see cref="InstanceOrder.Least"/> and <see cref="InstanceOrder.Amount"/> instances and returns their ids. The same order
    /// again (its <see cref="InstanceOrder.Token"/>) buys nothing more and returns the same.
    /// </summary>
    Task<IReadOnlyList<string>> Create(InstanceOrder order, CancellationToken stopping);

    /// <summary>Those of the ids that the provider shows; one just created may not be among them yet, one that is gone never.</summary>
    Task<IReadOnlyList<Instance>> Find(string region, IReadOnlyCollection<string> ids, CancellationToken stopping);

    /// <summary>All that carry each of the tags; without tags all of the region.</summary>
    Task<IReadOnlyList<Instance>> Tagged(string region, IReadOnlyDictionary<string, string> tags, CancellationToken stopping);

    /// <summary>When the provider releases it by itself; null: never. To be read back, as <see cref="Instance.ReleaseAt"/>.</summary>
    Task ReleaseAt(string region, string id, DateTimeOffset? at, CancellationToken stopping);

    /// <summary>Stopped ones stay as they are. Throws a <see cref="UserError"/>, and stops none, as <see cref="Delete"/> does.</summary>
    Task Stop(string region, IReadOnlyCollection<string> ids, CancellationToken stopping);

    /// <summary>
    /// Those that are gone already are no error. Throws a <see cref="UserError"/>, and deletes none, where one is not <see cref="Instance.Ours"/> or is prepaid.
    /// </summary>
    Task Delete(string region, IReadOnlyCollection<string> ids, CancellationToken stopping);

    /// <summary>Of all <paramref name="amount"/> instances for an hour.</summary>
    Task<Price> PriceAnHour(string region, InstanceSpec spec, int amount, CancellationToken stopping);

    /// <summary>Of those names the ones that the provider knows.</summary>
    Task<IReadOnlyList<InstanceType>> Types(string region, IReadOnlyCollection<string> names, CancellationToken stopping);

    /// <summary>In which zones instances of that type can be had now.</summary>
    Task<IReadOnlyList<ZoneStock>> Stock(string region, string type, CancellationToken stopping);

    /// <summary>How much more the account may have.</summary>
    Task<Quota> Quota(string region, CancellationToken stopping);

    Task<IReadOnlyList<Subnet>> Subnets(string region, IReadOnlyCollection<string> ids, CancellationToken stopping);
}
