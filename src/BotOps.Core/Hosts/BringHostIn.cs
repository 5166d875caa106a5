using BotOps.Core.Access;
using BotOps.Core.Balancing;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Hosts;

/// <summary>A host that was taken out, or left out by a release, serves again: it is asked first, and has to run what the others run and be healthy.</summary>
public sealed class BringHostIn(BotOpsDb db, FindHost find, Roles roles, Audit audit, FitToServe fit, HostStory story, OrderBalance balance)
{
    public async Task<Reply> Handle(HostInput input, Person person, Place typedIn, CancellationToken stopping)
    {
        var of = await find.Handle(input, stopping);
        await roles.Require(person.Id, Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        if (of is { Assignment.LeftOut: null, Environment.Balancer: not null })
        {
            return await db.InTransaction(() =>
            {
                balance.Handle(of.Environment.Id, of.Name, typedIn); // it could not be written then, and may be now
                return Task.FromResult(new Reply(Texts.Balancing.InAlready(of.Name)));
            }, stopping);
        }
        RequireOut(of.Assignment, of.Name);
        await fit.RequireCurrent(of.Assignment, of, stopping);
        (await HostsUnderWay.In(db, of.Environment.Id, stopping))?.RequireDone(of.Name); // before anything is done on a host that a release has
        await fit.RequireHealthy(of, stopping); // slow: the host is asked outside of the transaction

        return await db.InTransaction(async () =>
        {
            await db.LockEnvironment(of.Environment.Id, stopping);
            var host = await db.Assignments.Include(a => a.Host).SingleAsync(a => a.EnvironmentId == of.Environment.Id && a.HostId == of.Assignment.HostId, stopping);
            RequireOut(host, of.Name);
            (await HostsUnderWay.In(db, of.Environment.Id, stopping))?.RequireDone(of.Name);
            await fit.RequireCurrent(host, of, stopping);
            if (host.ReleaseId != of.Assignment.ReleaseId) throw new UserError(Texts.HostChangedMeanwhile(of.Name));

            audit.Note(person.Id, "host in", of.Subject, before: host.LeftOut, after: "in", why: input.Reason);
            (host.LeftOut, host.OutBy, host.OutAt) = (null, null, null);
            await db.SaveChangesAsync(stopping);
            if (of.Environment.Balancer is not null) balance.Handle(of.Environment.Id, of.Name, typedIn);

            var up = await db.Assignments.CountAsync(a => a.EnvironmentId == of.Environment.Id && a.LeftOut == null, stopping);
            var all = await db.Assignments.CountAsync(a => a.EnvironmentId == of.Environment.Id, stopping);
            await story.Tell(of, Tone.Ok, "succeeded", () => Texts.HostBroughtIn(of.Name, of.Where, person.Name, input.Reason, up, all), typedIn, stopping);
            return new Reply(Texts.HostIsIn(of.Name, up, all));
        }, stopping);
    }

    static void RequireOut(Assignment host, string name)
    {
        if (host.LeftOut is null) throw new UserError(Texts.HostNotOut(name), name);
    }
}
