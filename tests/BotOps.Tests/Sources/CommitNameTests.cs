using BotOps.Core.Projects;
using BotOps.Core.Sources;

namespace BotOps.Tests.Sources;

public class CommitNameTests
{
    [Theory]
    [InlineData("4f2a91c0d3e74f2a91c0d3e74f2a91c0d3e74f2a", "4f2a91c", "4f2a91c0d3e7")]
    [InlineData("trunk@120", "r120", "trunk@120")]
    [InlineData("branches/big-sale@7", "r7", "branches/big-sale@7")]
    [InlineData("tags/a@b@12", "r12", "tags/a@b@12")]
    [InlineData("short", "short", "short")]
    [InlineData("", "", "")]
    [InlineData("@12", "@12", "@12")]
    [InlineData("trunk@", "trunk@", "trunk@")]
    public void A_commit_is_shown_short_and_typed_so_that_it_is_found_again(string id, string shown, string typed) =>
        Assert.Equal((shown, typed), (CommitName.Short(id), CommitName.Typed(id)));

    [Fact]
    public void A_page_that_compares_gets_folders_and_revisions_of_svn_as_they_are_and_no_git_host_is_guessed()
    {
        var repository = new Repository("svn", "https://github.com/shop/order-svc", Web: "https://svn.example.org/comp?a={from}&b={to}");

        Assert.Equal("https://svn.example.org/comp?a=trunk@1&b=branches/a%26b@2", CompareLink.Of(repository, "trunk@1", "branches/a&b@2"));
        Assert.Null(CompareLink.Of(repository with { Web = null }, "trunk@1", "trunk@2"));
    }
}
