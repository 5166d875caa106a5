using BotOps.IntegrationTests.Survival;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("BotOps.IntegrationTests.Support.LongestFirst", "BotOps.IntegrationTests")]

namespace BotOps.IntegrationTests.Support;

/// <summary>The tests that share a sandbox take turns for half of the whole time: begun last, they would have the machine to themselves for minutes.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName is SurvivalCollection.Name or RealHostsCollection.Name ? 0 : 1).ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);
}
