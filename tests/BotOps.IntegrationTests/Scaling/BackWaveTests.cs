using BotOps.Core.Hosts;
using BotOps.Core.Logs;
using BotOps.Core.Scaling;
using BotOps.IntegrationTests.Releases;

namespace BotOps.IntegrationTests.Scaling;

public class BackWaveTests
{
    [SkippableFact]
    public async Task The_next_wave_goes_when_those_that_stay_are_well_and_carry_the_load_and_no_host_goes_before_its_logs_are_saved()
    {
        var (calm, full) = (Path.Combine(Path.GetTempPath(), $"botops-calm-{Guid.NewGuid():N}"), Path.Combine(Path.GetTempPath(), $"botops-full-{Guid.NewGuid():N}"));
        var back = new BackSettings { Wave = "50%", Load = ["test", "-e", calm], BeforeGiveBack = ["bash", "-c", "echo saved $BOTOPS_HOST $BOTOPS_ADDRESS; [ ! -e \"$1\" ]", "hook", full] };
        await using var scale = await ScaleRig.Create(scaling: ScaleRig.Settings with { Back = back });
        var rig = scale.Rig;
        await scale.Scaled("/scale out order-svc +2");
        var release = await rig.Db(db => Task.FromResult(db.Assignments.Single(a => a.Host.Name == "order-1").ReleaseId));
        var well = false;
        rig.Hosts.Instead = (host, verb) => Task.FromResult(verb switch
        {
            "status" => new HostAnswer(0, "", new Dictionary<string, string> { ["release"] = $"{release}" }),
            "health" when host == "order-1" && !well => ObedientHosts.Fails("no answer on 8080"),
            _ => null,
        });

        var order = await scale.Scaled("/scale in order-svc 2");
        Assert.Equal("AwaitingDecision: GivenBack InService", await scale.State(order.Id));
        var left = await rig.Db(db => Task.FromResult(db.ScaleHosts.Single(h => h.OrderId == order.Id && h.State == ScaleStep.InService).Name));
        Assert.StartsWith("wave 2 does not go while hosts that stay are not well: order-1; first: ", order.Reason, StringComparison.Ordinal);
        Assert.Equal(["Retry", "Accept fewer"], (await scale.Card(order.Id)).Buttons.Select(b => b.Label));
        Assert.Equal($"order-1 {left}", await scale.Serving());

        well = true;
        await Again(scale, order.Id);
        Assert.Equal("AwaitingDecision: GivenBack InService", await scale.State(order.Id));
        Assert.StartsWith("wave 2 does not go: load failed: ", (await scale.Order(order.Id)).Reason, StringComparison.Ordinal);

        foreach (var file in new[] { calm, full }) await File.WriteAllTextAsync(file, "");
        await Again(scale, order.Id);
        Assert.Equal("AwaitingDecision: GivenBack Failed", await scale.State(order.Id));
        Assert.Contains($"{left} failed; first: not given back: beforeGiveBack failed: ", (await scale.Order(order.Id)).Reason);
        Assert.Equal([$"{left} h"], scale.Bought);

        await rig.Use<AnswerScale>(use => use.GiveBack(order.Id, rig.Operator.Id, default));
        await scale.Run(order.Id);
        Assert.Equal("Succeeded: GivenBack GivenBack", await scale.State(order.Id));
        Assert.Empty(scale.World.All);
        var log = (await rig.The<LogStore>().Read(order.LogId, 1, 1000, default)).Select(l => l.Text).ToList();
        foreach (var host in new[] { "order-101", "order-102" }) Assert.Single(log, line => line.StartsWith($"saved {host} 127.9.8.", StringComparison.Ordinal));
        foreach (var file in new[] { calm, full }) File.Delete(file);
    }

    static async Task Again(ScaleRig scale, long order)
    {
        await scale.Rig.Use<AnswerScale>(use => use.Retry(order, scale.Rig.Operator.Id, default));
        await scale.Run(order);
    }
}
