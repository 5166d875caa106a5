using BotOps.Core.Releases;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Ssh;
using BotOps.IntegrationTests.Survival;

namespace BotOps.IntegrationTests.Dubbo;

[Collection(RealHostsCollection.Name)]
public class PayProviderTests(SharedBotOps shared)
{
    [SkippableFact]
    public async Task No_provider_is_stopped_before_it_has_left_the_registry_and_one_that_does_not_register_fails()
    {
        Skip.IfNot(ProviderDouble.Available, ProviderDouble.Missing);
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        Skip.IfNot(File.Exists("/usr/sbin/sshd"), SshRig.Missing);
        var botops = await shared.Start();
        await using var worker = await botops.StartWorker();
        await using var example = await PayExample.Create(botops);
        using var developer = await botops.Person("developer");
        using var lead = await botops.Person("lead-1");

        await Deploy("/deploy pay-provider", ReleaseState.Succeeded);
        Assert.Equal(Everywhere(1), example.Registered);
        var before = ProviderDouble.Events(example.Registry).Length;

        example.Commit("version", "2");
        await Deploy("/deploy pay-provider trunk --batch 100% --min-up 2", ReleaseState.Succeeded);
        Assert.Equal(Everywhere(2), example.Registered);
        var events = ProviderDouble.Events(example.Registry);
        Assert.Equal(example.Addresses.Select(address => $"stop 1 {address} -").Order(), events.Where(e => e.StartsWith("stop ", StringComparison.Ordinal)).Order());
        Assert.DoesNotContain(events, e => e.StartsWith("cut ", StringComparison.Ordinal));
        Assert.Equal(2, Fewest(events, before)); // one wave of four would be too large

        example.Commit("neverRegistered", ProviderDouble.Refund);
        await example.Apply("limit: 1m", "limit: 8s");
        var failed = await Deploy("/deploy pay-provider --serial --on-fail stop", ReleaseState.Failed);
        Assert.Contains($"pay-01 failed at Verifying: ls shows as not registered: {ProviderDouble.Refund}", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(Everywhere(2).Where(line => !line.StartsWith($"{example.Addresses[0]} ", StringComparison.Ordinal)), example.Registered); // it is out altogether

        IEnumerable<string> Everywhere(int version) =>
            example.Addresses.SelectMany(address => new[] { ProviderDouble.Pay, ProviderDouble.Refund }.Select(service => $"{address} {version} {service}")).Order();

        async Task<Release> Deploy(string command, ReleaseState end)
        {
            var release = await developer.Deploy(command);
            await botops.Becomes(release, ReleaseState.AwaitingApproval);
            await lead.Press(release, "approve");
            return await botops.Becomes(release, end);
        }
    }

    /// <summary>The smallest number of hosts, at any moment from then on, of which every service was registered.</summary>
    static int Fewest(string[] events, int from)
    {
        var registered = new HashSet<string>();
        var fewest = int.MaxValue;
        foreach (var (line, at) in events.Select((line, at) => (line.Split(' '), at)))
        {
            if (line[0] == "in") registered.Add($"{line[2]} {line[3]}");
            if (line[0] == "out") registered.Remove($"{line[2]} {line[3]}");
            if (at >= from) fewest = Math.Min(fewest, registered.GroupBy(r => r.Split(' ')[0]).Count(host => host.Count() == 2));
        }
        return fewest;
    }
}
