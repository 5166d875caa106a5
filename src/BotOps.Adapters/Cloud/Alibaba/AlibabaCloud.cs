using System.Text.Json;
using BotOps.Core;
using BotOps.Core.Cloud;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>ECS of one account. Instances are described some moments after they were ordered.</summary>
sealed class AlibabaCloud(AlibabaOptions options, AlibabaApi api, TimeProvider clock) : ICloud
{
    /// <summary>The most that one call takes or gives.</summary>
    const int Most = 100, MostTypes = 10, MostSubnets = 50;

    /// <summary>After which an instance that was not described is looked for again before it counts as gone.</summary>
    static readonly TimeSpan LooksAgain = TimeSpan.FromSeconds(2);

    public string Account => options.Account;
    public string Region => options.Region;

    /// <summary>A dry run that would have succeeded is an error by that name.</summary>
    public async Task Try(InstanceOrder order, CancellationToken stopping)
    {
        try
        {
            await Call(Product.Ecs, order.Region, "RunInstances", OrderParameters.Of(order).And("DryRun", "true"), stopping);
        }
        catch (CloudRefused refused) when (refused.Code == "DryRunOperation")
        {
        }
    }

    public async Task<IReadOnlyList<string>> Create(InstanceOrder order, CancellationToken stopping)
    {
        var answer = await Call(Product.Ecs, order.Region, "RunInstances", OrderParameters.Of(order), stopping);
        return [.. answer.Items("InstanceIdSets", "InstanceIdSet").Select(id => id.GetString()!)];
    }

    public async Task<IReadOnlyList<Instance>> Find(string region, IReadOnlyCollection<string> ids, CancellationToken stopping)
    {
        List<Instance> found = [];
        foreach (var some in ids.Distinct().Chunk(Most)) found.AddRange(await Describe(region, new Parameters { { "InstanceIds", JsonSerializer.Serialize(some) } }, stopping));
        return found;
    }

    public Task<IReadOnlyList<Instance>> Tagged(string region, IReadOnlyDictionary<string, string> tags, CancellationToken stopping) =>
        Describe(region, new Parameters { { "Tag", tags } }, stopping);

    /// <summary>Without a time it is cleared.</summary>
    public Task ReleaseAt(string region, string id, DateTimeOffset? at, CancellationToken stopping) =>
        Call(Product.Ecs, region, "ModifyInstanceAutoReleaseTime", new Parameters { { "RegionId", region }, { "InstanceId", id }, { "AutoReleaseTime", at is { } time ? OrderParameters.Time(time) : null } }, stopping);

    public async Task Stop(string region, IReadOnlyCollection<string> ids, CancellationToken stopping)
    {
        var running = RequireOurs(await Find(region, ids, stopping)).Where(i => i.State is InstanceState.Running or InstanceState.Starting).Select(i => i.Id);
        foreach (var some in running.Chunk(Most))
            await Call(Product.Ecs, region, "StopInstances", new Parameters { { "RegionId", region }, { "InstanceId", some }, { "BatchOptimization", "SuccessFirst" } }, stopping);
    }

    /// <summary>What is deleted is looked up right before: its tag decides, not what the caller remembers.</summary>
    public async Task Delete(string region, IReadOnlyCollection<string> ids, CancellationToken stopping)
    {
        foreach (var some in (await Deletable(region, ids, stopping)).Chunk(Most))
        {
            try
            {
                await Call(Product.Ecs, region, "DeleteInstances", new Parameters { { "RegionId", region }, { "InstanceId", some }, { "Force", true } }, stopping);
            }
            catch (CloudRefused refused) when (refused.Refusal == Refusal.Missing)
            {
                var left = await Deletable(region, some, stopping);
                if (left.Count == some.Length) throw;
                await Delete(region, left, stopping); // the others went by themselves
            }
        }
    }

    public async Task<Price> PriceAnHour(string region, InstanceSpec spec, int amount, CancellationToken stopping)
    {
        const int HoursOfMonth = 730;
        var answer = await Call(Product.Ecs, region, "DescribePrice", new Parameters
        {
            { "RegionId", region }, { "ResourceType", "instance" }, { "InstanceType", spec.Type }, { "Amount", 1 }, // what the price of many covers is not documented
            { "PriceUnit", spec.Prepaid ? "Month" : "Hour" }, { "Period", 1 }, { "SystemDisk.Category", spec.DiskCategory }, { "SystemDisk.Size", spec.DiskSize },
        }, stopping);
        var one = answer.Amount("PriceInfo", "Price", "TradePrice") ?? throw new CloudUnreachable(Account, "DescribePrice", Texts.Cloud.NoPrice(spec.Type));
        return new Price((spec.Prepaid ? one / HoursOfMonth : one) * amount, answer.Text("PriceInfo", "Price", "Currency") ?? "CNY");
    }

