using BotOps.Core;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Tests.Projects;

public class DubboCatalogTests
{
    [Fact]
    public void The_shipped_example_is_read_whole()
    {
        var catalog = CatalogReader.Read("catalog.yaml", File.ReadAllText(Path.Combine(ShippedFiles.Root, "deploy", "examples", "pay-provider", "catalog.yaml")));

        var project = Assert.Single(catalog.Projects);
        var environment = Assert.Single(project.Environments);
        Assert.Equal((ProjectKind.Dubbo, "svn", "trunk"), (project.Kind, project.Repository.Kind, project.Repository.DefaultRef));
        Assert.Equal(catalog.Hosts.Select(h => h.Name), environment.Hosts.Select(h => h.Name));
        var dubbo = environment.Settings.Run.Dubbo!;
        Assert.Equal((22222, "127.0.0.1", TimeSpan.FromSeconds(10)), (dubbo.Qos, dubbo.QosAddress, dubbo.Wait));
        Assert.Equal(["com.example.pay.PayService:1.0.0", "com.example.pay.RefundService"], dubbo.Services);
    }

    [Fact]
    public void A_provider_is_one_without_another_word_and_its_console_is_asked_where_it_says()
    {
        var usual = Read("dubbo", "start: [java], port: 20880").Projects[0].Environments[0].Settings.Run;
        Assert.Equal(new DubboSettings(), usual.Dubbo! with { Services = new DubboSettings().Services });

        var run = Read("dubbo", "start: [java], port: 20880, dubbo: { qos: 33333, qosAddress: \"{address}\", services: [pay/a.b.Pay:1.0], wait: 1m }").Projects[0].Environments[0].Settings.Run;
        var call = HostVerbs.Offline("pay", 42, 7, run, "10.0.0.5");
        Assert.Equal(("33333", "10.0.0.5", "20880", "10.0.0.5", "pay/a.b.Pay:1.0", "60"),
            (call.Arguments["qos"], call.Arguments["qosAddress"], call.Arguments["port"], call.Arguments["address"], call.Arguments["service.0"], call.Arguments["wait"]));
        Assert.Equal("33333", HostVerbs.Health("pay", 42, 7, run, "10.0.0.5", new string('a', 64)).Arguments["qos"]);
        Assert.DoesNotContain("qos", HostVerbs.Health("pay", 42, 7, run with { Dubbo = null }, "10.0.0.5", new string('a', 64)).Arguments.Keys);
    }

    [Theory]
    [InlineData("process", "start: [java], port: 20880, dubbo: { qos: 22222 }", "run.dubbo: is for a project of kind: dubbo")]
    [InlineData("dubbo", "port: 20880", "run.start: is missing")]
    [InlineData("dubbo", "start: [java]", "run.port: is missing")]
    [InlineData("dubbo", "start: [java], port: 20880, dubbo: { qos: 0 }", "run.dubbo.qos: '0' is not a port (1 to 65535)")]
    [InlineData("dubbo", "start: [java], port: 20880, dubbo: { qosAddress: \"a b\" }", "run.dubbo.qosAddress: 'a b' is not an address; write a host name or an IP address")]
    [InlineData("dubbo", "start: [java], port: 20880, dubbo: { services: [\"a;b\"] }", "run.dubbo.services[0]: 'a;b' is not a service as ls shows it; write its interface, com.example.PayService")]
    [InlineData("dubbo", "start: [java], port: 20880, dubbo: { wait: 2h }", "run.dubbo.wait: is at most 1 h")]
    [InlineData("dubbo", "start: [java], port: 20880, dubbo: { limit: 1m }", "run.dubbo.limit: is not known; known here: qos, qosAddress, services, wait")]
    public void What_is_wrong_is_named_with_its_place(string kind, string run, string problem) =>
        Assert.EndsWith($"projects[0].environments.production.{problem}", Assert.Throws<UserError>(() => Read(kind, run)).Message, StringComparison.Ordinal);

    static CatalogDocument Read(string kind, string run) => CatalogReader.Read("pay.yaml",
        $$"""
        projects:
          - name: pay
            kind: {{kind}}
            repository: { url: /srv/r.git }
            environments:
              production:
                hosts: [pay-1]
                build: { artifact: [out/**] }
                run: { {{run}} }
        """);
}
