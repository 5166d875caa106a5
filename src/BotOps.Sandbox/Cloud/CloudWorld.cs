using System.Globalization;

namespace BotOps.Sandbox.Cloud;

/// <summary>
/// The state of the cloud double: what was bought, what is left, and the rules by which that changes. A double, in memory and gone with its process;
/// it stands for Alibaba Cloud's ECS and VPC as far as BotOps uses them.
/// </summary>
public sealed class CloudWorld(CloudOffer offer, TimeProvider clock, ICloudHosts? hosts = null)
{
    static readonly TimeSpan EarliestRelease = TimeSpan.FromMinutes(30), LatestRelease = TimeSpan.FromDays(3 * 365);
    const string IdPrefix = "i-bp1";
    readonly Lock gate = new();
    readonly Dictionary<string, CloudInstance> instances = [];
    readonly Dictionary<string, (string Order, IReadOnlyList<string> Ids)> answers = [];
    readonly Dictionary<(string Zone, string Type), int> stock = [];
    readonly Queue<CloudInstance> leaving = [];
    int bought;

    public CloudOffer Offer => offer;

    /// <summary>The account's balance is used up.</summary>
    public bool InArrears { get; set; }

    /// <summary>All that are not deleted, those too that are not described yet.</summary>
    public IReadOnlyList<CloudInstance> All => Locked<IReadOnlyList<CloudInstance>>(() => [.. instances.Values.OrderBy(i => i.Id, StringComparer.Ordinal)]);

    public int Left(string zone, string type) => Locked(() => stock.GetValueOrDefault((zone, type), offer.Stock));

    public void Stock(string zone, string type, int left) => Locked(() => stock[(zone, type)] = left);

    public int FreeAddresses(CloudSubnet subnet) => Locked(() => subnet.Addresses - instances.Values.Count(i => i.Subnet == subnet));

    public int UsedCores => Locked(() => instances.Values.Where(i => !i.Prepaid).Sum(i => i.Type.Cores));

    internal IReadOnlyList<CloudInstance> Shown => Locked<IReadOnlyList<CloudInstance>>(() => [.. instances.Values.Where(i => i.ShownAt <= clock.GetUtcNow()).OrderBy(i => i.Id, StringComparer.Ordinal)]);

    /// <summary>The same token buys once; a dry run buys nothing and ends in an error that says that it would have.</summary>
    internal IReadOnlyList<string> Run(CloudOrder order) => Locked(() =>
    {
        if (order.Token is { } token && answers.TryGetValue(token, out var before))
            return before.Order == order.Same ? before.Ids : throw new CloudError(400, "IdempotentParameterMismatch", "Request uses a client token in a previous request but is not identical to that request.");

        var amount = Granted(order);
        if (order.DryRun) throw new CloudError(400, "DryRunOperation", "Request validation has been passed with DryRun flag set.");
        IReadOnlyList<string> ids = [.. Enumerable.Range(0, amount).Select(at => Buy(order, at).Id)];
        if (order.Token is { } kept) answers[kept] = (order.Same, ids);
        return ids;
    });

    /// <summary>One that runs since before this double began.</summary>
    /// <param name="zone">Its name, or the end of it.</param>
    public void SellAgain(string id, string name, string address, string type, string zone, IReadOnlyDictionary<string, string> tags, DateTimeOffset at, bool prepaid = false) => Locked(() =>
    {
        bought = Math.Max(bought, int.Parse(id.AsSpan(IdPrefix.Length), CultureInfo.InvariantCulture));
        return instances[id] = new CloudInstance
        {
            Id = id, Name = name, Address = address, Type = offer.Types.Single(t => t.Name == type), Subnet = offer.Subnets.First(s => s.Zone.EndsWith(zone, StringComparison.Ordinal)),
            Image = offer.Images[0], Tags = tags, BoughtAt = at, ShownAt = at, BootsAt = at, Status = "Running", Prepaid = prepaid,
        };
    });

    internal void ReleaseAt(string id, DateTimeOffset? at) => Locked(() =>
    {
        var instance = Known(id);
        if (instance.Prepaid) throw new CloudError(403, "ChargeTypeViolation", "The operation is not permitted due to billing method of the instance.");
        return instance.ReleaseAt = at is null ? null : Releasable(at.Value);
    });

    internal void Stop(IReadOnlyList<string> ids) => Locked(() =>
    {
        var wanted = ids.Select(Known).ToList();
        if (wanted.Any(i => i.Status != "Running")) throw new CloudError(403, "IncorrectInstanceStatus", "The current status of the resource does not support this operation.");
        wanted.ForEach(i => i.Status = "Stopped");
        return wanted.Count;
    });

    /// <summary>All of them or none.</summary>
    internal void Delete(IReadOnlyList<string> ids, bool force) => Locked(() =>
    {
        var wanted = ids.Select(Known).ToList();
        if (wanted.Any(i => i.Prepaid)) throw new CloudError(403, "ChargeTypeViolation", "The operation is not permitted due to billing method of the instance.");
        if (!force && wanted.Any(i => i.Status != "Stopped")) throw new CloudError(403, "IncorrectInstanceStatus.Initializing", "The specified instance status does not support this operation.");
        wanted.ForEach(Release);
        return wanted.Count;
    });

