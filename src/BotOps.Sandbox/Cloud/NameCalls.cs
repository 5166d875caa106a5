namespace BotOps.Sandbox.Cloud;

/// <summary>Alidns of 2015-01-09 and PrivateZone of 2018-01-01 as the double answers them.</summary>
sealed class NameCalls(CloudOffer offer, CloudNames names)
{
    public Func<object> AddDomainRecord(CloudParameters p)
    {
        var (domain, name, type, value, ttl) = (Domain(p), p.Needed("RR"), p.Needed("Type"), p.Needed("Value"), p.Number("TTL", 600, 86400, 600));
        return () => new { RecordId = names.Add(domain, name, type, value, ttl).Id };
    }

    public Func<object> DescribeDomainRecords(CloudParameters p)
    {
        var (domain, part, type, page, size) = (Domain(p), p.Text("RRKeyWord"), p.Text("Type"), p.Number("PageNumber", 1, 1000, 1), p.Number("PageSize", 1, 500, 20));
        return () =>
        {
            var all = names.All.Where(r => r.Zone == domain && (part is null || r.Name.Contains(part, StringComparison.OrdinalIgnoreCase)) && (type is null || r.Type == type)).ToList();
            var some = all.Skip((page - 1) * size).Take(size).Select(r => new { RecordId = r.Id, DomainName = r.Zone, RR = r.Name, r.Type, r.Value, TTL = r.Ttl, Line = "default", Status = "ENABLE" });
            return new { DomainRecords = new { Record = some }, TotalCount = all.Count, PageNumber = page, PageSize = size };
        };
    }

    public Func<object> DeleteDomainRecord(CloudParameters p)
    {
        var id = p.Needed("RecordId");
        return () =>
        {
            names.Remove(id);
            return new { RecordId = id };
        };
    }

    public Func<object> DescribeZones(CloudParameters p)
    {
        var (name, page, size) = (p.Text("Keyword"), p.Number("PageNumber", 1, 1000, 1), p.Number("PageSize", 1, 100, 20));
        p.OneOf("SearchMode", "LIKE", "EXACT");
        return () => Paged(offer.PrivateZones.Where(z => name is null || z == name).ToList(), page, size, some => new { Zone = some.Select(z => new { ZoneId = IdOf(z), ZoneName = z }) }, (pages, zones) => new { Zones = zones, TotalPages = pages });
    }

    public Func<object> AddZoneRecord(CloudParameters p)
    {
        var (zone, name, type, value, ttl) = (Private(p), p.Needed("Rr"), p.Needed("Type"), p.Needed("Value"), p.Number("Ttl", 5, 86400, 60));
        return () => new { Success = true, RecordId = long.Parse(names.Add(zone, name, type, value, ttl).Id, null) };
    }

    public Func<object> DescribeZoneRecords(CloudParameters p)
    {
        var (zone, name, page, size) = (Private(p), p.Text("Keyword"), p.Number("PageNumber", 1, 1000, 1), p.Number("PageSize", 1, 100, 20));
        var exact = p.OneOf("SearchMode", "LIKE", "EXACT") == "EXACT";
        return () => Paged(
            names.All.Where(r => r.Zone == zone && (name is null || (exact ? r.Name == name : r.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))).ToList(), page, size,
            some => new { Record = some.Select(r => new { RecordId = long.Parse(r.Id, null), Rr = r.Name, r.Type, r.Value, r.Ttl, Status = "ENABLE" }) }, (pages, records) => new { Records = records, TotalPages = pages });
    }

    public Func<object> DeleteZoneRecord(CloudParameters p)
    {
        var id = p.Needed("RecordId");
        return () =>
        {
            if (names.All.All(r => r.Id != id)) throw new CloudError(404, "Record.NotFound", "The record does not exist.");
            names.Remove(id);
            return new { RecordId = long.Parse(id, null) };
        };
    }

    static object Paged<T>(List<T> all, int page, int size, Func<IEnumerable<T>, object> draw, Func<int, object, object> answer) =>
        answer((all.Count + size - 1) / size, draw(all.Skip((page - 1) * size).Take(size)));

    string Domain(CloudParameters p) => p.Needed("DomainName") is var name && offer.Domains.Contains(name) ? name : throw new CloudError(400, "InvalidDomainName.NoExist", "The specified domain name does not exist.");

    string Private(CloudParameters p)
    {
        var id = p.Needed("ZoneId");
        return offer.PrivateZones.FirstOrDefault(z => IdOf(z) == id) ?? throw new CloudError(404, "Zone.NotExists", "The specified zone does not exist.");
    }

    static string IdOf(string zone) => $"zone-{zone}";
}
