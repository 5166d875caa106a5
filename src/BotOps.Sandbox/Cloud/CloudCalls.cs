using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotOps.Sandbox.Cloud;

/// <summary>The table of all that the double answers, by version and action.</summary>
static class CloudCalls
{
    const string Ecs = "2014-05-26", Vpc = "2016-04-28", Alidns = "2015-01-09", PrivateZone = "2018-01-01", Sts = "2015-04-01";

    /// <summary>Names as they stand, as the real one has them.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Dictionary<(string Version, string Action), Func<CloudParameters, Func<object>>> All(EcsCalls ecs, NameCalls names, KeyCalls keys) => new()
    {
        [(Ecs, "RunInstances")] = ecs.RunInstances,
        [(Ecs, "DescribeInstances")] = ecs.DescribeInstances,
        [(Ecs, "ModifyInstanceAutoReleaseTime")] = ecs.ModifyInstanceAutoReleaseTime,
        [(Ecs, "StopInstances")] = ecs.StopInstances,
        [(Ecs, "DeleteInstances")] = ecs.DeleteInstances,
        [(Ecs, "DescribePrice")] = ecs.DescribePrice,
        [(Ecs, "DescribeInstanceTypes")] = ecs.DescribeInstanceTypes,
        [(Ecs, "DescribeAvailableResource")] = ecs.DescribeAvailableResource,
        [(Ecs, "DescribeAccountAttributes")] = ecs.DescribeAccountAttributes,
        [(Vpc, "DescribeVSwitches")] = ecs.DescribeVSwitches,
        [(Alidns, "AddDomainRecord")] = names.AddDomainRecord,
        [(Alidns, "DescribeDomainRecords")] = names.DescribeDomainRecords,
        [(Alidns, "DeleteDomainRecord")] = names.DeleteDomainRecord,
        [(PrivateZone, "DescribeZones")] = names.DescribeZones,
        [(PrivateZone, "AddZoneRecord")] = names.AddZoneRecord,
        [(PrivateZone, "DescribeZoneRecords")] = names.DescribeZoneRecords,
        [(PrivateZone, "DeleteZoneRecord")] = names.DeleteZoneRecord,
        [(Sts, "AssumeRole")] = keys.AssumeRole,
        [(Sts, "GetCallerIdentity")] = KeyCalls.GetCallerIdentity,
    };

    public static JsonObject With(object answer, string request)
    {
        var json = JsonSerializer.SerializeToNode(answer, Json)!.AsObject();
        json["RequestId"] = request;
        return json;
    }
}
