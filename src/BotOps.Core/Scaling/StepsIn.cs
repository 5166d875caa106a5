using BotOps.Core.Balancing;
using BotOps.Core.Cloud;
using BotOps.Core.Hosts;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Brings = System.Func<BotOps.Core.Persistence.BotOpsDb, BotOps.Core.Scaling.ScaleHost, System.Threading.Tasks.Task>;

namespace BotOps.Core.Scaling;

/// <summary>What makes a bought machine a host in service. Each step returns what its row and others have to say of it.</summary>
public sealed class StepsIn(
    Scalings scalings, AskHosts ask, BringArtifact bring, RolloutBalancer balancer, Clouds clouds, AutoRelease release, IEnumerable<IScaleStep> further, ScaleOptions scale, WorkerOptions options,
    IDbContextFactory<BotOpsDb> databases, TimeProvider clock, ILogger<StepsIn> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly Brings Nothing = (_, _) => Task.CompletedTask;

    public Task<Brings> Do(AtStep at) => at.Step switch
    {
        ScaleStep.Created => Created(at),
        ScaleStep.Running => Running(at),
        ScaleStep.Reached => Reached(at),
        ScaleStep.Initialised => Initialised(at),
        ScaleStep.Assigned => Task.FromResult<Brings>((db, row) => Assign(at, db, row)),
        ScaleStep.Deployed => Deployed(at),
        ScaleStep.InService => InService(at),
        _ => Further(at),
    };

    async Task<Brings> Created(AtStep at)
    {
        var since = at.Host.At > at.Watch.Began ? at.Host.At : at.Watch.Began;
        var instance = await at.Watch.Until(at.Host.Name, _ => true, since + scale.Boot, at.Stopping);
        return (_, row) =>
        {
            var offer = at.Run.Plan.Offers.FirstOrDefault(o => o.Subnet == instance.Subnet);
            (row.InstanceId, row.Zone, row.Type) = (instance.Id, offer?.Zone ?? instance.Zone, instance.Type);
            return Task.CompletedTask;
        };
    }

    /// <summary>It was bought with the time of the cloud's own release; that it has it is read back.</summary>
    async Task<Brings> Running(AtStep at)
    {
        var instance = await at.Watch.Until(at.Host.Name, i => i is { State: InstanceState.Running, PrivateAddress: not null }, at.Host.At + scale.Boot, at.Stopping);
        var (plan, net) = (at.Run.Plan, at.Run.Plan.Net);
        if (net is not null && !AutoRelease.Is(instance, net)) await release.Set(clouds.Named(plan.Settings.Account), plan.Settings.Region, [instance.Id], net, at.Stopping);
        return (_, row) =>
        {
            row.Address = instance.PrivateAddress;
            return Task.CompletedTask;
        };
    }

    async Task<Brings> Reached(AtStep at)
    {
        var host = HostOf(at);
        while (await NotYet(at, host) is { } problem)
        {
            if (clock.GetUtcNow() >= at.Host.At + scale.Reach) throw new HostFailed(problem);
            await Task.Delay(scale.Poll, clock, at.Stopping);
        }
        return Nothing;
    }

    /// <summary>Why it does not answer; null: it does.</summary>
    async Task<string?> NotYet(AtStep at, Host host)
    {
        try
        {
            if (await ask.TransportOf(host).Admit(host, at.Stopping) is { } waits) return waits;
        }
        catch (HostUnreachable error)
        {
            return error.Why;
        }
        var (answer, problem) = await ask.Try(Patience, host, HostVerbs.Status(at.Run.Deploying.Project), at.Stopping);
        return answer is null ? problem : null;
    }

    async Task<Brings> Initialised(AtStep at)
    {
        var (rollout, host) = (at.Run.Deploying, On(at));
        if (at.Run.Plan.Settings.Init.Length > 0) await host.Call(HostVerbs.Init(rollout.Project, rollout.ReleaseId, rollout.Fence, at.Run.Plan.Settings.Init));
        if (at.Run.Target is { } target)
            await host.Call(HostVerbs.Preflight(rollout.Project, rollout.ReleaseId, rollout.Fence, target.Run, host.Host.Address, target.Build.ArtifactBytes, host.Pulls));
        return Nothing;
    }

    /// <summary>It belongs to the environment from here on, and serves nobody yet.</summary>
    static async Task Assign(AtStep at, BotOpsDb db, ScaleHost row)
    {
        var host = await db.Hosts.SingleOrDefaultAsync(h => h.Name == row.Name, at.Stopping);
        if (host is null)
        {
            host = HostOf(at);
            db.Hosts.Add(host);
            await db.SaveChangesAsync(at.Stopping);
        }
        else if (host.Bought?.Id != row.InstanceId)
        {
            throw new HostFailed(Texts.Scaling.NameTaken(row.Name));
        }
        row.HostId = host.Id;
        if (!await db.Assignments.AnyAsync(a => a.HostId == host.Id, at.Stopping))
            db.Assignments.Add(new Assignment { HostId = host.Id, EnvironmentId = at.Run.EnvironmentId, Since = row.At, LeftOut = Languages.ToAll(() => Texts.Scaling.NotInServiceYet(at.Run.OrderId)) });
    }

    /// <summary>By the verbs of a rollout: nothing is current there, so there is nothing to leave and nothing to go back to.</summary>
    async Task<Brings> Deployed(AtStep at)
    {
        var (rollout, host) = (at.Run.Deploying, On(at));
        if (at.Run.Target is not { } target) throw new HostFailed(Texts.Scaling.NothingCurrent(rollout.Environment));
        var (run, sha256) = (target.Run, target.Build.ArtifactSha256!);
        await bring.To(host, target);
        await host.Call(HostVerbs.Fetch(rollout.Project, target.Folder, rollout.Fence, sha256));
        if (run.Files.Count + run.Shared.Count > 0) await host.Call(HostVerbs.Render(rollout.Project, target.Folder, rollout.Fence, run, host.Host, sha256));
        await host.Call(HostVerbs.Stop(rollout.Project, rollout.ReleaseId, rollout.Fence, run)); // of an earlier try, which may have brought another build
        await host.Call(HostVerbs.Activate(rollout.Project, target.Folder, rollout.Fence, sha256));
        if (run.Start.Count > 0) await host.Call(HostVerbs.Start(rollout.Project, target.Folder, rollout.Fence, run, host.Host.Address, rollout.Secrets));
        await host.Call(HostVerbs.Health(rollout.Project, target.Folder, rollout.Fence, run, host.Host.Address, sha256, rollout.Secrets));
        return (db, row) => db.Assignments.Where(a => a.HostId == row.HostId && a.EnvironmentId == at.Run.EnvironmentId).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.ReleaseId, target.Folder).SetProperty(a => a.BuildId, target.Build.Id).SetProperty(a => a.SettingsRevisionId, target.SettingsRevisionId), at.Stopping);
    }

    /// <summary>Its row says that it serves, then the balancer is written by the rows.</summary>
    async Task<Brings> InService(AtStep at)
    {
        await Serves(at, null);
        try
        {
            await balancer.Return(On(at));
        }
        catch (HostFailed)
        {
            await Serves(at, Languages.ToAll(() => Texts.Scaling.NotInServiceYet(at.Run.OrderId)));
            throw;
        }
        return Nothing;
    }

    Task<int> Serves(AtStep at, string? leftOut) => databases.Database(_ => scalings.Change(at.Run, async (_, db) =>
        await db.Assignments.Where(a => a.HostId == at.Host.HostId && a.EnvironmentId == at.Run.EnvironmentId).ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, leftOut), at.Stopping), at.Stopping), logger, at.Stopping);

    async Task<Brings> Further(AtStep at)
    {
        foreach (var step in further.Where(f => f.Step == at.Step)) await step.Do(at.Run.Deploying.Project, at.Run.Deploying.Environment, HostOf(at), at.Stopping);
        return Nothing;
    }

    OnHost On(AtStep at)
    {
        var host = HostOf(at);
        return new OnHost(at.Run.Deploying, host, ask.TransportOf(host), at.Log, options, at.Stopping);
    }

    /// <summary>As it is reached, also before it has a row.</summary>
    static Host HostOf(AtStep at)
    {
        var (row, settings) = (at.Host, at.Run.Plan.Settings);
        return new Host
        {
            Name = row.Name, Address = row.Address!, Transport = settings.Transport, Ssh = settings.Ssh, Root = settings.Root.Replace("{host}", row.Name, StringComparison.Ordinal),
            Bought = new BoughtAs(settings.Account, settings.Region, row.InstanceId!, row.Zone ?? "", row.Type ?? "", row.OrderId, at.Run.Plan.Offers.FirstOrDefault(o => o.Type == row.Type)?.PriceAnHour ?? 0),
        };
    }
}
