using System.Globalization;

namespace BotOps.Sandbox.Cloud;

public sealed record CloudRecord(string Id, string Zone, string Name, string Type, string Value, int Ttl);

/// <summary>The records that the double's name servers have, public and private; a part of the double's state.</summary>
public sealed class CloudNames
{
    readonly Lock gate = new();
    readonly List<CloudRecord> records = [];
    int made;

    public IReadOnlyList<CloudRecord> All
    {
        get
        {
            lock (gate) return [.. records];
        }
    }

    public CloudRecord Add(string zone, string name, string type, string value, int ttl)
    {
        lock (gate)
        {
            if (records.Any(r => (r.Zone, r.Name, r.Type, r.Value) == (zone, name, type, value))) throw new CloudError(400, "DomainRecordDuplicate", "The DNS record already exists.");
            var record = new CloudRecord((900_000 + ++made).ToString(CultureInfo.InvariantCulture), zone, name, type, value, ttl);
            records.Add(record);
            return record;
        }
    }

    internal void Remove(string id)
    {
        lock (gate)
            if (records.RemoveAll(r => r.Id == id) == 0) throw new CloudError(400, "DomainRecordNotBelongToUser", "The DNS record does not belong to the user.");
    }
}
