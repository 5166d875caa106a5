using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Survival;

/// <summary>One sandbox a collection for all tests that do not disturb each other: each has projects and workers of its own.</summary>
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

/// <summary>Beside the other, as together they would take longer than all the rest.</summary>
[CollectionDefinition(Name)]
public sealed class RealHostsCollection : ICollectionFixture<SharedBotOps>
{
    public const string Name = "Real hosts";
}
