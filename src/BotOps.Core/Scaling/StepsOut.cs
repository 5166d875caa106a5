using BotOps.Core.Access;
using BotOps.Core.Balancing;
using BotOps.Core.Cloud;
using BotOps.Core.Hosts;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Brings = System.Func<BotOps.Core.Persistence.BotOpsDb, BotOps.Core.Scaling.ScaleHost, System.Threading.Tasks.Task>;

namespace BotOps.Core.Scaling;

/// <summary>The way back: out of the balancer, told nowhere any more, then stopped and unassigned, and deleted. Of a host that never came so far there is less to do.</summary>
public sealed class StepsOut(
    Scalings scalings, AskHosts ask, RolloutBalancer balancer, Clouds clouds, BackCommands commands, IEnumerable<IScaleStep> further, WorkerOptions options,
    IDbContextFactory<BotOpsDb> databases, TimeProvider clock, ILogger<StepsOut> logger)
{
    static readonly Brings Nothing = (_, _) => Task.CompletedTask;

    public async Task<Brings> Do(AtStep at)
    {
        var host = await HostOf(at);
        return at.Step switch
        {
            ScaleStep.Drained => await Drained(at, host),
            ScaleStep.Unassigned => await Unassigned(at, host),
            ScaleStep.GivenBack => await GivenBack(at, host),
            _ => await Further(at, host),
        };
    }

    /// <summary>Null: it never became one.</summary>
    Task<Host?> HostOf(AtStep at) => databases.Database(db => db.Hosts.AsNoTracking().SingleOrDefaultAsync(h => h.Name == at.Host.Name && h.Bought != null, at.Stopping), logger, at.Stopping);

    /// <summary>It is called by nobody who asks the balancer or the registry.</summary>
    async Task<Brings> Drained(AtStep at, Host? host)
    {
        if (host is null) return Nothing;
        await RequireOurs(at, host);
        await databases.Database(_ => scalings.Change(at.Run, async (_, db) => await db.Assignments.Where(a => a.HostId == host.Id && a.EnvironmentId == at.Run.EnvironmentId)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, Languages.ToAll(() => Texts.Scaling.Goes(at.Run.OrderId))), at.Stopping), at.Stopping), logger, at.Stopping);

        await balancer.LeaveForGood(On(at, host));
        if (at.Run.Target is { Run.Dubbo: not null } target) await IfItCan(at, host, on => on.Call(HostVerbs.Offline(at.Run.Deploying.Project, at.Run.Deploying.ReleaseId, at.Run.Deploying.Fence, target.Run, host.Address)));
        return Nothing;
    }

    /// <summary>Out of the balancer once more: a rollback that the order gave way to may have brought it back. Then nobody is sent there any more, and it is stopped.</summary>
    async Task<Brings> Unassigned(AtStep at, Host? host)
    {
        await Drained(at, host);
        if (host is not null && at.Run.Target is { } target) await IfItCan(at, host, on => on.Call(HostVerbs.Stop(at.Run.Deploying.Project, at.Run.Deploying.ReleaseId, at.Run.Deploying.Fence, target.Run)));
        return (db, _) => Unassign(at, host, db);
    }

    /// <summary>A machine that cannot be asked is deleted all the same.</summary>
    async Task IfItCan(AtStep at, Host host, Func<OnHost, Task> call)
    {
        try
        {
            await call(On(at, host));
        }
        catch (Exception error) when (error is HostFailed or HostUnreachable)
        {
            await at.Log.Write(host.Name, Texts.Scaling.NotStopped(error.Message), at.Stopping);
        }
    }

    OnHost On(AtStep at, Host host) => new(at.Run.Deploying, host, ask.TransportOf(host), at.Log, options, at.Stopping);

    async Task<Brings> Further(AtStep at, Host? host)
    {
        if (host is not null)
            foreach (var step in further.Where(f => f.Step == at.Step)) await step.Do(at.Run.Deploying.Project, at.Run.Deploying.Environment, host, at.Stopping);
        return Nothing;
    }

    /// <summary>The keys that it showed are forgotten: another machine may get its address.</summary>
    static async Task Unassign(AtStep at, Host? host, BotOpsDb db)
    {
        if (host is null) return;
        await db.Assignments.Where(a => a.HostId == host.Id && a.EnvironmentId == at.Run.EnvironmentId).ExecuteDeleteAsync(at.Stopping);
        await db.HostKeys.Where(k => k.Server.StartsWith(host.Address + ":")).ExecuteDeleteAsync(at.Stopping);
    }

    /// <summary>Only by its id, only with BotOps' tag, and only one that belongs to no environment any more.</summary>
    async Task<Brings> GivenBack(AtStep at, Host? host)
    {
        if (host is { GoneAt: null })
        {
            await RequireOurs(at, host);
            if (await commands.SaveLogs(at, host.Address, at.Stopping) is { } problem) throw new HostFailed(problem);
        }
        if (host is not { GoneAt: not null }) await Forget(at, host);
        var (account, region) = (host?.Bought?.Account ?? at.Run.Plan.Settings.Account, host?.Bought?.Region ?? at.Run.Plan.Settings.Region);
        var cloud = clouds.Named(account);
        if (await Instance(at, host, cloud, region) is { } instance)
        {
            if (!instance.Ours || instance.Prepaid) throw new HostFailed(Texts.Scaling.NotOurs(instance.Id));
            await Deletes(at, host, instance, account, region);
            await cloud.Delete(region, [instance.Id], at.Stopping);
        }
        return async (db, row) =>
        {
            row.InstanceId ??= host?.Bought?.Id;
            if (host is not null) await db.Hosts.Where(h => h.Id == host.Id).ExecuteUpdateAsync(set => set.SetProperty(h => h.GoneAt, clock.GetUtcNow()), at.Stopping);
        };
    }

    /// <summary>What it was let in with, also of one that failed before it became a host.</summary>
    Task Forget(AtStep at, Host? host)
    {
        var machine = host ?? new Host { Name = at.Host.Name, Address = at.Host.Address ?? "", Root = "", Transport = at.Run.Plan.Settings.Transport };
        return ask.TransportOf(machine).Forget(machine, at.Stopping);
    }

    /// <summary>Looked at and written down right before: whoever finds the instance gone knows who did it, also when this worker dies in between.</summary>
    async Task Deletes(AtStep at, Host? host, Instance instance, string account, string region)
    {
        if (host is not null) await RequireOurs(at, host);
        var (subject, what) = ($"host {at.Host.Name} of {at.Run.Deploying.Project} {at.Run.Deploying.Environment}", $"{instance.Id} ({account} {region})");
        await databases.Database(_ => scalings.Change(at.Run, async (services, db) =>
        {
            if (!await db.Audit.AnyAsync(a => a.Subject == subject && a.Before == what, at.Stopping)) services.GetRequiredService<Audit>().Note(null, "delete instance", subject, before: what, why: $"#{at.Run.OrderId}");
            return true;
        }, at.Stopping), logger, at.Stopping);
    }

    /// <summary>What is there of it; also one that was bought and never noticed. Null: it is gone, or never was.</summary>
    static async Task<Instance?> Instance(AtStep at, Host? host, ICloud cloud, string region)
    {
        if ((host?.Bought?.Id ?? at.Host.InstanceId) is { } id) return await cloud.Find(region, [id], at.Stopping) is [var found, ..] ? found : null;
        return at.Run.Plan.Token.Length == 0 ? null : (await cloud.Tagged(region, at.Run.Plan.Tags, at.Stopping)).FirstOrDefault(i => i.Name == at.Host.Name);
    }

    async Task RequireOurs(AtStep at, Host host)
    {
        if (await databases.Database(db => db.Assignments.AnyAsync(a => a.HostId == host.Id && a.EnvironmentId != at.Run.EnvironmentId, at.Stopping), logger, at.Stopping))
            throw new HostFailed(Texts.Scaling.OfAnother(host.Name));
    }
}
