using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Survival;

/// <summary>A lock by HTTP against the running executable, with a worker of its own.</summary>
[Collection(SurvivalCollection.Name)]
public class LockTests(SharedBotOps shared)
{
    [SkippableFact]
    public async Task A_lock_typed_in_the_chat_holds_a_release_back_until_it_is_unlocked()
    {
        var botops = await shared.Start();
        using var ops = await botops.Person("ops");
        using var developer = await botops.Person("developer");
        await SmallProject.Add(botops, "locked");
        await using var worker = await botops.StartWorker();

        Assert.Null(await ops.Answer(await ops.Say("/lock locked --reason \"db migration\" --for 2h")));
        Assert.Contains("role operator", (await developer.Answer(await developer.Say("/unlock locked")))!.Text, StringComparison.Ordinal);
        var release = await developer.Deploy("/deploy locked");
        await Eventually.True(async () => (await Card(botops, release)).Contains("Waits for the lock of Ops", StringComparison.Ordinal), "the card says for whom it waits", BotOpsProcess.Limit);
        Assert.Equal(ReleaseState.Queued, (await botops.Release(release)).State);
        Assert.Contains("Ops locked locked", await developer.Get("/chat"), StringComparison.Ordinal);

        Assert.Null(await ops.Answer(await ops.Say("/unlock locked")));
        await botops.Becomes(release, ReleaseState.Succeeded);
        await botops.ToldOnce(release);
        Assert.Contains($"Your release #{release} has started", await developer.Get("/chat"), StringComparison.Ordinal);
        Assert.DoesNotContain($"Your release #{release} has started", await ops.Get("/chat"), StringComparison.Ordinal);
    }

    static async Task<string> Card(RunningBotOps botops, long release) =>
        (await botops.Rows($"select content::text from webchat.messages where key like 'release/{release}/card@%'")) is [var row, ..] ? row[0] : "";
}
