using BotOps.Core.Releases;
using BotOps.IntegrationTests.Balancing;
using BotOps.IntegrationTests.Builds;
using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Survival;

namespace BotOps.IntegrationTests.Examples;

/// <summary>The first project of the shop, whole: git, maven, a war, Debian's Tomcat, nginx.</summary>
[Collection(RealHostsCollection.Name)]
public class OrderSvcTests(SharedBotOps shared)
{
    [SkippableFact]
    public async Task The_example_is_built_and_runs_behind_nginx_and_a_start_that_throws_stops_it_with_the_exception_and_goes_back()
    {
        Skip.IfNot(File.Exists($"{OrderSvc.Home}/etc/web.xml"), "tomcat10 is not installed (tests/run installs it)");
        Skip.IfNot(MavenTree.Available && MavenTree.HasJUnit, MavenTree.Missing);
        var botops = await shared.Start();
        await using var nginx = await Nginx.Start("lb-example");
        using var developer = await botops.Person("developer");
        using var lead = await botops.Person("lead-1");
        using var ops = await botops.Person("ops");
        await using var worker = await botops.StartWorker();
        var shop = await OrderSvc.Add(botops, nginx);

        var first = await Approved($"/deploy {OrderSvc.Name}");
        await botops.Becomes(first, ReleaseState.Succeeded);
        Assert.Equal("700 EUR", await shop.Total("tea"));
        Assert.Equal(["example-01", "example-02"], nginx.Servers);
        Assert.Contains("2 tests: 0 failed, 0 skipped", (await botops.BuildLog(first)).Select(l => l.Text));
        var log = await Log(first);
        Assert.Contains("Files that change on example-01:", log);
        Assert.Contains("+    <Connector port=\"", log, StringComparison.Ordinal);

        await shop.Apply(text => text.Replace("currency = EUR", "currency = Taler", StringComparison.Ordinal).Replace("256m", "192m", StringComparison.Ordinal));
        var plan = (await developer.Answer(await developer.Say($"/botops settings {OrderSvc.Name} --plan")))!.Plan!;
        var lines = plan.Facts.Single(f => f.Name == "Settings").Lines.Select(line => string.Concat(line.Select(span => span.Text))).ToList();
        Assert.Contains("-currency = EUR", lines);
        Assert.Contains("+currency = Taler", lines);
        Assert.Contains("+CATALINA_OPTS=\"$CATALINA_OPTS -Xms192m -Xmx192m\"", lines);
        Assert.DoesNotContain(lines, line => line.Contains("server.xml", StringComparison.Ordinal));

        var second = await Approved($"/botops settings {OrderSvc.Name}", OrderSvc.Name);
        var asked = await botops.Becomes(second, ReleaseState.AwaitingDecision);
        Assert.Matches("example-01 failed at Verifying: GET /health gave (404|no answer); its own log: java\\.lang\\.IllegalStateException: order\\.properties: 'Taler' is no currency", asked.Question!.Says);
        Assert.Equal(["example-02"], nginx.Servers);
        Assert.Equal("700 EUR", await shop.Total("tea"));

        Assert.Null(await ops.Answer(await ops.Say($"/botops answer {second} roll-back")));
        await botops.Becomes(second, ReleaseState.RolledBack);
        Assert.Equal(["example-01", "example-02"], nginx.Servers);
        for (var request = 0; request < 4; request++) Assert.Equal("700 EUR", await shop.Total("tea"));
        Assert.Contains("+currency = EUR", await Log(second), StringComparison.Ordinal);

        async Task<long> Approved(string line, string? named = null)
        {
            var release = await developer.Deploy(line, named);
            Assert.Null(await lead.Answer(await lead.Press(release, "approve")));
            return release;
        }

        async Task<string> Log(long release) => string.Join('\n', (await botops.Log((await botops.Release(release)).LogId)).Select(l => l.Text));
    }
}
