using BotOps.Core.Hosts;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Support;
using static BotOps.IntegrationTests.Hosts.HostFolder;

namespace BotOps.IntegrationTests.Dubbo;

/// <summary>The host script and a provider that is a double: how it leaves the registry, returns, and what keeps it from either.</summary>
public class RegistryVerbTests
{
    [SkippableFact]
    public async Task A_provider_leaves_its_registry_when_its_calls_have_ended_and_returns()
    {
        Skip.IfNot(ProviderDouble.Available, ProviderDouble.Missing);
        await using var host = new HostFolder();
        var registry = ProviderDouble.Registry(host);
        await Deploy(host, 41);
        Assert.Equal([ProviderDouble.Pay, ProviderDouble.Refund], ProviderDouble.Registered(registry));
        Assert.Equal("yes", await Health(host));

        var later = host.Run with { Dubbo = host.Run.Dubbo! with { Qos = 9 } }; // it listens where its own settings say
        using var consumer = await ProviderDouble.Consumer(host);
        var leaving = host.Done(HostVerbs.Offline(Service, 42, 1, later, host.Host.Address));
        await Eventually.True(() => !ProviderDouble.Registered(registry).Any(), "it is out of the registry");
        Assert.Equal("\"1\"", await consumer.Pay());
        Assert.False(leaving.IsCompleted); // it waits for the consumer
        consumer.Dispose();
        Assert.Equal("yes", (await leaving).Values["drained"]);
        Assert.Equal($"ls shows as not registered: {ProviderDouble.Pay}:1.0.0 {ProviderDouble.Refund}", await Health(host));

        await host.Done(HostVerbs.Online(Service, 42, 1, host.Run, host.Host.Address));
        Assert.Equal("yes", await Health(host));

        using var hangsOn = await ProviderDouble.Consumer(host);
        Assert.Equal("no", (await host.Done(Impatient(host))).Values["drained"]);
        Assert.Contains($"the wait of 0.3 s is over: 1 connections to dubbo's port {host.Run.Port} are open still", host.Lines);
        await host.Done(HostVerbs.Stop(Service, 42, 1, host.Run));
        Assert.Equal(["in", "in", "out", "out", "in", "in", "out", "out", "stop"], ProviderDouble.Events(registry).Select(line => line.Split(' ')[0]));
        await host.Done(HostVerbs.Offline(Service, 42, 1, host.Run, host.Host.Address));
        Assert.Contains("nothing runs, so nothing is registered", host.Lines);
    }

    [SkippableFact]
    public async Task One_that_refuses_or_has_no_QoS_says_so_and_one_that_does_not_register_is_not_healthy()
    {
        Skip.IfNot(ProviderDouble.Available, ProviderDouble.Missing);
        await using var host = new HostFolder();
        await Deploy(host, 41, properties: ["dubbo = 2", "refused = offline", $"neverRegistered = {ProviderDouble.Refund}"], services: [ProviderDouble.Pay]);
        var at = $"{host.Host.Address}:{host.Run.Dubbo!.Qos}";

        Assert.Equal($"QoS {at} refuses offline: offline :permission deny", (await host.Ask(HostVerbs.Offline(Service, 42, 1, host.Run, host.Host.Address))).Reason);
        Assert.Equal("yes", await Health(host)); // of the one that is named
        host.Run = host.Run with { Dubbo = host.Run.Dubbo with { Services = [] } };
        Assert.Equal($"ls shows as not registered: {ProviderDouble.Refund}", await Health(host));

        await host.Done(HostVerbs.Stop(Service, 41, 1, host.Run));
        await Deploy(host, 42, qos: false);
        Assert.Equal("yes", await Health(host)); // dubbo's own port says it, too
        at = $"{host.Host.Address}:{host.Run.Dubbo!.Qos}";
        Assert.Equal($"nothing listens for QoS at {at}, and dubbo's own port refuses offline: Unsupported command: offline",
            (await host.Ask(HostVerbs.Offline(Service, 43, 1, host.Run, host.Host.Address))).Reason);
    }

    static async Task Deploy(HostFolder host, long release, bool qos = true, string[]? properties = null, string[]? services = null)
    {
        var run = ProviderDouble.Run(host, qos);
        host.Run = run with { Dubbo = run.Dubbo! with { Services = services ?? [] } };
        var archive = await host.Send(await ProviderDouble.Archive(properties ?? []));
        await host.Done(HostVerbs.Fetch(Service, release, 1, archive.Sha256));
        await host.Done(HostVerbs.Activate(Service, release, 1, archive.Sha256));
        await host.Done(HostVerbs.Start(Service, release, 1, host.Run, host.Host.Address));
        await host.Done(HostVerbs.Health(Service, release, 1, host.Run, host.Host.Address, archive.Sha256));
    }

    static async Task<string?> Health(HostFolder host) => HostNow.Of(await host.Done(HostVerbs.Status(Service, host.Run, host.Host.Address))).Healthy;

    static HostCall Impatient(HostFolder host) =>
        HostVerbs.Offline(Service, 42, 1, host.Run with { Dubbo = host.Run.Dubbo! with { Wait = TimeSpan.FromSeconds(0.3) } }, host.Host.Address);
}
