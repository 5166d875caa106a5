using System.Security.Cryptography;
using BotOps.Adapters.Artifacts;
using BotOps.Core.Builds;
using BotOps.Core.Doctor;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Secrets;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.IntegrationTests.Artifacts;

/// <summary>What <c>botops doctor</c> says of the place where hosts pull artifacts.</summary>
public class PullCheckTests
{
    [SkippableFact]
    public async Task The_doctor_pulls_the_newest_artifact_as_a_host_would_and_tells_what_keeps_it_from_it()
    {
        await using var rig = await ReleaseRig.Create();
        await using var server = await PullServer.Start();
        var archive = await server.Keep(await PullTests.Random(1 << 10));
        await rig.Deployed();
        await rig.Save(db => db.Builds.ExecuteUpdateAsync(set => set.SetProperty(b => b.ArtifactSha256, archive.Sha256)));

        Assert.Equal(CheckState.Skip, (await Look(server.Url, PullServer.Keys)).State);

        await rig.Save(db => db.Hosts.ExecuteUpdateAsync(set => set.SetProperty(h => h.Pulls, true)));
        Assert.Equal(CheckResult.Ok($"an artifact is served at {server.Url}"), await Look(server.Url, PullServer.Keys));

        var other = new SecretKeys(new SecretKeyOptions("/nowhere", [new SecretKey("0002-9f3a12cd", RandomNumberGenerator.GetBytes(SecretKey.Length))]));
        var refused = await Look(server.Url, other);
        Assert.Equal(CheckState.Fail, refused.State);
        Assert.StartsWith($"{server.Url} does not serve artifacts: HTTP 403: check BotOps:ArtifactsUrl", refused.Text, StringComparison.Ordinal);

        var nobody = await Look("http://127.0.0.1:9", PullServer.Keys);
        Assert.Equal(CheckState.Fail, nobody.State);
        Assert.StartsWith("http://127.0.0.1:9 does not serve artifacts: Connection refused", nobody.Text, StringComparison.Ordinal);

        async Task<CheckResult> Look(string address, SecretKeys keys)
        {
            await using var services = new ServiceCollection()
                .AddSingleton(TimeProvider.System).AddSingleton(new WorkerOptions { DataFolder = "", PublicUrl = address }).AddSingleton(keys).AddSingleton<IArtifactLinks, SignedArtifactLinks>()
                .AddDbContextFactory<BotOpsDb>(options => BotOpsDb.Configure(options, rig.Database))
                .AddFileArtifacts(Path.GetTempPath()).AddSingleton<IArtifactStore>(server.Store).BuildServiceProvider();
            return await services.GetServices<IDoctorCheck>().Single().Run(default);
        }
    }
}
