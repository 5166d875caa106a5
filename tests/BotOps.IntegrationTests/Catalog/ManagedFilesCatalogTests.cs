using BotOps.Core.Projects;
using BotOps.Core.Projects.Catalog;
using BotOps.IntegrationTests.Support;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using static BotOps.IntegrationTests.Catalog.ApplyCatalogTests;

namespace BotOps.IntegrationTests.Catalog;

/// <summary>Managed files through the database: applied, exported, and told when they change.</summary>
public class ManagedFilesCatalogTests
{
    const string Shop =
        """
        people: [{ handle: lead-1 }]
        projects:
          - name: order-svc
            repository: { url: /srv/repos/order-svc.git }
            environments:
              production:
                hosts: []
                build: { artifact: [out/**] }
                run:
                  port: 8080
                  files:
                    - path: config/app.yaml
                      mode: "0600"
                      content: |
                        port: {port}
                        level: info
                        name: 订单
                  shared: [uploads]
        """;

    [SkippableFact]
    public async Task Whatever_a_file_holds_the_exported_catalog_is_taken_back_without_a_change()
    {
        var database = await Database.Create();
        await Apply(database, CatalogReader.Read("shop.yaml", Shop));
        var pieces = Gen.Elements("a", " ", "\n", "\t", "\r\n", "\"", "'", "# no comment", ": ", "- ", "---", "...", "\\", "{port}", "名", "\uFEFF", "\u2028", "\u00A0", "🍵", "|", "> ", "%YAML", "null", new string('x', 200));
        var contents = pieces.ArrayOf().Select(string.Concat).Sample(150).Concat(["", "\n", "a", "a\n", " a\n", "a\n\n", "a \n", "\ta\n", "\n\na\n", "a\n b\n  c\n"]).ToList();

        await Apply(database, With([.. contents.Select((c, at) => new ManagedFile($"f/{at}", c) { Encoding = at % 2 == 0 ? FileText.Utf8 : FileText.Gb18030 })]));
        var exported = await Export(database);

        Assert.Empty(await Apply(database, CatalogReader.Read("exported.yaml", exported)));
        Assert.Equal(contents, CatalogReader.Read("exported.yaml", exported).Projects.Single().Environments.Single().Settings.Run.Files.Select(f => f.Content));
    }

    [SkippableFact]
    public async Task A_file_is_exported_in_lines_that_a_person_can_read()
    {
        var database = await Database.Create();
        await Apply(database, CatalogReader.Read("shop.yaml", Shop));

        var exported = await Export(database);

        Assert.Equal(
            """
            files:
                    - path: config/app.yaml
                      mode: 0600
                      content: |
                        port: {port}
                        level: info
                        name: 订单
                    shared: [uploads]
            """, exported[exported.IndexOf("files", StringComparison.Ordinal)..].TrimEnd());
    }

    [SkippableFact]
    public async Task A_changed_file_is_told_by_its_lines_with_the_command_that_brings_it_to_the_hosts()
    {
        var database = await Database.Create();
        await Apply(database, CatalogReader.Read("shop.yaml", Shop));
        var changed = CatalogReader.Read("shop.yaml", Shop.Replace("level: info", "level: debug", StringComparison.Ordinal).Replace("8080", "8081", StringComparison.Ordinal));

        Assert.Equal(
            [
                """
                ~ project order-svc production: run.port 8080 → 8081, run.files.config/app.yaml 3 lines → 3 lines (+1 −1) (settings revision 2)
                    @@ -1,3 +1,3 @@
                     port: {port}
                    -level: info
                    +level: debug
                     name: 订单
                """,
            ], await Apply(database, changed));

        var release = await HoldClaim(database);
        await using (var db = Database.Open(database)) await db.Environments.ExecuteUpdateAsync(e => e.SetProperty(x => x.CurrentReleaseId, release));
        Assert.Equal(
            ["~ project order-svc production: run.port 8081 → 8082 (settings revision 3; deploy it with /botops settings order-svc)"],
            await Apply(database, CatalogReader.Read("shop.yaml", Shop.Replace("level: info", "level: debug", StringComparison.Ordinal).Replace("8080", "8082", StringComparison.Ordinal))));
    }

    static async Task<IReadOnlyList<string>> Apply(string database, CatalogDocument catalog)
    {
        await using var db = Database.Open(database);
        return await new ApplyCatalog(db, [], TimeProvider.System).Handle([catalog], null, CancellationToken.None);
    }

    static CatalogDocument With(IReadOnlyList<ManagedFile> files)
    {
        var shop = CatalogReader.Read("shop.yaml", Shop);
        var project = shop.Projects.Single();
        var environment = project.Environments.Single();
        var settings = environment.Settings with { Run = environment.Settings.Run with { Files = files } };
        return shop with { Projects = [project with { Environments = [environment with { Settings = settings }] }] };
    }
}
