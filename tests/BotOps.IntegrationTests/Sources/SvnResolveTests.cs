using BotOps.Core;
using BotOps.Core.Sources;

namespace BotOps.IntegrationTests.Sources;

public sealed class SvnResolveTests : IAsyncLifetime
{
    readonly SvnRig rig = new();

    public Task InitializeAsync() => Task.CompletedTask;
    public Task DisposeAsync() => rig.Close();

    [SkippableFact]
    public async Task Trunk_branches_tags_and_revisions_are_found_with_their_folder_left_away()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        var first = rig.Commit("first\n\nmore of it");
        var branch = rig.Copy("trunk", "branches/big-sale");
        var tag = rig.Copy("trunk", "tags/1.0");
        var second = rig.Commit("second");
        rig.Svn("mkdir", "-m", "elsewhere", $"file://{rig.Database}/other"); // the repository goes on, the project does not
        var source = rig.Source();

        Assert.Equal(("trunk", "branch", $"trunk@{second}"), Seen(await source.Resolve(rig.AsFile(), "trunk", default)));
        Assert.Equal(("branches/big-sale", "branch", $"branches/big-sale@{branch}"), Seen(await source.Resolve(rig.AsFile(), "big-sale", default)));
        Assert.Equal(("branches/big-sale", "branch", $"branches/big-sale@{branch}"), Seen(await source.Resolve(rig.AsFile(), "branches/big-sale", default)));
        Assert.Equal(("tags/1.0", "tag", $"tags/1.0@{tag}"), Seen(await source.Resolve(rig.AsFile(), "1.0", default)));
        Assert.Equal(($"trunk@{first}", "commit", $"trunk@{first}"), Seen(await source.Resolve(rig.AsFile(), $"r{first}", default)));
        Assert.Equal(($"branches/big-sale@{branch}", "commit", $"branches/big-sale@{branch}"), Seen(await source.Resolve(rig.AsFile(), $"R{branch}", default)));
        Assert.Equal(($"trunk@{second}", "commit", $"trunk@{second}"), Seen(await source.Resolve(rig.AsFile(), $"r{rig.Newest()}", default)));
        Assert.Equal(($"trunk@{first}", "commit", $"trunk@{first}"), Seen(await source.Resolve(rig.AsFile(), $"trunk@{tag}", default)));
        Assert.Equal(($"tags/1.0@{tag}", "commit", $"tags/1.0@{tag}"), Seen(await source.Resolve(rig.AsFile(), $"1.0@{second}", default)));

        var commit = (await source.Resolve(rig.AsFile(), $"trunk@{first}", default)).Commit;
        Assert.Equal(("first", "lin", $"r{first}"), (commit.Title, commit.Author, commit.Short));
        Assert.InRange(commit.At, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [SkippableFact]
    public async Task What_is_not_there_or_is_meant_twice_is_named_with_what_to_write()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        rig.Commit("first");
        rig.Copy("trunk", "branches/1.1");
        rig.Copy("trunk", "tags/1.1");
        rig.Copy("trunk", "branches/big-sale");
        var both = rig.BothChanged("trunk", "branches/1.1");
        var source = rig.Source();

        var twice = await Assert.ThrowsAsync<UserError>(() => source.Resolve(rig.AsFile(), "1.1", default));
        Assert.Equal(Texts.Svn.Ambiguous("1.1", ["branches/1.1", "tags/1.1"]), twice.Message);
        var many = await Assert.ThrowsAsync<UserError>(() => source.Resolve(rig.AsFile(), $"r{both}", default));
        Assert.Equal(["branches/1.1", "trunk"], new[] { "branches/1.1", "trunk" }.Where(line => many.Message.Contains($"{line}@{both}", StringComparison.Ordinal)));

        var near = await Assert.ThrowsAsync<UserError>(() => source.Resolve(rig.AsFile(), "big-sail", default));
        Assert.Equal(Texts.Svn.RefUnknown("big-sail", rig.Project, ["branches/big-sale"]), near.Message);
        foreach (var typed in new[] { "r9999", "trunk@9999", "a/b/c", "a/b@3", "branches", "branches/big-sale/deeper" })
        {
            var unknown = await Assert.ThrowsAsync<UserError>(() => source.Resolve(rig.AsFile(), typed, default));
            Assert.StartsWith($"There is no branch, tag or revision “{typed}”", unknown.Message, StringComparison.Ordinal);
        }
    }

    [SkippableTheory]
    [InlineData("--config-option=x")]
    [InlineData("../../etc")]
    [InlineData("trunk@{1}")]
    [InlineData("")]
    public async Task What_can_be_no_name_reaches_no_client(string typed)
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        await Assert.ThrowsAsync<UserError>(() => rig.Source().Resolve(rig.AsFile(), typed, default));
    }

    [SkippableFact]
    public async Task A_folder_without_trunk_branches_and_tags_is_told_from_one_that_is_not_there()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        rig.Commit("first");

        var layout = await Assert.ThrowsAsync<UserError>(() => rig.Source().Resolve(new("svn", rig.Project + "/trunk"), "trunk", default));
        Assert.Equal(Texts.Svn.NoLayout(rig.Project + "/trunk"), layout.Message);
        var nothing = await Assert.ThrowsAsync<SourceError>(() => rig.Source().Resolve(new("svn", $"file://{rig.Folder}/nowhere"), "trunk", default));
        Assert.Contains(Texts.GitNotFound, nothing.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Names_are_offered_by_what_they_hold_the_last_changed_first()
    {
        Skip.IfNot(SvnServe.Available, SvnServe.Missing);
        rig.Commit("first");
        rig.Copy("trunk", "branches/sale-1");
        rig.Copy("trunk", "branches/sale-2");
        rig.Copy("trunk", "tags/sale-0");

        Assert.Equal(["branches/sale-2", "branches/sale-1", "tags/sale-0"], await rig.Source().Suggest(rig.AsFile(), "sale", 5, default));
        Assert.Equal(["trunk"], await rig.Source().Suggest(rig.AsFile(), "tr", 5, default));
    }

    static (string, string, string) Seen(Revision found) => (found.Name, found.Kind, found.Commit.Id);
}
