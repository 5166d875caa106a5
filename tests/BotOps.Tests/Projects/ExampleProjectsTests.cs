using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;

namespace BotOps.Tests.Projects;

/// <summary>The examples as they are shipped; the integration tests run them.</summary>
public class ExampleProjectsTests
{
    [Fact]
    public void The_order_svc_is_read_with_all_of_its_hosts()
    {
        var catalog = CatalogReader.Read("catalog.yaml", File.ReadAllText(Path.Combine(ShippedFiles.Root, "deploy/examples/order-svc/catalog.yaml")));

        var project = Assert.Single(catalog.Projects);
        var production = Assert.Single(project.Environments);
        var hosts = Enumerable.Range(1, 12).Select(n => $"order-{n:00}").ToList();
        Assert.Equal((ProjectKind.Tomcat, "lb-01", 8080), (project.Kind, production.Balancer!.Hosts.Single(), production.Settings.Run.Port));
        Assert.Equal(hosts, production.Hosts.Select(h => h.Name));
        Assert.Equal(["lb-01", .. hosts], catalog.Hosts.Select(h => h.Name));
        Assert.Contains(production.Balancer.File, File.ReadAllText(Path.Combine(ShippedFiles.Root, "deploy/examples/order-svc/nginx.conf")), StringComparison.Ordinal);
    }
}
