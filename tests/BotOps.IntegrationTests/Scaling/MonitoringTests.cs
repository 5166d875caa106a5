using System.Net;
using BotOps.Core.Monitoring;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Scaling;
using BotOps.IntegrationTests.Releases;
using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotOps.IntegrationTests.Scaling;

/// <summary>How Prometheus learns of hosts that come and go.</summary>
public class MonitoringTests
{
    const string Token = "s3cret-of-prometheus";

    [SkippableFact]
    public async Task Prometheus_sees_a_host_as_soon_as_it_serves_and_does_not_when_it_is_stopped()
    {
        Skip.IfNot(Prometheus.Available, Prometheus.Missing);
        await using var scale = await ScaleRig.Create(new Settings { Run = new RunSettings { Start = ["serve"], Port = 8080 } }, network: "127.9.20");
        await using var site = await Site.Start(database: scale.Rig.Database, monitoring: Options());
        await using var prometheus = await Prometheus.Start(site.Address, Token);
        await Eventually.True(async () => await prometheus.Hosts() == "order-1", "it has the one host");

        Assert.Equal(ScaleState.Succeeded, (await scale.Scaled("/scale out order-svc +2")).State);
        await Eventually.True(async () => await prometheus.Hosts() == "order-1 order-101 order-102", "it has the new ones");
        var labels = (await prometheus.Targets())!["order-101"];
        Assert.Equal(("order-svc", "production", "h", "yes"), (labels["project"], labels["environment"], labels["zone"], labels["serves"]));
        Assert.Matches("^[0-9a-f]{7,}$", labels["version"]);
        Assert.Matches(@"^127\.9\.20\.\d+:8080$", labels["instance"]);

        string? atStop = null;
        scale.Rig.Hosts.Instead = async (host, verb) =>
        {
            if (verb == "stop") atStop = $"{host} is stopped, {await prometheus.Hosts()} are scraped";
            return null;
        };
        Assert.Equal(ScaleState.Succeeded, (await scale.Scaled("/scale in order-svc --hosts order-102")).State);
        Assert.Equal("order-102 is stopped, order-1 order-101 are scraped", atStop);
    }

    [SkippableFact]
    public async Task Who_reads_the_list_is_waited_for_but_not_for_ever_and_where_nobody_reads_nobody_is()
    {
        await using var scale = await ScaleRig.Create(network: "127.9.21");
        var host = await scale.Rig.Db(db => db.Hosts.SingleAsync(h => h.Name == "order-1"));
        var anHour = TimeSpan.FromHours(1);

        await Leave(anHour).WaitAsync(Eventually.Limit);

        await Read();
        var leaving = Leave(anHour);
        await Eventually.True(async () =>
        {
            await Read();
            return leaving.IsCompleted;
        }, "it has been read since");
        await leaving;

        await Leave(TimeSpan.FromMilliseconds(50)).WaitAsync(Eventually.Limit);

        Task Leave(TimeSpan wait) => new LeaveMonitoring(
            new MonitoringOptions { Wait = wait, Settle = TimeSpan.FromMilliseconds(1) }, new ScaleOptions { Poll = TimeSpan.FromMilliseconds(5) },
            scale.Rig.The<IDbContextFactory<BotOpsDb>>(), TimeProvider.System, NullLogger<LeaveMonitoring>.Instance).Do("order-svc", "production", host, default);
        Task Read() => scale.Rig.Use<ReadTargets>(use => use.Handle("10.0.0.9 Prometheus", null, null, default));
    }

    [SkippableFact]
    public async Task The_list_is_for_who_has_the_token()
    {
        await using var rig = await ReleaseRig.Create(hosts: 2);
        await rig.Deployed();
        await using var site = await Site.Start(database: rig.Database, monitoring: Options());
        await using var closed = await Site.Start(database: rig.Database);
        using var http = new HttpClient();

        Assert.Equal(HttpStatusCode.NotFound, (await Get(closed, $"Bearer {Token}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Get(site, null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Get(site, "Bearer another")).Status);
        var (status, body) = await Get(site, $"Bearer {Token}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"host\":\"order-1\"", body, StringComparison.Ordinal);
        Assert.Equal("[]", (await Get(site, $"Bearer {Token}", "?project=another")).Body);

        async Task<(HttpStatusCode Status, string Body)> Get(Site of, string? authorization, string query = "")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(of.Address, $"/sd/prometheus{query}"));
            if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
            using var response = await http.SendAsync(request);
            return (response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    static MonitoringOptions Options()
    {
        Environment.SetEnvironmentVariable("BOTOPS_TEST_MONITORING", Token);
        return new MonitoringOptions { Token = "env:BOTOPS_TEST_MONITORING" };
    }
}
