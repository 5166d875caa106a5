namespace BotOps.IntegrationTests.Sources;

public sealed class GitBranchTests : IAsyncLifetime
{
    readonly GitRig rig = new();

    public Task InitializeAsync() => Task.CompletedTask;
    public Task DisposeAsync() => rig.Close();

    [Fact]
    public async Task A_commit_is_on_every_branch_that_leads_to_it_and_on_no_other()
    {
        var repository = rig.NewRepository();
        var first = repository.Commit("first");
        repository.Git("branch", "release/11/3");
        var second = repository.Commit("second");
        repository.Git("tag", "release/12");
        var source = rig.Source();
        await source.Resolve(repository.AsFile(), "master", default);

        Assert.True(await source.IsOn(repository.AsFile(), first, ["release/*"], default));
        Assert.False(await source.IsOn(repository.AsFile(), second, ["release/*"], default)); // a tag is no branch
        Assert.True(await source.IsOn(repository.AsFile(), second, ["stable", "mast*"], default));
        Assert.False(await source.IsOn(repository.AsFile(), first, [], default));
    }
}
