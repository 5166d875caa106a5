using BotOps.Core.Builds;
using BotOps.Core.Hosts;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

public class PulledArtifactTests
{
    [SkippableFact]
    public async Task A_host_that_pulls_is_given_another_link_where_the_store_refuses_one_and_nobody_reads_either()
    {
        var links = new NumberedLinks();
        await using var rig = await ReleaseRig.Create(hosts: 2, links: links);
        await rig.Save(db => db.Hosts.Where(h => h.Name == "order-1").ExecuteUpdateAsync(set => set.SetProperty(h => h.Pulls, true)));
        List<string> pulls = [], preflights = [];
        rig.Hosts.Model = (host, call) =>
        {
            if (call.Verb == "preflight") lock (preflights) preflights.Add($"{host.Name} {call.Arguments["pulls"]}");
            if (call.Verb != "pull") return Task.FromResult<HostAnswer?>(null);
            pulls.Add($"{host.Name} {call.Arguments["url"]}");
            var refused = pulls.Count == 1;
            return Task.FromResult<HostAnswer?>(refused ? new HostAnswer(1, $"refused {call.Arguments["url"]}", new Dictionary<string, string> { ["http"] = "403" }) : null);
        };

        await rig.Deployed();
        Assert.Equal(["order-1 https://store.test/a?signature=signature-1", "order-1 https://store.test/a?signature=signature-2"], pulls);
        Assert.Equal(["order-1 yes", "order-2 no"], preflights.Distinct().Order(StringComparer.Ordinal));

        rig.Hosts.Model = (_, call) => Task.FromResult(call.Verb == "pull" ? new HostAnswer(1, $"broke at {call.Arguments["url"]}", new Dictionary<string, string>()) : null);
        var next = await rig.Deploy("--rebuild --serial --on-fail stop");
        await rig.Approve(next.Id, rig.Lead);
        await rig.EndBuild(next.Id);
        await rig.RollOut(next.Id);
        Assert.Equal("broke at •••", await rig.Db(db => db.HostRuns.Where(r => r.ReleaseId == next.Id && r.Reason != null).Select(r => r.Reason).FirstAsync()));
    }

    sealed class NumberedLinks : IArtifactLinks
    {
        int made;

        public Task<ArtifactLink> To(string sha256, CancellationToken stopping)
        {
            var signature = $"signature-{++made}";
            return Task.FromResult(new ArtifactLink(new Uri($"https://store.test/a?signature={signature}"), signature));
        }
    }
}
