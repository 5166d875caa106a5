using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>A lock with what it belongs to.</summary>
public sealed record LockOf(EnvironmentLock Lock, DeployEnvironment Environment, Project Project, Person Owner)
{
    public string Where => $"{Project.Name} → {Environment.Name}";

    /// <summary>As the audit names it.</summary>
    public string Subject => $"project {Project.Name} {Environment.Name}";

    /// <summary>The line with which another operator takes it.</summary>
    public string Steal => $"/lock {Project.Name} to {Environment.Name} --reason \"{Texts.WhyExample}\" --steal";
}

public static class LockRows
{
    /// <summary>Those that stop new starts now.</summary>
    public static IQueryable<EnvironmentLock> Held(this IQueryable<EnvironmentLock> locks, DateTimeOffset now) =>
        locks.Where(l => l.EndedAt == null && (l.Until == null || l.Until > now));

    /// <summary>The lock of an environment that was not ended yet, though its time may be over.</summary>
    public static async Task<LockOf?> OpenLock(this BotOpsDb db, int environment, CancellationToken stopping) =>
        await db.Locks.Where(l => l.EnvironmentId == environment && l.EndedAt == null).Select(l => (long?)l.Id).SingleOrDefaultAsync(stopping) is { } id
            ? await db.ReadLock(id, stopping)
            : null;

    /// <summary>The lock that stops new starts now.</summary>
    public static async Task<LockOf?> HeldLock(this BotOpsDb db, int environment, DateTimeOffset now, CancellationToken stopping) =>
        await db.OpenLock(environment, stopping) is { } open && !open.Lock.IsOver(now) ? open : null;

    /// <summary>The lock that stopped new starts at a moment that has passed.</summary>
    public static async Task<LockOf?> LockAt(this BotOpsDb db, int environment, DateTimeOffset moment, CancellationToken stopping) =>
        await db.Locks.Where(l => l.EnvironmentId == environment && l.Since <= moment && (l.EndedAt == null || l.EndedAt > moment) && (l.Until == null || l.Until > moment))
            .OrderByDescending(l => l.Id).Select(l => (long?)l.Id).FirstOrDefaultAsync(stopping) is { } id
            ? await db.ReadLock(id, stopping)
            : null;

    public static async Task<LockOf> ReadLock(this BotOpsDb db, long id, CancellationToken stopping)
    {
        var held = db.Locks.Local.SingleOrDefault(l => l.Id == id);
        if (held is not null) await db.Entry(held).ReloadAsync(stopping); // what was read before the environment was locked may be old
        held ??= await db.Locks.SingleAsync(l => l.Id == id, stopping);
        var environment = await db.Environments.Include(e => e.Project).SingleAsync(e => e.Id == held.EnvironmentId, stopping);
        return new LockOf(held, environment, environment.Project, await db.Persons.SingleAsync(p => p.Id == held.OwnerId, stopping));
    }
}
