using BotOps.Core;
using BotOps.Core.Projects;
using BotOps.Core.Sources;

namespace BotOps.IntegrationTests.Releases;

/// <summary>A build is of the environment whose build settings made it.</summary>
public class BuildFitsTests
{
    [SkippableFact]
    public async Task A_build_that_was_made_for_another_environment_is_refused_with_what_differs_and_its_commit_to_deploy()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Environment("order-svc", "staging", new Policy(), hosts: 1);
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, Maven("prod")));
        var staging = await rig.Db(db => Task.FromResult(db.Environments.Single(e => e.Name == "staging").Id));
        await rig.Save(db => ReleaseRig.NewSettings(db, staging, Maven("test")));
        await rig.Type("/build order-svc master to staging", rig.Dev);
        await rig.Built(1);

        var refused = await Assert.ThrowsAsync<UserError>(() => rig.Deploy("build:1 to production"));

        Assert.Equal("build:1 was built with the build settings of staging, not with those of order-svc production (build.maven.profile test → prod). "
            + "Deploy its commit, which builds it for production. Nothing was created.", refused.Message);
        Assert.Equal(("build:1", $"/deploy order-svc {LineOfCommits.Id(1)[..12]} to production"), (refused.AtFault, refused.TryInstead));
        Assert.Equal(1, (await rig.Deploy("build:1 to staging")).BuildId);
    }

    [SkippableFact]
    public async Task It_goes_where_the_build_settings_are_the_same_or_once_were()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Environment("order-svc", "staging", new Policy(), hosts: 1); // with the same settings
        await rig.Type("/build order-svc master to production", rig.Dev);
        await rig.Built(1);

        Assert.Equal(1, (await rig.Deploy("build:1 to staging")).BuildId);
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, Maven("prod")));
        Assert.Equal(1, (await rig.Deploy("build:1 to production")).BuildId); // as an older one of its own
    }

    static Settings Maven(string profile) => new() { Build = new BuildSettings { Maven = new MavenSettings { Profile = profile } } };
}
