namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>An API of Alibaba Cloud, and where it answers.</summary>
sealed record Product(string Name, string Version)
{
    public static readonly Product
        Ecs = new("ecs", "2014-05-26"), Vpc = new("vpc", "2016-04-28"), Alidns = new("alidns", "2015-01-09"), PrivateZone = new("pvtz", "2018-01-01"), Sts = new("sts", "2015-04-01");

    public static readonly IReadOnlyList<Product> All = [Ecs, Vpc, Alidns, PrivateZone, Sts];

    /// <summary>Regions whose VPC API answers at the one address.</summary>
    static readonly HashSet<string> OneVpc = ["cn-hangzhou", "cn-shanghai", "cn-beijing", "cn-shenzhen", "cn-qingdao", "cn-hongkong", "ap-southeast-1", "us-east-1", "us-west-1"];

    /// <summary>As the vendor's own clients find it.</summary>
    public Uri In(string region) => new("https://" + (Name switch
    {
        "ecs" when region == "cn-hangzhou" => "ecs-cn-hangzhou.aliyuncs.com",
        "vpc" when OneVpc.Contains(region) => "vpc.aliyuncs.com",
        "alidns" when region == "cn-hangzhou" => "alidns.aliyuncs.com",
        "pvtz" => "pvtz.aliyuncs.com",
        _ => $"{Name}.{region}.aliyuncs.com",
    }));
}
