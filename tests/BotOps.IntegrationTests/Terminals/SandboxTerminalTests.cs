using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Survival;

namespace BotOps.IntegrationTests.Terminals;

[Collection(SurvivalCollection.Name)]
public class SandboxTerminalTests(SharedBotOps shared)
{
    [SkippableFact]
    public async Task From_another_terminal_its_starter_operates_the_sandbox()
    {
        var botops = await shared.Start();

        var who = await VerbProcess.Run(new Dictionary<string, string>(), "--data", botops.Folder, "whoami");
        var asked = await VerbProcess.Run(new Dictionary<string, string>(), "--data", botops.Folder, "deploy", "order-svc", "master", "--serial");
        var nowhere = await VerbProcess.Run(new Dictionary<string, string>(), "--data", Path.Combine(botops.Folder, "none"), "status");

        Assert.True(who.ExitCode == 0, who.Errors);
        Assert.Contains("You are Ops, @ops.", who.Output, StringComparison.Ordinal);
        Assert.Contains($" --data {botops.Folder} status", botops.Sandbox.Output, StringComparison.Ordinal);
        Assert.True(asked.ExitCode == 0, asked.Errors);
        Assert.Contains($"{botops.Url}releases/", asked.Output, StringComparison.Ordinal);
        Assert.Equal(2, nowhere.ExitCode);
        Assert.Contains("No sandbox runs in", nowhere.Errors, StringComparison.Ordinal);
    }
}
