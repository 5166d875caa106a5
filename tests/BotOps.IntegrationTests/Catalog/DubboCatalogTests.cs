using BotOps.Core.Projects.Catalog;
using BotOps.IntegrationTests.Dubbo;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Catalog;

public class DubboCatalogTests
{
    [SkippableFact]
    public async Task The_example_is_exported_and_taken_back_without_a_change_and_a_change_is_told_by_the_names_of_the_file()
    {
        await using var db = Database.Open(await Database.Create());
        var example = await File.ReadAllTextAsync(Path.Combine(ProviderDouble.Example, "catalog.yaml"));
        await Apply(example);
        var exported = await new ExportCatalog(db).Handle(default);

        Assert.Contains("kind: dubbo", exported);
        Assert.Empty(await Apply(exported));
        Assert.Equal(
            ["~ project pay-provider production: run.dubbo.qos (usual) → 33333, run.dubbo.wait (usual) → 30s (settings revision 2)"],
            await Apply(example.Replace("qos: 22222", "qos: 33333", StringComparison.Ordinal).Replace("wait: 10s", "wait: 30s", StringComparison.Ordinal)));

        Task<IReadOnlyList<string>> Apply(string text) => new ApplyCatalog(db, [], TimeProvider.System).Handle([CatalogReader.Read("catalog.yaml", text)], by: null, default);
    }
}
