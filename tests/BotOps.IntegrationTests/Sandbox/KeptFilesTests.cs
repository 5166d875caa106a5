using BotOps.Core.Projects.Catalog;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Releases;
using BotOps.IntegrationTests.Support;
using BotOps.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Sandbox;

public sealed class KeptFilesTests : IDisposable
{
    readonly SandboxFolder folder = SandboxFolder.Fresh();

    public void Dispose() => folder.Delete();

    [SkippableFact]
    public async Task What_was_taken_over_from_a_host_is_not_lost_at_the_next_start_of_the_sandbox()
    {
        var database = await Database.Create();
        await Start(database);
        await using (var db = Database.Open(database))
        {
            var orders = await db.Environments.SingleAsync(e => e.Project.Name == "order-svc");
            var now = (await db.SettingsRevisions.SingleAsync(r => r.Id == orders.SettingsRevisionId)).Settings;
            var edited = now.Run.Files.Single() with { Content = now.Run.Files.Single().Content.Replace("tea shop", "coffee shop", StringComparison.Ordinal) };
            await ReleaseRig.NewSettings(db, orders.Id, now with { Run = now.Run with { Files = [edited] } });
            await db.SaveChangesAsync();
        }

        Assert.Empty(await Start(database));
    }

    async Task<IReadOnlyList<string>> Start(string database)
    {
        await using var db = Database.Open(database);
        var catalog = await new SandboxCatalog(folder, new SandboxHosts(folder, HostFolder.ThisMachine()), TimeProvider.System).KeepFiles(db, default);
        return await catalog.Apply(new ApplyCatalog(db, [], TimeProvider.System), default);
    }
}
