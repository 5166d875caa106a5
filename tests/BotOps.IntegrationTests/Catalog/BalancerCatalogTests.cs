using BotOps.Core;
using BotOps.Core.Projects.Catalog;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Catalog;

public class BalancerCatalogTests
{
    const string Shop =
        """
        hosts: [{ name: lb-01, address: 10.0.0.9, root: /srv/lb }]
        projects:
          - name: order-svc
            repository: { url: /srv/r.git }
            environments:
              production:
                hosts: []
                balancer: { hosts: [lb-01], file: /etc/nginx/botops/order-svc.conf, server: { maxFails: 3, failTimeout: 20s }, reload: [systemctl, reload, nginx], drain: 1m }
                build: { artifact: [out/**] }
                run: { port: 8080 }
        """;

    [SkippableFact]
    public async Task What_is_exported_is_taken_back_without_a_change_and_a_change_is_told_by_the_names_of_the_file()
    {
        await using var db = Database.Open(await Database.Create());
        await Apply(Shop);
        var exported = await new ExportCatalog(db).Handle(default);

        Assert.Contains("failTimeout: 20s", exported);
        Assert.Empty(await Apply(exported));
        Assert.Equal(
            ["~ project order-svc production: balancer.server.maxFails 3 → (usual), balancer.server.failTimeout 20s → (usual), balancer.drain 1m → (usual)"],
            await Apply(Shop.Replace(", server: { maxFails: 3, failTimeout: 20s }", "", StringComparison.Ordinal).Replace(", drain: 1m", "", StringComparison.Ordinal)));
        Assert.Equal(
            "shop.yaml:8: projects[0].environments.production.balancer.hosts[0]: there is no host 'lb-02'; did you mean 'lb-01'?",
            (await Assert.ThrowsAsync<UserError>(() => Apply(Shop.Replace("hosts: [lb-01]", "hosts: [lb-02]", StringComparison.Ordinal)))).Message);
        Assert.StartsWith(
            "~ project order-svc production: balancer.hosts [lb-01] → (usual), balancer.file /etc/nginx/botops/order-svc.conf → (usual)",
            Assert.Single(await Apply(string.Join('\n', Shop.Split('\n').Where(line => !line.Contains("balancer:", StringComparison.Ordinal))))));

        Task<IReadOnlyList<string>> Apply(string text) => new ApplyCatalog(db, [], TimeProvider.System).Handle([CatalogReader.Read("shop.yaml", text)], by: null, default);
    }
}
