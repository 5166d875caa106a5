using BotOps.Core.Hosts;

namespace BotOps.IntegrationTests.Salt;

/// <summary>Keys of machines that are bought and given back.</summary>
public class SaltKeyTests
{
    [SkippableFact]
    public async Task A_new_machine_is_let_in_once_it_has_shown_its_key_and_not_with_that_of_another()
    {
        await using var rig = await SaltRig.Create();
        var host = SaltRig.New();
        await rig.Api.Key("order-01", null);
        Assert.StartsWith("minion order-01 has not shown its key to the master yet", await rig.Transport.Admit(host, default), StringComparison.Ordinal);

        await rig.Api.Key("order-01", "minions_pre");
        Assert.Contains("the master knows no minion order-01", await rig.Problem(), StringComparison.Ordinal);
        Assert.Null(await rig.Transport.Admit(host, default));
        Assert.Null(await rig.Transport.Admit(host, default));
        await using var folder = rig.Host();
        Assert.True((await folder.Ask(HostVerbs.Status("shop"))).Ok);

        await rig.Transport.Forget(host, default);
        await rig.Transport.Forget(host, default);
        Assert.Contains("the master knows no minion order-01", await rig.Problem(), StringComparison.Ordinal);

        await rig.Api.Key("order-01", "minions_denied");
        var refused = await Assert.ThrowsAsync<HostUnreachable>(() => rig.Transport.Admit(host, default));
        Assert.StartsWith("order-01: the master has refused a key of minion order-01, another machine had that id", refused.Message, StringComparison.Ordinal);
    }
}
