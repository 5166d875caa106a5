using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Inventory;

/// <summary>Says what became of instances, in the transaction that writes it down: a project's hosts in its channels, all else where the machines are looked after.</summary>
public sealed class TellInstances(Outbox outbox, InventoryOptions options, TimeProvider clock, ILogger<TellInstances> logger)
{
    public const string Gone = "gone", Stopped = "stopped";
    const int MostNamed = 8;

    /// <param name="trouble">What is the matter now; null: nothing any more.</param>
    public async Task Host(string key, KnownInstance row, Host host, IReadOnlyList<DeployEnvironment> environments, string? trouble, CancellationToken stopping)
    {
        foreach (var environment in environments)
        {
            var where = $"{environment.Project.Name} → {environment.Name}";
            var text = trouble switch
            {
                null => Texts.Inventory.WellAgain(host.Name, where, row.Id),
                Gone => Texts.Inventory.Gone(host.Name, where, row.Id, row.Account, row.Region) + After(host, environment),
                Stopped => Texts.Inventory.Stopped(host.Name, where, row.Id, row.Account, row.Region),
                var address => Texts.Inventory.Moved(host.Name, where, row.Id, host.Address, address),
            };
            logger.LogWarning("{News}", text);
            var places = environment.Project.Channels.Count > 0 ? [.. environment.Project.Channels.Select(Place.Parse)] : options.Channels;
            await Say($"{key}/{environment.Id}", places, trouble is null ? Tone.Ok : Tone.Bad, trouble is null ? "succeeded" : "failed", text, stopping);
        }
    }

    static string After(Host host, DeployEnvironment environment) => host.Bought is null
        ? Texts.Inventory.AfterGoneOfCatalog(host.Name)
        : Texts.Inventory.AfterGone($"/scale in {environment.Project.Name} to {environment.Name} --hosts {host.Name}", $"/scale out {environment.Project.Name} +1 to {environment.Name}");

    /// <param name="fresh">Those that are said now.</param>
    /// <param name="all">With those that were said before.</param>
    public async Task Nobodys(string key, Seen seen, IReadOnlyList<KnownInstance> fresh, IReadOnlyList<KnownInstance> all, CancellationToken stopping)
    {
        var named = fresh.Take(MostNamed).Select(r => Texts.Inventory.Named(r.Shown.Name, r.Id, r.Shown.Type, r.Facts.AnHour));
        var text = Texts.Inventory.Nobodys([.. named], fresh.Count, seen.Account, seen.Region, CostOf(fresh), all.Count, CostOf(all));
        logger.LogInformation("{News}", text);
        await Say(key, options.Channels, Tone.Ask, "partial", text, stopping);
    }

    async Task Say(string key, IReadOnlyList<Place> places, Tone tone, string glyph, string text, CancellationToken stopping)
    {
        foreach (var place in places) await outbox.Say(Outbox.KeyOf(key, place), place, new Line(tone, glyph, [text], clock.GetUtcNow()), tone == Tone.Bad ? Urgency.Failure : Urgency.Card, stopping: stopping);
    }

    /// <summary>An hour, by currency; those without a known price are counted.</summary>
    public static string CostOf(IReadOnlyCollection<KnownInstance> rows) => Texts.Inventory.Cost(
        [.. rows.Select(r => r.Facts.AnHour).OfType<Cloud.Price>().GroupBy(p => p.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new Cloud.Price(g.Sum(p => p.Amount), g.Key))], rows.Count(r => r.Facts.AnHour is null));
}