    /// <summary>Gives what is due to the machines below: hosts that boot, and those that end, by themselves too.</summary>
    internal async Task Settle(CancellationToken stopping)
    {
        foreach (var instance in Locked(Due))
        {
            if (hosts is not null) await hosts.Boot(instance, stopping);
            Locked(() => instance.Status = instance.Status == "Starting" ? "Running" : instance.Status);
        }
        while (Locked(() => leaving.TryPeek(out var left) ? left : null) is { } left)
        {
            if (hosts is not null) await hosts.Remove(left, stopping);
            Locked(leaving.Dequeue);
        }
    }

    List<CloudInstance> Due()
    {
        var now = clock.GetUtcNow();
        foreach (var over in instances.Values.Where(i => i.ReleaseAt <= now).ToList()) Release(over);
        return [.. instances.Values.Where(i => i.Status == "Starting" && i.BootsAt <= now)];
    }

    /// <summary>How many of those asked for there are now.</summary>
    int Granted(CloudOrder order)
    {
        var type = offer.Types.FirstOrDefault(t => t.Name == order.Type) ?? throw new CloudError(404, "InvalidInstanceType.NotFound", "The specified InstanceType does not exist.");
        var subnet = offer.Subnets.FirstOrDefault(s => s.Id == order.Subnet) ?? throw CloudError.NotFound("VSwitchId");
        if (!offer.Images.Contains(order.Image)) throw CloudError.NotFound("ImageId");
        if (order.SecurityGroups.Any(g => !offer.SecurityGroups.Contains(g))) throw CloudError.NotFound("SecurityGroupId");
        if (order.KeyPair is { } pair && !offer.KeyPairs.Contains(pair)) throw CloudError.NotFound("KeyPairName");
        if (order.ReleaseAt is { } at) Releasable(at);
        if (InArrears) throw new CloudError(403, "InvalidAccountStatus.NotEnoughBalance", "Your account does not have enough balance.");
        if (!order.Prepaid && UsedCores + order.Least * type.Cores > offer.Cores) throw new CloudError(403, "QuotaExceed.ElasticQuota", "No additional quota is available for the specified ECS instance type.");

        var (left, free, quota) = (Left(subnet.Zone, type.Name), FreeAddresses(subnet), order.Prepaid ? int.MaxValue : (offer.Cores - UsedCores) / type.Cores);
        if (left < order.Least) throw new CloudError(403, "OperationDenied.NoStock", "The requested resource is sold out in the specified zone; try other types of resources or other regions and zones.");
        if (free < order.Least) throw new CloudError(403, "InvalidVSwitchId.IpNotEnough", "The number of IP addresses in the specified VSwitch is not enough.");
        return new[] { order.Amount, left, free, quota }.Min();
    }

    CloudInstance Buy(CloudOrder order, int at)
    {
        var (id, now, name) = (IdPrefix + (++bought).ToString("d8", CultureInfo.InvariantCulture), clock.GetUtcNow(), order.NameOf(at));
        var instance = new CloudInstance
        {
            Id = id, Name = name, Type = offer.Types.Single(t => t.Name == order.Type), Subnet = offer.Subnets.Single(s => s.Id == order.Subnet), Image = order.Image, Tags = order.Tags,
            Address = hosts?.Address(bought) ?? $"10.0.{bought / 250}.{bought % 250 + 1}", UserData = order.UserData, Prepaid = order.Prepaid,
            BoughtAt = now, ShownAt = now + offer.ShownAfter, BootsAt = now + offer.BootsIn, ReleaseAt = order.ReleaseAt,
        };
        stock[(instance.Subnet.Zone, order.Type)] = Left(instance.Subnet.Zone, order.Type) - 1;
        return instances[id] = instance;
    }

    void Release(CloudInstance instance)
    {
        instances.Remove(instance.Id);
        stock[(instance.Subnet.Zone, instance.Type.Name)] = Left(instance.Subnet.Zone, instance.Type.Name) + 1;
        leaving.Enqueue(instance);
    }

    /// <summary>One that is not described yet cannot be changed yet either.</summary>
    CloudInstance Known(string id) => instances.TryGetValue(id, out var found) && found.ShownAt <= clock.GetUtcNow() ? found : throw CloudError.NotFound("InstanceId");

    DateTimeOffset Releasable(DateTimeOffset at) => at - clock.GetUtcNow() is var ahead && ahead >= EarliestRelease && ahead <= LatestRelease
        ? at : throw new CloudError(400, "InvalidAutoReleaseTime.Malformed", "The specified AutoReleaseTime has to be from 30 minutes to 3 years ahead.");

    T Locked<T>(Func<T> act)
    {
        lock (gate) return act();
    }
}
