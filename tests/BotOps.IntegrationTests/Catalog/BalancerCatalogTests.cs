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

    const string Other =
        """
        projects:
          - name: pay-svc
            repository: { url: /srv/p.git }
            environments: { test: { hosts: [], balancer: { hosts: [lb-01], file: /etc/nginx/botops//order-svc.conf }, build: { artifact: [out/**] }, run: { port: 8081 } } }
        """;

    [SkippableFact]
    public async Task Hooks_and_what_is_adopted_are_taken_back_from_an_export_and_a_changed_hook_is_told_in_the_channel()
    {
        await using var db = Database.Open(await Database.Create());
        const string Hooks =
            """
            projects:
              - name: order-svc
                channels: [fake/t/deploys]
                repository: { url: /srv/r.git }
                environments:
                  production:
                    hosts: []
                    adopt: { folder: /opt/order, stop: [bin/stop], start: [bin/start, "{port}"], limit: 2m }
                    hooks: { beforeBuild: [./check], afterWave: [/opt/smoke, fast], secrets: { TOKEN: "env:SMOKE" }, timeLimit: 1m }
                    build: { artifact: [out/**] }
                    run: { port: 8080 }
            """;
        await Apply(Hooks);
        Assert.Empty(await Apply(await new ExportCatalog(db).Handle(default)));

        Assert.Equal(
            ["~ project order-svc production: hooks.beforeBuild [./check] → (usual), hooks.afterWave [/opt/smoke, fast] → [/opt/smoke] (settings revision 2)"],
            await Apply(Hooks.Replace("beforeBuild: [./check], afterWave: [/opt/smoke, fast]", "afterWave: [/opt/smoke]", StringComparison.Ordinal)));
        Assert.Contains("hooks.afterWave [/opt/smoke, fast] → [/opt/smoke]", Assert.Single(db.Outbox).Content!.Push, StringComparison.Ordinal);

        Task<IReadOnlyList<string>> Apply(string text) => new ApplyCatalog(db, [], TimeProvider.System).Handle([CatalogReader.Read("shop.yaml", text)], by: null, default);
    }

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
        Assert.Equal(
            "other.yaml:4: projects[0].environments.test.balancer.file: /etc/nginx/botops//order-svc.conf on lb-01 is the file of order-svc production already; each environment needs one of its own",
            (await Assert.ThrowsAsync<UserError>(() => Apply(Other, "other.yaml"))).Message);
        Assert.StartsWith(
            "~ project order-svc production: balancer.hosts [lb-01] → (usual), balancer.file /etc/nginx/botops/order-svc.conf → (usual)",
            Assert.Single(await Apply(string.Join('\n', Shop.Split('\n').Where(line => !line.Contains("balancer:", StringComparison.Ordinal))))));

        Task<IReadOnlyList<string>> Apply(string text, string file = "shop.yaml") => new ApplyCatalog(db, [], TimeProvider.System).Handle([CatalogReader.Read(file, text)], by: null, default);
    }
}
