using System.Globalization;
using BotOps.Core.Chat;
using BotOps.Core.Cloud;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BotOps.Core.Inventory;

/// <summary>Writes down what was seen, and tells once what has changed: to a project what became of its hosts, to those who look after the machines what nobody owns.</summary>
public sealed class NoteInstances(BotOpsDb db, TellInstances tell, TimeProvider clock, ILogger<NoteInstances> logger)
{
    /// <summary>What is gone is forgotten after that.</summary>
    static readonly TimeSpan GoneStay = TimeSpan.FromDays(30);

    public async Task Handle(Seen seen, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        var reading = await db.CloudReadings.FromSql($"select * from botops.cloud_readings where account = {seen.Account} and region = {seen.Region} for update").SingleOrDefaultAsync(stopping);
        if (reading is null || reading.ReadAt >= seen.At) return; // a newer one was noted meanwhile
        (reading.ReadAt, reading.Problem, reading.Number) = (seen.At, null, reading.Number + 1);

        var known = await db.Instances.Where(i => i.Account == seen.Account && i.Region == seen.Region).ToDictionaryAsync(i => i.Id, stopping);
        var elsewhere = await db.Instances.AsNoTracking().Where(i => i.GoneAt == null && (i.Account != seen.Account || i.Region != seen.Region)).Select(i => i.Shown).ToListAsync(stopping);
        var owners = await InstanceOwners.Read(db, [.. seen.Found, .. elsewhere], seen.At, stopping);
        Write(seen, known);
        await NoteLost(seen, known, stopping);
        await Tell(seen, reading.Number, known.Values, owners, stopping);
        await db.Instances.Where(i => i.GoneAt < clock.GetUtcNow() - GoneStay).ExecuteDeleteAsync(stopping);
    }

    void Write(Seen seen, Dictionary<string, KnownInstance> known)
    {
        var (fresh, changed, gone) = (0, 0, 0);
        foreach (var instance in seen.Found)
        {
            var facts = seen.Facts[instance.Id];
            if (!known.TryGetValue(instance.Id, out var row))
            {
                fresh++;
                db.Instances.Add(known[instance.Id] = new() { Account = seen.Account, Region = seen.Region, Id = instance.Id, Shown = instance, Facts = facts, SeenAt = seen.At, ChangedAt = seen.At });
                continue;
            }
            row.Facts = facts;
            if (row.GoneAt is null && Same(row.Shown, instance)) continue;
            changed++;
            (row.Shown, row.ChangedAt, row.GoneAt) = (instance, seen.At, null);
        }
        foreach (var row in known.Values.Where(k => k.GoneAt is null && !seen.Facts.ContainsKey(k.Id)))
        {
            gone++;
            (row.GoneAt, row.ChangedAt) = (seen.At, seen.At);
        }
        if (fresh + changed + gone > 0) logger.LogInformation("{Account} in {Region}: {All} instances, {New} new, {Changed} changed, {Gone} gone", seen.Account, seen.Region, seen.Found.Count, fresh, changed, gone);
    }

    static bool Same(Instance before, Instance now) => before with { Tags = now.Tags } == now && before.Tags.OrderBy(t => t.Key).SequenceEqual(now.Tags.OrderBy(t => t.Key));

    /// <summary>Bought, in an environment, and never seen: it went before the first reading.</summary>
    async Task NoteLost(Seen seen, Dictionary<string, KnownInstance> known, CancellationToken stopping)
    {
        var bought = await db.Hosts.AsNoTracking().Where(h => h.Bought != null && h.GoneAt == null && db.Assignments.Any(a => a.HostId == h.Id && a.Since < seen.At)).ToListAsync(stopping);
        foreach (var host in bought.Where(h => h.Bought!.Account == seen.Account && h.Bought.Region == seen.Region && !known.ContainsKey(h.Bought.Id)))
        {
            var shown = new Instance(host.Bought!.Id, host.Name, seen.Region, host.Bought.Zone, host.Bought.Type, InstanceState.Stopped) { PrivateAddress = host.Address };
            db.Instances.Add(known[shown.Id] = new() { Account = seen.Account, Region = seen.Region, Id = shown.Id, Shown = shown, SeenAt = seen.At, ChangedAt = seen.At, GoneAt = seen.At });
        }
    }

    async Task Tell(Seen seen, long number, IReadOnlyCollection<KnownInstance> rows, InstanceOwners owners, CancellationToken stopping)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"inventory/{seen.Account}/{seen.Region}/{number}");
        var alive = rows.Where(r => r.GoneAt is null).Select(r => owners.Of(r.Account, r.Shown).Host?.Id).OfType<int>().ToHashSet();
        List<KnownInstance> nobodys = [];
        foreach (var row in rows.OrderBy(r => r.Shown.Name, StringComparer.Ordinal))
        {
            var owner = owners.Of(row.Account, row.Shown);
            if (row.GoneAt is not null && owner.Host is { Bought: null } catalog && alive.Contains(catalog.Id)) continue; // another machine has its address by now
            var trouble = owner is { Host: { } host, Environments.Count: > 0 } ? TroubleOf(row, host) : null;
            if (trouble != row.Trouble && owner is { Host: { } of, Environments.Count: > 0 }) await tell.Host($"{key}/{row.Id}", row, of, owner.Environments, trouble, stopping);
            row.Trouble = trouble;

            var unowned = row.GoneAt is null && !owner.Any;
            if (unowned && !row.Unowned) nobodys.Add(row);
            row.Unowned = unowned;
        }
        if (nobodys.Count > 0) await tell.Nobodys($"{key}/nobodys", seen, nobodys, [.. rows.Where(r => r.Unowned)], stopping);
    }

    /// <summary>Null: it is as its host needs it.</summary>
    static string? TroubleOf(KnownInstance row, Host host) => row switch
    {
        { GoneAt: not null } => TellInstances.Gone,
        { Shown.State: InstanceState.Stopping or InstanceState.Stopped } => TellInstances.Stopped,
        { Shown: { PrivateAddress: { } address } shown } when host.Bought is not null && address != host.Address && shown.PublicAddress != host.Address => address,
        _ => null,
    };
}
