using System.Globalization;
using BotOps.Core.Campaigns;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads the catalog's <c>campaigns</c>, and writes them.</summary>
static class CampaignReader
{
    const string MomentForm = "yyyy-MM-dd HH:mm";
    const int MostHosts = 1000;
    static readonly TimeSpan LongestLead = TimeSpan.FromDays(7);

    public static CatalogCampaign Read(string name, CatalogField campaign)
    {
        if (CatalogNames.Problem(name) is { } wrong) campaign.Problem(wrong);
        campaign.Knows("readyBy", "until", "timeZone", "lead", "note", "hosts");
        var usual = new CampaignSettings();
        var zone = campaign["timeZone"].Text(usual.Zone, CatalogNames.TimeZone);
        var (ready, until) = (Moment(campaign["readyBy"], zone), Moment(campaign["until"], zone));
        if (campaign["readyBy"].Given && until is { } end && ready >= end) campaign["until"].Problem(Texts.Campaigns.EndsBeforeReady);
        return new CatalogCampaign(campaign.At, name, new CampaignSettings
        {
            ReadyBy = ready ?? default, Until = until ?? default, Zone = zone, Lead = campaign["lead"].Time(usual.Lead, LongestLead), Note = campaign["note"].TextOrNull(),
            Hosts = [.. Some(campaign["hosts"]).Select(entry => Hosts(entry.Name, entry.Field))],
        });
    }

    static List<(string Name, CatalogField Field)> Some(CatalogField hosts)
    {
        var some = hosts.Required().Entries().ToList();
        if (some.Count == 0 && hosts.Given && !hosts.IsText) hosts.Problem(Texts.Catalog.IsMissing);
        return some;
    }

    /// <summary><c>order-svc: 20</c>, <c>order-svc/production: { amount: 20, spec: large, zone: hangzhou-i }</c></summary>
    static CampaignHosts Hosts(string key, CatalogField hosts)
    {
        var (project, environment) = key.Split('/') is [var first, var second] ? (first, second) : (key, null);
        if (CatalogNames.Problem(project) is { } wrong) hosts.Problem(wrong);
        if (environment is not null && CatalogNames.Problem(environment) is { } other) hosts.Problem(other);
        if (hosts.IsText) return new CampaignHosts(project, environment, hosts.Number(0, 1, MostHosts));
        hosts.Knows("amount", "spec", "zone");
        return new CampaignHosts(project, environment, hosts["amount"].Required().Number(0, 1, MostHosts), hosts["spec"].TextOrNull(CatalogNames.Problem), hosts["zone"].TextOrNull(CatalogNames.Problem));
    }

    static DateTimeOffset? Moment(CatalogField field, string zone)
    {
        DateTime local = default;
        field.Required().Text("", text => DateTime.TryParseExact(text, MomentForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out local) ? null : Texts.Campaigns.NotATime(text));
        return local == default || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? null : new DateTimeOffset(local, found.GetUtcOffset(local)).ToUniversalTime();
    }

    public static IReadOnlyList<CatalogValue> Values(CampaignSettings settings)
    {
        var usual = new CampaignSettings();
        return CatalogValues.Without([new("timeZone", usual.Zone), new("lead", CatalogTime.Text(usual.Lead)), new("note", "")],
        [
            new("readyBy", Text(settings.ReadyBy, settings.Zone)), new("until", Text(settings.Until, settings.Zone)), new("timeZone", settings.Zone), new("lead", CatalogTime.Text(settings.Lead)), new("note", settings.Note ?? ""),
            .. settings.Hosts.SelectMany(Values),
        ]);
    }

    static IEnumerable<CatalogValue> Values(CampaignHosts hosts)
    {
        var amount = hosts.Amount.ToString(CultureInfo.InvariantCulture);
        if (hosts is { Spec: null, Zone: null }) return [new(["hosts", hosts.Key], amount)];
        return
        [
            new(["hosts", hosts.Key, "amount"], amount),
            .. hosts.Spec is { } spec ? [new CatalogValue(["hosts", hosts.Key, "spec"], spec)] : Array.Empty<CatalogValue>(),
            .. hosts.Zone is { } zone ? [new CatalogValue(["hosts", hosts.Key, "zone"], zone)] : Array.Empty<CatalogValue>(),
        ];
    }

    static string Text(DateTimeOffset at, string zone) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString(MomentForm, CultureInfo.InvariantCulture);
}
