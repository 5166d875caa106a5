using BotOps.Core;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Tests.Projects;

public class HooksCatalogTests
{
    [Fact]
    public void Those_of_builds_shape_the_build_and_the_others_do_not()
    {
        var (plain, both) = (Settings(""), Settings("hooks: { beforeBuild: [./check, all], beforeWave: [/opt/mute], timeLimit: 1m }"));
        Assert.Equal(["./check", "all"], both.Build.Hooks!.BeforeBuild!);
        Assert.Equal(TimeSpan.FromMinutes(1), both.Build.Hooks.TimeLimit);
        Assert.Null(both.Hooks!.BeforeBuild);
        Assert.Equal(["/opt/mute"], both.Hooks.Of("beforeWave")!);
        Assert.NotEqual(plain.Build.Digest(), both.Build.Digest());
        Assert.Equal(plain.Build.Digest(), Settings("hooks: { afterRelease: [mail] }").Build.Digest());
    }

    [Theory]
    [InlineData("hooks: { beforeDeploy: [x] }", "hooks.beforeDeploy: is not known; known here: beforeBuild, afterBuild, beforeRelease, afterRelease, beforeWave, afterWave, secrets, timeLimit")]
    [InlineData("hooks: { beforeWave: ./mute all }", "hooks.beforeWave: './mute all' is one text; no shell is used, so write a list: [./mute, all]")]
    [InlineData("hooks: { beforeWave: [./mute] }", "hooks.beforeWave: './mute' is relative, and beside a rollout there is no checked-out tree; write an absolute path, or a program's name")]
    [InlineData("hooks: { afterBuild: [] }", "hooks.afterBuild: is missing")]
    [InlineData("adopt: { folder: opt/order, stop: [stop], start: [start] }", "adopt.folder: 'opt/order' is not an absolute path")]
    [InlineData("adopt: { folder: /opt/order, start: [start] }", "adopt.stop: is missing")]
    public void What_is_wrong_is_named_with_its_place(string line, string problem) =>
        Assert.Equal($"shop.yaml:7: projects[0].environments.production.{problem}", Assert.Throws<UserError>(() => Settings(line)).Message);

    static Core.Projects.Settings Settings(string line) => CatalogReader.Read("shop.yaml",
        $$"""
        projects:
          - name: order-svc
            repository: { url: /srv/r.git }
            environments:
              production:
                hosts: [order-1]
                {{line}}
                build: { artifact: [out/**] }
                run: { port: 8080 }
        """).Projects[0].Environments[0].Settings;
}
