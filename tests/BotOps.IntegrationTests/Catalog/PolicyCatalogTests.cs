using BotOps.Core.Projects.Catalog;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Catalog;

public class PolicyCatalogTests
{
    const string Shop =
        """
        projects:
          - name: order-svc
            repository: { url: /srv/r.git, web: "https://git.example.org/cmp/{from}...{to}" }
            environments:
              production:
                policy: { branches: [master, "release/*"], override: approver }
                hosts: []
                build: { artifact: [out/**] }
        """;

    [SkippableFact]
    public async Task What_is_exported_is_taken_back_without_a_change_and_a_change_is_told_by_the_names_of_the_file()
    {
        await using var db = Database.Open(await Database.Create());
        await Apply(Shop);
        var exported = await new ExportCatalog(db).Handle(default);

        Assert.Contains("override: approver", exported);
        Assert.Empty(await Apply(exported));
        Assert.Equal(
            ["~ project order-svc production: policy.branches [master, release/*] → [*], policy.override approver → (usual)"],
            await Apply(Shop.Replace("[master, \"release/*\"], override: approver", "[\"*\"]", StringComparison.Ordinal)));

        Task<IReadOnlyList<string>> Apply(string text) => new ApplyCatalog(db, [], TimeProvider.System).Handle([CatalogReader.Read("shop.yaml", text)], by: null, default);
    }
}
