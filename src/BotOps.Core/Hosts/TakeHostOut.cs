using BotOps.Core.Access;
using BotOps.Core.Balancing;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Dubbo;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Hosts;

/// <summary>
/// An operator takes a host out by hand: it counts as not up, and no release takes it along unless it is named. What runs on
/// the host is left alone; a balancer in front of it passes nothing on to it any more, and dubbo's registry has it no more.
/// </summary>
public sealed class TakeHostOut(BotOpsDb db, FindHost find, Roles roles, Audit audit, HostStory story, OrderBalance balance, IBackgroundJobClient jobs, TimeProvider clock)
{
    public Task<Reply> Handle(HostInput input, Person person, Place typedIn, CancellationToken stopping) => db.InTransaction(async () =>
    {
        var of = await find.Handle(input, stopping);
        await roles.Require(person.Id, Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        var environment = await db.LockEnvironment(of.Environment.Id, stopping);
        var hosts = await db.Assignments.Include(a => a.Host).Where(a => a.EnvironmentId == environment.Id).OrderBy(a => a.Host.Name).ToListAsync(stopping);
        var host = hosts.Single(a => a.HostId == of.Assignment.HostId);
        if (host.OutByHand && (environment.Balancer is not null || of.IsRegistered))
        {
            Leave(environment, host, of, typedIn); // it could not then, and may now
            return new Reply(of.IsRegistered ? Texts.Dubbo.OutAlready(of.Name, host.LeftOut!) : Texts.Balancing.OutAlready(of.Name, host.LeftOut!));
        }
        if (host.OutByHand) throw new UserError(Texts.HostOutAlready(of.Name, host.LeftOut!), of.Name, $"/botops host {of.Name} {Values.In}");

        var underWay = await HostsUnderWay.In(db, environment.Id, stopping);
        underWay?.RequireDone(of.Name);
        var minUp = Amount.Parse(environment.Policy.MinUp).Of(hosts.Count);
        RequireRoom(hosts, host, minUp, underWay?.Now ?? 0);
        if (environment.Balancer is not null) RequireOther(hosts, host);

        var before = host.LeftOut;
        (host.LeftOut, host.OutBy, host.OutAt) = (Texts.ByHand(input.Reason!, person.Name), person.Id, clock.GetUtcNow());
        audit.Note(person.Id, "host out", of.Subject, before: before ?? "in", after: "out", why: input.Reason);
        await db.SaveChangesAsync(stopping);
        Leave(environment, host, of, typedIn);

        var up = hosts.Count(a => a.LeftOut is null);
        await story.Tell(of, Tone.Ask, "partial", () => Texts.HostTakenOut(of.Name, of.Where, person.Name, input.Reason!, up, hosts.Count), typedIn, stopping);
        return new Reply(Texts.HostIsOut(of.Name, up, hosts.Count, minUp));
    }, stopping);

    void Leave(DeployEnvironment environment, Assignment host, HostOf of, Place typedIn)
    {
        if (environment.Balancer is not null) balance.Handle(environment.Id, of.Name, typedIn);
        if (of.IsRegistered) RegistryJob.After(db, jobs, environment, host.HostId, typedIn);
    }

    /// <summary>A balancer has no use for an upstream without servers; of an only host everybody knows that nobody serves without it.</summary>
    static void RequireOther(List<Assignment> hosts, Assignment host)
    {
        if (hosts.Count > 1 && host is { LeftOut: null, ReleaseId: not null } && !hosts.Exists(a => a != host && a is { LeftOut: null, ReleaseId: not null }))
            throw new UserError(Texts.Balancing.LastOut(host.Host.Name), host.Host.Name);
    }

    /// <param name="underWay">Hosts that a release may have out of service at this moment.</param>
    static void RequireRoom(List<Assignment> hosts, Assignment host, int minUp, int underWay)
    {
        if (host.LeftOut is not null) return; // it serves nobody as it is

        var out_ = hosts.Where(a => a.LeftOut is not null).Select(a => a.Host.Name).ToList();
        if (hosts.Count - out_.Count - underWay - 1 < minUp)
            throw new UserError(Texts.HostMinUp(host.Host.Name, minUp, hosts.Count, out_, underWay), host.Host.Name);
    }
}
