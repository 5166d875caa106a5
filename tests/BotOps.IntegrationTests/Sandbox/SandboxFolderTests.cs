using BotOps.Core;
using BotOps.Core.Projects.Catalog;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Support;
using BotOps.Sandbox;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Sandbox;

public sealed class SandboxFolderTests : IDisposable
{
    readonly SandboxFolder folder = SandboxFolder.Fresh();

    public void Dispose() => folder.Delete();

    [Fact]
    public void A_folder_that_a_copy_uses_is_refused_until_that_copy_ends()
    {
        var path = Path.Combine(folder.Path, "mine");
        using (SandboxFolder.Open(path))
            Assert.Throws<UserError>(() => SandboxFolder.Open(path));

        SandboxFolder.Open(path).Dispose();
    }

    [Fact]
    public void Other_users_may_pass_but_not_look()
    {
        Assert.Equal("0711", Convert.ToString((int)File.GetUnixFileMode(folder.Path), 8).PadLeft(4, '0'));
        Assert.Equal("0711", Convert.ToString((int)File.GetUnixFileMode(folder.Hosts), 8).PadLeft(4, '0'));
    }

    [SkippableFact]
    public void As_root_a_folder_that_no_other_user_reaches_is_refused()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "only root has other users");
        var closed = Path.Combine(folder.Path, "closed");
        Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var error = Assert.Throws<UserError>(() => SandboxFolder.Open(Path.Combine(closed, "state")));

        Assert.Contains(closed, error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_catalog_of_the_sandbox_is_applied_once_and_exported_as_a_file_that_can_be_applied()
    {
        var database = await Database.Create();
        var catalog = new SandboxCatalog(folder, new SandboxHosts(folder, HostFolder.ThisMachine()), TimeProvider.System);

        Assert.NotEmpty(await Apply());
        Assert.Empty(await Apply());

        await using var db = Database.Open(database);
        var exported = await new ExportCatalog(db).Handle(CancellationToken.None);
        Assert.Empty(await new ApplyCatalog(db, [], TimeProvider.System).Handle([CatalogReader.Read("sandbox.yaml", exported)], null, CancellationToken.None));
        Assert.Equal(4, await db.Persons.CountAsync());

        async Task<IReadOnlyList<string>> Apply()
        {
            await using var each = Database.Open(database);
            return await catalog.Apply(new ApplyCatalog(each, [], TimeProvider.System), CancellationToken.None);
        }
    }
}
