using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BotOps.Sandbox.Cloud;

/// <summary>ECS of 2014-05-26 and VPC of 2016-04-28 as the double answers them. Each call first reads its parameters, then acts.</summary>
sealed partial class EcsCalls(CloudWorld world)
{
    const int Most = 100, LongestUserData = 32 * 1024, MostGroups = 16;

    public Func<object> RunInstances(CloudParameters p)
    {
        InRegion(p);
        var (amount, groups, prepaid) = (p.Number("Amount", 1, Most, 1), p.List("SecurityGroupIds", MostGroups), p.OneOf("InstanceChargeType", "PostPaid", "PrePaid") == "PrePaid");
        if (groups.Count == 0) throw new CloudError(400, "MissingParameter", "SecurityGroupIds is mandatory for this action.");
        if (prepaid && (p.Number("Period", 1, 60, 0) == 0 || p.OneOf("PeriodUnit", "Week", "Month") is null)) throw CloudError.Invalid("Period");
        p.OneOf("SystemDisk.Category", "cloud_essd", "cloud_auto", "cloud_efficiency", "cloud_ssd");
        p.Number("SystemDisk.Size", 20, 2048, 40);
        if (p.Text("HostName") is { } host && !HostName().IsMatch(host)) throw CloudError.Invalid("HostName.Malformed");
        var order = new CloudOrder(p.Same, p.Text("ClientToken"), p.Needed("InstanceType"), p.Needed("VSwitchId"), p.Needed("ImageId"), groups, p.Text("KeyPairName"), amount, p.Number("MinAmount", 1, amount, amount), p.Text("InstanceName") ?? "instance")
        {
            DryRun = p.Flag("DryRun"), Prepaid = prepaid, ReleaseAt = p.Time("AutoReleaseTime"), UserData = UserData(p.Text("UserData")), Tags = p.Tags(),
        };
        if (order.Token is { } token && (token.Length > 64 || token.Any(c => c > '~'))) throw CloudError.Invalid("ClientToken");
        if (order.Name.Length is < 2 or > 128) throw CloudError.Invalid("InstanceName.Malformed");
        if (prepaid && order.ReleaseAt is not null) throw CloudError.Invalid("AutoReleaseTime", "is for pay-as-you-go instances");
        return () => new { InstanceIdSets = new { InstanceIdSet = world.Run(order) } };
    }

    public Func<object> DescribeInstances(CloudParameters p)
    {
        InRegion(p);
        var (ids, tags, size, from) = (Ids(p.Text("InstanceIds")), p.Tags(), Math.Max(10, p.Number("MaxResults", 1, Most, 10)), Page(p.Text("NextToken")));
        return () =>
        {
            var all = world.Shown.Where(i => (ids is null || ids.Contains(i.Id)) && tags.All(t => i.Tags.GetValueOrDefault(t.Key) == t.Value)).ToList();
            return new
            {
                Instances = new { Instance = all.Skip(from).Take(size).Select(Shown) },
                NextToken = from + size < all.Count ? Convert.ToBase64String(BitConverter.GetBytes(from + size)) : "",
            };
        };
    }

    public Func<object> ModifyInstanceAutoReleaseTime(CloudParameters p)
    {
        InRegion(p);
        var (id, at) = (p.Needed("InstanceId"), p.Time("AutoReleaseTime"));
        return Do(() => world.ReleaseAt(id, at));
    }

    public Func<object> StopInstances(CloudParameters p)
    {
        InRegion(p);
        var ids = Instances(p);
        p.OneOf("BatchOptimization", "AllTogether", "SuccessFirst");
        return Do(() => world.Stop(ids));
    }

    public Func<object> DeleteInstances(CloudParameters p)
    {
        InRegion(p);
        var (ids, force) = (Instances(p), p.Flag("Force"));
        return Do(() => world.Delete(ids, force));
    }

    public Func<object> DescribePrice(CloudParameters p)
    {
        InRegion(p);
        p.OneOf("ResourceType", "instance");
        p.OneOf("SystemDisk.Category", "cloud_essd", "cloud_auto", "cloud_efficiency", "cloud_ssd");
        p.Number("SystemDisk.Size", 20, 2048, 40);
        var (type, amount, hours) = (Type(p.Needed("InstanceType")), p.Number("Amount", 1, 1000, 1), p.OneOf("PriceUnit", "Hour", "Month") == "Month" ? 480 : 1); // by the month it is cheaper
        var price = type.Price * amount * hours * p.Number("Period", 1, 60, 1);
        return () => new { PriceInfo = new { Price = new { OriginalPrice = price, DiscountPrice = 0m, TradePrice = price, Currency = "CNY" } } };
    }

    public Func<object> DescribeInstanceTypes(CloudParameters p)
    {
        var names = p.List("InstanceTypes", 10);
        p.Number("MaxResults", 1, 1600, 10);
        return () => new
        {
            InstanceTypes = new { InstanceType = world.Offer.Types.Where(t => names.Contains(t.Name)).Select(t => new { InstanceTypeId = t.Name, CpuCoreCount = t.Cores, MemorySize = t.MemoryGiB }) },
            NextToken = "",
        };
    }

