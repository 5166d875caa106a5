using BotOps.Core;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Scaling;

namespace BotOps.Tests.Projects;

public class ScalingCatalogTests
{
    const string Right =
        "account: main, region: cn-hangzhou, image: m-1, types: { standard: [ecs.c7.xlarge, ecs.c6.xlarge], large: [ecs.c7.2xlarge] }, zones: { i: vsw-1, b: vsw-2 }, names: \"order-[101]\", root: /srv/apps";

    [Fact]
    public void Types_and_zones_keep_the_order_in_which_they_are_preferred()
    {
        var scaling = Read(Right).Projects[0].Environments[0].Scaling!;
        Assert.Equal(["standard: ecs.c7.xlarge ecs.c6.xlarge", "large: ecs.c7.2xlarge"], scaling.Types.Select(t => $"{t.Name}: {string.Join(' ', t.Types)}"));
        Assert.Equal([new ScaleZone("i", "vsw-1"), new ScaleZone("b", "vsw-2")], scaling.Zones);
        Assert.Equal((20, 1, "local", null), (scaling.MostADay, scaling.Least, scaling.Transport, scaling.MostAnHour));
    }

    [Theory]
    [InlineData("account: main", "shop.yaml:7: projects[0].environments.production.scaling.region: is missing")]
    [InlineData("names: order-101", "scaling.names: 'order-101' is no name with a running number; write the first one in its width at the end: order-[101]")]
    [InlineData("types: { standard: [] }", "scaling.types.standard: is missing")]
    [InlineData("types: { Big: [t] }", "scaling.types.Big: 'Big' is not a name;")]
    [InlineData("zones: { i: \"vsw 1\" }", "scaling.zones.i: 'vsw 1' is no name or id of a cloud provider")]
    [InlineData("mostAnHour: -1", "scaling.mostAnHour: '-1' is not an amount of money above 0; write it like 12.5")]
    [InlineData("mostADay: 0", "scaling.mostADay: '0' is not a number from 1 to 10000")]
    [InlineData("ssh: { user: root }", "scaling.ssh: is for hosts with transport: ssh; this one has local")]
    [InlineData("root: srv", "scaling.root: 'srv' is not an absolute path")]
    [InlineData("dns: [\"{host}\"]", "scaling.dns[0]: '{host}' is no name with its zone: {host}.prod.example.com, in small letters")]
    [InlineData("dns: [\"order.shop.internal\\nsend\"]", "is no name with its zone")]
    [InlineData("names: \"order_[1]\", dns: [\"{host}.shop.example.com\"]", "scaling.dns[0]: '{host}.shop.example.com' would be order_999999.shop.example.com, which is no name of DNS")]
    [InlineData("names: \"order-that-has-a-very-long-name-of-many-letters-[1]\", dns: [\"the-web-of-{host}.shop.example.com\"]", "which is no name of DNS")]
    [InlineData("mostCostADay: 0", "scaling.mostCostADay: '0' is not an amount of money above 0")]
    [InlineData("back: { wave: some }", "scaling.back.wave: ")]
    [InlineData("back: { announce: 8d }", "scaling.back.announce: is at most ")]
    [InlineData("back: { load: \"curl x | sh\" }", "scaling.back.load: ")]
    [InlineData("back: { beforeGiveBack: [bin/save] }", "scaling.back.beforeGiveBack: 'bin/save' is relative")]
    [InlineData("zonse: i", "scaling.zonse: is not known; did you mean")]
    public void What_is_wrong_is_named_with_its_place(string scaling, string problem) => Assert.Contains(problem, Assert.Throws<UserError>(() => Read(scaling)).Message);

    static CatalogDocument Read(string scaling) => CatalogReader.Read("shop.yaml",
        $$"""
        projects:
          - name: order-svc
            repository: { url: /srv/r.git }
            environments:
              production:
                hosts: [order-1]
                scaling: { {{scaling}} }
                build: { artifact: [out/**] }
                run: { port: 8080 }
        """);
}
