using System.Globalization;
using System.Text;
using BotOps.Core.Cloud;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>An order as <c>RunInstances</c> reads it. The same order always gives the same parameters, as its token asks for.</summary>
static class OrderParameters
{
    const int MostUserData = 32 * 1024;

    public static Parameters Of(InstanceOrder order)
    {
        if (order.Spec.Prepaid && order.ReleaseAt is not null) throw new ArgumentException("A prepaid instance is not released by itself.", nameof(order));
        var name = string.Create(CultureInfo.InvariantCulture, $"{order.NamePrefix}[{order.First},{order.Digits}]");
        return new Parameters
        {
            { "RegionId", order.Region }, { "ClientToken", order.Token },
            { "Amount", order.Amount }, { "MinAmount", order.Least },
            { "InstanceName", name }, { "HostName", name }, { "InstanceType", order.Spec.Type }, { "ImageId", order.Spec.Image },
            { "VSwitchId", order.Spec.Subnet }, { "SecurityGroupIds", order.Spec.SecurityGroups }, { "KeyPairName", order.Spec.KeyPair },
            { "SystemDisk.Category", order.Spec.DiskCategory }, { "SystemDisk.Size", order.Spec.DiskSize },
            { "InstanceChargeType", order.Spec.Prepaid ? "PrePaid" : "PostPaid" }, { "Period", order.Spec.Prepaid ? 1 : null }, { "PeriodUnit", order.Spec.Prepaid ? "Month" : null },
            { "AutoReleaseTime", order.ReleaseAt is { } at ? Time(at) : null },
            { "Tag", Marked(order.Tags) }, { "UserData", UserData(order.UserData) },
        };
    }

    /// <summary>Seconds are cut, as the provider does.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:00'Z'", CultureInfo.InvariantCulture);

    static IReadOnlyDictionary<string, string> Marked(IReadOnlyDictionary<string, string> tags) =>
        tags.ContainsKey(Instance.Mark) ? tags : new Dictionary<string, string>(tags) { [Instance.Mark] = "yes" };

    static string? UserData(string? script) => script is null ? null
        : Encoding.UTF8.GetBytes(script) is { Length: <= MostUserData } bytes ? Convert.ToBase64String(bytes) : throw new ArgumentException("User data has at most 32 KiB.", nameof(script));
}
