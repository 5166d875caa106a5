using System.Text.Json;
using BotOps.Core;
using BotOps.Core.Cloud;
using BotOps.Core.Dns;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>A zone of PrivateZone, whose names only the VPCs see that it is bound to.</summary>
sealed class PrivateZone(AlibabaOptions options, AlibabaApi api, string zone) : INameServer
{
    const int Most = 100;
    string? id;

    public string Zone => zone;

    public async Task<IReadOnlyList<NameRecord>> Find(string name, string type, CancellationToken stopping) =>
        [.. (await Records(name, type, stopping)).Select(r => new NameRecord(name, type, Value(r)))];

    public async Task Add(NameRecord record, TimeSpan lives, CancellationToken stopping)
    {
        var parameters = new Parameters
        {
            { "ZoneId", await Id(stopping) }, { "Rr", record.Name }, { "Type", record.Type }, { "Value", record.Value }, { "Ttl", (int)lives.TotalSeconds },
        };
        await AddOnce.Add(() => Call("AddZoneRecord", parameters, repeatable: false, stopping), async () => (await Find(record.Name, record.Type, stopping)).Contains(record));
    }

    public async Task Remove(NameRecord record, CancellationToken stopping)
    {
        foreach (var found in (await Records(record.Name, record.Type, stopping)).Where(r => Value(r) == record.Value))
        {
            try
            {
                await Call("DeleteZoneRecord", new Parameters { { "RecordId", found.Text("RecordId") } }, repeatable: true, stopping);
            }
            catch (CloudRefused refused) when (refused.Refusal == Refusal.Missing || refused.Code == "Record.Invalid.Id")
            {
                // gone
            }
        }
    }

    async Task<List<JsonElement>> Records(string name, string type, CancellationToken stopping) =>
        [.. (await Pages("DescribeZoneRecords", new Parameters { { "ZoneId", await Id(stopping) }, { "Keyword", name }, { "SearchMode", "EXACT" } }, "Records", "Record", stopping))
            .Where(r => r.Text("Rr") == name && r.Text("Type") == type)];

    async Task<string> Id(CancellationToken stopping) => id ??=
        (await Pages("DescribeZones", new Parameters { { "Keyword", zone }, { "SearchMode", "EXACT" } }, "Zones", "Zone", stopping)).FirstOrDefault(z => z.Text("ZoneName") == zone).Text("ZoneId")
        ?? throw new CloudUnreachable(options.Account, "DescribeZones", Texts.Dns.NoZone(zone));

    async Task<List<JsonElement>> Pages(string action, Parameters which, string list, string item, CancellationToken stopping)
    {
        List<JsonElement> all = [];
        which.Add("PageSize", Most);
        for (var (page, last) = (1, 1); page <= last; page++)
        {
            var answer = await Call(action, which.And("PageNumber", $"{page}"), repeatable: true, stopping);
            all.AddRange(answer.Items(list, item));
            last = answer.Number("TotalPages") ?? 1;
        }
        return all;
    }

    Task<JsonElement> Call(string action, Parameters parameters, bool repeatable, CancellationToken stopping) => api.Call(Product.PrivateZone, options.Region, action, parameters, repeatable, stopping);

    static string Value(JsonElement record) => record.Text("Value") ?? "";
}