    public Func<object> DescribeAvailableResource(CloudParameters p)
    {
        InRegion(p);
        p.OneOf("InstanceChargeType", "PostPaid", "PrePaid");
        p.OneOf("IoOptimized", "optimized", "none");
        if (p.Needed("DestinationResource") != "InstanceType") throw CloudError.Invalid("DestinationResource");
        var type = Type(p.Needed("InstanceType"));
        return () => new { AvailableZones = new { AvailableZone = world.Offer.Zones.Select(zone => Stock(zone, type.Name, world.Left(zone, type.Name))) } };
    }

    public Func<object> DescribeAccountAttributes(CloudParameters p)
    {
        InRegion(p);
        var names = p.List("AttributeName", 20);
        return () => new
        {
            AccountAttributeItems = new
            {
                AccountAttributeItem =
                    from name in names
                    let value = name switch { "max-postpaid-instance-vcpu-count" => world.Offer.Cores, "used-postpaid-instance-vcpu-count" => world.UsedCores, _ => (int?)null }
                    where value is not null
                    select new { AttributeName = name, AttributeValues = new { ValueItem = new[] { new { Value = $"{value}", InstanceChargeType = "PostPaid" } } } },
            },
        };
    }

    public Func<object> DescribeVSwitches(CloudParameters p)
    {
        InRegion(p);
        var (id, page, size) = (p.Text("VSwitchId"), p.Number("PageNumber", 1, 1000, 1), p.Number("PageSize", 1, 50, 10));
        return () =>
        {
            var all = world.Offer.Subnets.Where(s => id is null || s.Id == id).ToList();
            var some = all.Skip((page - 1) * size).Take(size).Select(s => new { VSwitchId = s.Id, VSwitchName = s.Name, ZoneId = s.Zone, AvailableIpAddressCount = world.FreeAddresses(s), Status = "Available" });
            return new { VSwitches = new { VSwitch = some }, TotalCount = all.Count, PageNumber = page, PageSize = size };
        };
    }

    object Shown(CloudInstance i) => new
    {
        InstanceId = i.Id, InstanceName = i.Name, HostName = i.Name, RegionId = world.Offer.Region, ZoneId = i.Subnet.Zone, InstanceType = i.Type.Name, i.Status, Cpu = i.Type.Cores, OSType = "linux",
        InstanceChargeType = i.Prepaid ? "PrePaid" : "PostPaid", CreationTime = Minute(i.BoughtAt), AutoReleaseTime = i.ReleaseAt is { } at ? Minute(at) : "", ExpiredTime = i.Prepaid ? Minute(i.BoughtAt.AddMonths(1)) : "2099-12-31T15:59Z",
        VpcAttributes = new { VpcId = "vpc-sandbox", VSwitchId = i.Subnet.Id, PrivateIpAddress = new { IpAddress = new[] { i.Address } } }, PublicIpAddress = new { IpAddress = Array.Empty<string>() }, EipAddress = new { IpAddress = "" },
        Tags = new { Tag = i.Tags.Select(t => new { TagKey = t.Key, TagValue = t.Value }) },
    };

    static object Stock(string zone, string type, int left) => new
    {
        ZoneId = zone,
        AvailableResources = new
        {
            AvailableResource = new[]
            {
                new { Type = "InstanceType", SupportedResources = new { SupportedResource = new[] { new { Value = type, Status = left > 0 ? "Available" : "SoldOut", StatusCategory = left switch { 0 => "WithoutStock", < 10 => "ClosedWithStock", _ => "WithStock" } } } } },
            },
        },
    };

    static Func<object> Do(Action act) => () =>
    {
        act();
        return new { };
    };

    void InRegion(CloudParameters p)
    {
        if (p.Needed("RegionId") != world.Offer.Region) throw CloudError.NotFound("RegionId");
    }

    CloudType Type(string name) => world.Offer.Types.FirstOrDefault(t => t.Name == name) ?? throw CloudError.NotFound("InstanceType");

    static IReadOnlyList<string> Instances(CloudParameters p) => p.List("InstanceId", Most) is { Count: > 0 } ids ? ids : throw new CloudError(400, "MissingParameter", "InstanceId is mandatory for this action.");

    static string? UserData(string? text) => text is null || (Convert.TryFromBase64String(text, new byte[text.Length], out var length) && length <= LongestUserData) ? text : throw CloudError.Invalid("UserData.SizeExceeded");

    static HashSet<string>? Ids(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<HashSet<string>>(json) is { Count: <= Most } ids ? ids : throw CloudError.Invalid("InstanceIds");
        }
        catch (JsonException)
        {
            throw CloudError.Invalid("InstanceIds");
        }
    }

    static int Page(string? token)
    {
        var place = new byte[4];
        return string.IsNullOrEmpty(token) ? 0 : Convert.TryFromBase64String(token, place, out var length) && length == 4 ? BitConverter.ToInt32(place) : throw CloudError.Invalid("NextToken");
    }

    static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.\-\[\],]{1,63}\z")]
    private static partial Regex HostName();
}
