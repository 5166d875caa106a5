using BotOps.Core.Chat.Commands;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

public class RequestTests
{
    [SkippableFact]
    public async Task A_plan_shows_the_card_and_creates_nothing()
    {
        await using var rig = await ReleaseRig.Create();
        var card = await rig.Use<RequestRelease, Core.Chat.Card>(use =>
            use.Plan((DeployInput)CommandParser.Parse("/deploy order-svc --serial --plan"), rig.Dev.Id, default));

        Assert.Equal(4, card.Strip.Count);
        Assert.Empty(card.Buttons);
        Assert.Empty(await rig.Db(db => db.Releases.ToListAsync()));
        Assert.Empty(await rig.Db(db => db.Outbox.ToListAsync()));
    }

    [SkippableFact]
    public async Task An_environment_left_out_is_taken_only_if_there_is_one()
    {
        await using var rig = await ReleaseRig.Create();
        Assert.Equal(rig.Production, (await rig.Deploy()).EnvironmentId);

        var staging = await rig.Environment("order-svc", "staging", new Policy(), 1);
        Assert.Contains("production, staging", await ReleaseRig.Refused(rig.Deploy()));
        Assert.Equal(staging, (await rig.Deploy("to staging")).EnvironmentId);
    }

    [SkippableFact]
    public async Task Who_is_no_requester_creates_nothing()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Save(db => db.Roles.Where(g => g.PersonId == rig.Dev.Id).ExecuteDeleteAsync());

        Assert.Contains("role requester", await ReleaseRig.Refused(rig.Deploy()));
        Assert.Empty(await rig.Db(db => db.Releases.ToListAsync()));
    }

    [SkippableFact]
    public async Task A_host_that_is_not_ready_is_on_the_card()
    {
        await using var rig = await ReleaseRig.Create();
        rig.Hosts.Instead = (host, _) => Task.FromResult(host == "order-2" ? ObedientHosts.Fails("12 MB are free") : null);

        var card = await rig.Card((await rig.Deploy()).Id);
        Assert.Equal("order-2: 12 MB are free", card.Facts.Single(f => f.Name == "Preflight").Lines[0][0].Text);
    }
}
