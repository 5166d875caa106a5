using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Survival;

/// <summary>One sandbox for all tests that do not disturb each other: each has projects and workers of its own.</summary>
public sealed class SharedBotOps : IAsyncLifetime
{
    RunningBotOps? botops;

    public async Task<RunningBotOps> Start() => botops ??= await RunningBotOps.Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (botops is not null) await botops.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class SurvivalCollection : ICollectionFixture<SharedBotOps>
{
    public const string Name = "Survival";
}
