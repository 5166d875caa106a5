using BotOps.Core.Projects.Catalog;
using BotOps.IntegrationTests.Support;
using static BotOps.IntegrationTests.Catalog.ApplyCatalogTests;

namespace BotOps.IntegrationTests.Catalog;

/// <summary>Projects of the kinds tomcat and static through the database.</summary>
public class KindCatalogTests
{
    const string Shop =
        """
        projects:
          - name: order-svc
            kind: tomcat
            repository: { url: /srv/repos/order-svc.git }
            environments:
              production:
                hosts: []
                build: { maven: {} }
                run:
                  port: 8080
                  secrets: { AJP_SECRET: "secret:ajp" }
                  tomcat:
                    memory: 512m
                    jvm: [-XX:+UseG1GC]
                    ajp: true
                    templates:
                      - path: conf/context.xml
                        content: |
                          <Context port="{{ port }}"/>
                  files: [{ path: bin/setenv.sh, content: "own\n" }]
                  shared: [uploads]
          - name: shop-web
            kind: static
            repository: { url: /srv/repos/shop-web.git }
            environments:
              production: { hosts: [], build: { artifact: [out/**] }, run: { port: 80 }, health: { host: www.shop.example, proof: none } }
        """;

    [SkippableFact]
    public async Task What_is_exported_is_what_was_written_and_is_taken_back_without_a_change()
    {
        var database = await Database.Create();
        await Apply(database, CatalogReader.Read("shop.yaml", Shop));

        var exported = await Export(database);

        Assert.Empty(await Apply(database, CatalogReader.Read("exported.yaml", exported)));
        Assert.DoesNotContain("catalina.sh", exported, StringComparison.Ordinal);
        Assert.Contains("<Context port=\"{{ port }}\"/>", exported, StringComparison.Ordinal);
        Assert.Contains("shared: [uploads]", exported, StringComparison.Ordinal);
        var told = Assert.Single(await Apply(database, CatalogReader.Read("shop.yaml", Shop.Replace("port: 8080", "port: 8090", StringComparison.Ordinal))));
        Assert.Contains("run.port 8080 → 8090, run.files.conf/context.xml 1 line → 1 line (+1 −1), ", told, StringComparison.Ordinal);
        Assert.Contains("\n    -<Context port=\"8080\"/>\n    +<Context port=\"8090\"/>", told, StringComparison.Ordinal);
    }

    static async Task<IReadOnlyList<string>> Apply(string database, CatalogDocument catalog)
    {
        await using var db = Database.Open(database);
        return await new ApplyCatalog(db, [], TimeProvider.System).Handle([catalog], null, CancellationToken.None);
    }
}
