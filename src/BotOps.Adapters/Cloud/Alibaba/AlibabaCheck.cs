using BotOps.Core;
using BotOps.Core.Doctor;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>Who BotOps is at one account, and whether it may look at instances there.</summary>
sealed class AlibabaCheck(AlibabaOptions options, AlibabaApi api) : IDoctorCheck
{
    /// <summary>The least that the provider gives on one page.</summary>
    const int Few = 10;

    public string Name => $"cloud {options.Account}";

    public async Task<CheckResult> Run(CancellationToken stopping)
    {
        var who = await api.Call(Product.Sts, options.Region, "GetCallerIdentity", [], repeatable: true, stopping);
        await api.Call(Product.Ecs, options.Region, "DescribeInstances", new Parameters { { "RegionId", options.Region }, { "MaxResults", Few } }, repeatable: true, stopping);
        return CheckResult.Ok(Texts.Cloud.Well(who.Text("Arn") ?? "?", who.Text("AccountId") ?? "?", options.Region));
    }
}
