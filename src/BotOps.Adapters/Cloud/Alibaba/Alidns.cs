using System.Text.Json;
using BotOps.Core.Cloud;
using BotOps.Core.Dns;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>A public domain of Alidns.</summary>
sealed class Alidns(AlibabaOptions options, AlibabaApi api, string domain) : INameServer
{
    const int Most = 500;

    public string Zone => domain;

    public async Task<IReadOnlyList<NameRecord>> Find(string name, string type, CancellationToken stopping) =>
        [.. (await Records(name, type, stopping)).Select(r => new NameRecord(name, type, Value(r)))];

    /// <summary>Alidns has no client token: whether it is there is asked instead of calling twice.</summary>
    public Task Add(NameRecord record, TimeSpan lives, CancellationToken stopping) => AddOnce.Add(
        () => api.Call(Product.Alidns, options.Region, "AddDomainRecord", new Parameters
        {
            { "DomainName", domain }, { "RR", record.Name }, { "Type", record.Type }, { "Value", record.Value }, { "TTL", (int)lives.TotalSeconds },
        }, repeatable: false, stopping),
        async () => (await Find(record.Name, record.Type, stopping)).Contains(record));

    public async Task Remove(NameRecord record, CancellationToken stopping)
    {
        foreach (var found in (await Records(record.Name, record.Type, stopping)).Where(r => Value(r) == record.Value))
        {
            try
            {
                await api.Call(Product.Alidns, options.Region, "DeleteDomainRecord", new Parameters { { "RecordId", found.Text("RecordId") } }, repeatable: true, stopping);
            }
            catch (CloudRefused refused) when (refused.Code == "DomainRecordNotBelongToUser")
            {
                // gone: an id that is nobody's any more
            }
        }
    }

    async Task<List<JsonElement>> Records(string name, string type, CancellationToken stopping)
    {
        List<JsonElement> records = [];
        for (var (page, seen) = (1, 0); ; page++)
        {
            var answer = await api.Call(Product.Alidns, options.Region, "DescribeDomainRecords", new Parameters
            {
                { "DomainName", domain }, { "RRKeyWord", name }, { "Type", type }, { "PageNumber", page }, { "PageSize", Most },
            }, repeatable: true, stopping);
            var some = answer.Items("DomainRecords", "Record").ToList();
            records.AddRange(some.Where(r => r.Text("RR") == name && r.Text("Type") == type)); // the key word finds parts of names too
            if (some.Count == 0 || (seen += some.Count) >= (answer.Number("TotalCount") ?? 0)) return records;
        }
    }

    static string Value(JsonElement record) => record.Text("Value") ?? "";
}
