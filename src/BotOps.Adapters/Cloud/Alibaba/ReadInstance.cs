using System.Text.Json;
using BotOps.Core.Cloud;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>An instance as <c>DescribeInstances</c> shows it.</summary>
static class ReadInstance
{
    public static Instance From(JsonElement json)
    {
        var prepaid = json.Text("InstanceChargeType") == "PrePaid";
        var id = json.Text("InstanceId") ?? "";
        return new Instance(id, json.Text("InstanceName") ?? id, json.Text("RegionId") ?? "", json.Text("ZoneId") ?? "", json.Text("InstanceType") ?? "", State(json.Text("Status")))
        {
            System = json.Text("OSType"),
            Subnet = json.Text("VpcAttributes", "VSwitchId"),
            PrivateAddress = First(json, "VpcAttributes", "PrivateIpAddress", "IpAddress"),
            PublicAddress = json.Text("EipAddress", "IpAddress") ?? First(json, "PublicIpAddress", "IpAddress"),
            Tags = json.Items("Tags", "Tag").ToDictionary(t => t.Text("TagKey") ?? "", t => t.Text("TagValue") ?? ""),
            CreatedAt = json.Time("CreationTime") ?? default,
            ReleaseAt = json.Time("AutoReleaseTime"),
            Prepaid = prepaid,
            PaidUntil = prepaid ? json.Time("ExpiredTime") : null, // by the hour it is a day in 2099
        };
    }

    static string? First(JsonElement json, params ReadOnlySpan<string> path) => json.Items(path).Select(a => a.GetString()).FirstOrDefault();

    static InstanceState State(string? status) => Enum.TryParse<InstanceState>(status, out var state) ? state : InstanceState.Pending;
}
