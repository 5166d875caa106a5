using BotOps.Core.Access;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Access;

public class HistoryCommandTests
{
    [SkippableFact]
    public async Task Of_a_release_it_tells_who_did_what_when_why_and_what_was_before_and_after()
    {
        await using var rig = await ReleaseRig.Create(); // everybody is in Asia/Shanghai, eight hours ahead
        var release = await rig.Deploy("--note \"needed today\"");
        rig.Clock.Advance(TimeSpan.FromMinutes(5));
        await rig.Use<EndRequest>(end => end.Reject(release.Id, rig.Lead.Id, 1, "after the freeze", default));

        var told = GrantTests.Text(await GrantTests.Says(rig, rig.Dev, $"/botops history #{release.Id}")).Split('\n');

        Assert.Equal($"2026-01-05 20:00  Dev deploy #{release.Id}: order-svc production {LineOfCommits.Id(1)} “needed today”", told[0]);
        Assert.Equal($"2026-01-05 20:05  Lead reject #{release.Id}: awaiting approval → rejected “after the freeze”", told[1]);
    }

    [SkippableFact]
    public async Task Of_a_project_it_tells_the_releases_that_ended_and_what_was_done()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await rig.Deployed();
        await GrantTests.Says(rig, rig.Operator, "/botops grant @dev approver order-svc");

        var reply = await GrantTests.Says(rig, rig.Dev, "/botops history order-svc");

        var told = GrantTests.Text(reply).Split('\n');
        Assert.Equal("The last release:", reply.Text);
        Assert.StartsWith($"#{release.Id} order-svc → production, master: succeeded", told[0], StringComparison.Ordinal);
        Assert.Contains("Operator grant role approver order-svc of dev: requester → requester, approver order-svc", told[2], StringComparison.Ordinal);
        Assert.Contains($"Lead approve #{release.Id}: awaiting approval → 1/1", told[3], StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Nobody_reads_of_a_project_where_they_have_no_role()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Environment("pay-svc", "production", new Policy(), 1);
        await rig.Deploy();
        await rig.Save(async db =>
        {
            await db.Roles.Where(g => g.PersonId == rig.Dev.Id).ExecuteDeleteAsync();
            db.Roles.Add(new RoleGrant { PersonId = rig.Dev.Id, Role = Role.Approver, Project = "pay-svc", Environment = "production" });
            db.Audit.Add(new AuditEntry { At = rig.Clock.GetUtcNow(), Action = "apply", Subject = "project pay-svc production", After = "~ project pay-svc production: run.port 1 → 2" });
            db.Audit.Add(new AuditEntry { At = rig.Clock.GetUtcNow(), Action = "apply", Subject = "person lead", After = "~ person lead: name Lin → Lin Mei" });
        });

        var mine = GrantTests.Text(await GrantTests.Says(rig, rig.Dev, "/botops history"));
        var admins = GrantTests.Text(await GrantTests.Says(rig, rig.Operator, "/botops history"));

        Assert.Contains("apply project pay-svc production: ~ run.port 1 → 2", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("order-svc", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("person lead", mine, StringComparison.Ordinal);
        Assert.Contains("deploy #1", admins, StringComparison.Ordinal);
        Assert.Contains("person lead", admins, StringComparison.Ordinal);
        foreach (var typed in new[] { "/botops history order-svc", "/botops history #1" })
            Assert.Equal("The history of order-svc is for those who have a role there. Ask @operator for one.", await ReleaseRig.Refused(GrantTests.Says(rig, rig.Dev, typed)));
    }
}