    public async Task<IReadOnlyList<InstanceType>> Types(string region, IReadOnlyCollection<string> names, CancellationToken stopping)
    {
        List<InstanceType> types = [];
        foreach (var some in names.Distinct().Chunk(MostTypes))
        {
            var answer = await Call(Product.Ecs, region, "DescribeInstanceTypes", new Parameters { { "InstanceTypes", some }, { "MaxResults", Most } }, stopping);
            types.AddRange(answer.Items("InstanceTypes", "InstanceType").Select(t => new InstanceType(t.Text("InstanceTypeId")!, t.Number("CpuCoreCount") ?? 0, (double)(t.Amount("MemorySize") ?? 0))));
        }
        return types;
    }

    public async Task<IReadOnlyList<ZoneStock>> Stock(string region, string type, CancellationToken stopping)
    {
        var answer = await Call(Product.Ecs, region, "DescribeAvailableResource", new Parameters
        {
            { "RegionId", region }, { "DestinationResource", "InstanceType" }, { "InstanceChargeType", "PostPaid" }, { "IoOptimized", "optimized" }, { "InstanceType", type },
        }, stopping);
        return [..
            from zone in answer.Items("AvailableZones", "AvailableZone")
            let offers = zone.Items("AvailableResources", "AvailableResource").SelectMany(r => r.Items("SupportedResources", "SupportedResource")).Where(r => r.Text("Value") == type && r.Text("Status") == "Available").ToList()
            where offers.Count > 0 && zone.Text("ZoneId") is not null
            select new ZoneStock(zone.Text("ZoneId")!, offers.Any(o => o.Text("StatusCategory") == "WithStock"))];
    }

    /// <summary>ECS counts the cores of pay-as-you-go instances, not the instances.</summary>
    public async Task<Quota> Quota(string region, CancellationToken stopping)
    {
        const string Most = "max-postpaid-instance-vcpu-count", Used = "used-postpaid-instance-vcpu-count";
        var answer = await Call(Product.Ecs, region, "DescribeAccountAttributes", new Parameters { { "RegionId", region }, { "AttributeName", [Most, Used] } }, stopping);
        var values = answer.Items("AccountAttributeItems", "AccountAttributeItem").ToDictionary(i => i.Text("AttributeName") ?? "", i => i.Items("AttributeValues", "ValueItem").Select(v => v.Number("Value")).FirstOrDefault());
        return new Quota(InstancesLeft: null, CoresLeft: values.GetValueOrDefault(Most) - (values.GetValueOrDefault(Used) ?? 0));
    }

    public async Task<IReadOnlyList<Subnet>> Subnets(string region, IReadOnlyCollection<string> ids, CancellationToken stopping)
    {
        List<Subnet> subnets = [];
        foreach (var id in ids.Distinct())
        {
            var answer = await Call(Product.Vpc, region, "DescribeVSwitches", new Parameters { { "RegionId", region }, { "VSwitchId", id }, { "PageSize", MostSubnets } }, stopping);
            subnets.AddRange(answer.Items("VSwitches", "VSwitch").Select(s => new Subnet(s.Text("VSwitchId")!, s.Text("VSwitchName") ?? s.Text("VSwitchId")!, s.Text("ZoneId") ?? "", s.Number("AvailableIpAddressCount") ?? 0)));
        }
        return subnets;
    }

    async Task<List<string>> Deletable(string region, IReadOnlyCollection<string> ids, CancellationToken stopping)
    {
        var found = await Find(region, ids, stopping);
        if (found.Count < ids.Distinct().Count())
        {
            await Task.Delay(LooksAgain, clock, stopping);
            found = await Find(region, ids, stopping);
        }
        return [.. RequireOurs(found).Select(i => i.Id)];
    }

    /// <summary>All of them or none: what stands beside one that is not BotOps' was chosen wrongly as well.</summary>
    IReadOnlyList<Instance> RequireOurs(IReadOnlyList<Instance> found)
    {
        if (found.FirstOrDefault(i => !i.Ours) is { } foreign) throw new UserError(Texts.Cloud.NotOurs(Account, foreign.Id, foreign.Name), foreign.Id);
        if (found.FirstOrDefault(i => i.Prepaid) is { } prepaid) throw new UserError(Texts.Cloud.PrepaidStays(Account, prepaid.Id, prepaid.Name), prepaid.Id);
        return found;
    }

    async Task<IReadOnlyList<Instance>> Describe(string region, Parameters which, CancellationToken stopping)
    {
        List<Instance> found = [];
        which.Add("RegionId", region);
        which.Add("MaxResults", Most);
        for (string? next = null; ;)
        {
            var page = await Call(Product.Ecs, region, "DescribeInstances", which.And("NextToken", next), stopping);
            found.AddRange(page.Items("Instances", "Instance").Select(ReadInstance.From));
            if ((next = page.Text("NextToken")) is null) return found;
        }
    }

    /// <summary>All may be said twice: what reads changes nothing, a change says how it shall be, and an order has its token.</summary>
    Task<JsonElement> Call(Product product, string region, string action, Parameters parameters, CancellationToken stopping) => api.Call(product, region, action, parameters, repeatable: true, stopping);
}
