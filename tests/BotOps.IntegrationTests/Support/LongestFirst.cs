using BotOps.IntegrationTests.Survival;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("BotOps.IntegrationTests.Support.LongestFirst", "BotOps.IntegrationTests")]

namespace BotOps.IntegrationTests.Support;

/// <summary>The tests that share a sandbox take turns for half of the whole time, and others for minutes: begun last, they would have the machine to themselves.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    static readonly string[] First = [SurvivalCollection.Name, RealHostsCollection.Name], Then = [nameof(Web.StoryTests), nameof(Terminals.TerminalTests)];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => First.Contains(collection.DisplayName) ? 0 : Then.Any(name => collection.DisplayName.EndsWith($".{name}", StringComparison.Ordinal)) ? 1 : 2).ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);
}
