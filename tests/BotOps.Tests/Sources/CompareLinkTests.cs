using BotOps.Core.Projects;
using BotOps.Core.Sources;

namespace BotOps.Tests.Sources;

public class CompareLinkTests
{
    [Theory]
    [InlineData("https://github.com/shop/order-svc.git", "https://github.com/shop/order-svc/compare/aaa...bbb")]
    [InlineData("git@github.com:shop/order-svc.git", "https://github.com/shop/order-svc/compare/aaa...bbb")]
    [InlineData("ssh://git@gitlab.com:22/group/sub/order-svc.git/", "https://gitlab.com/group/sub/order-svc/-/compare/aaa...bbb")]
    [InlineData("https://gitee.com/shop/order-svc", "https://gitee.com/shop/order-svc/compare/aaa...bbb")]
    [InlineData("git@bitbucket.org:shop/order-svc.git", "https://bitbucket.org/shop/order-svc/branches/compare/bbb%0Daaa#diff")]
    [InlineData("https://git.example.org/shop/order-svc.git", null)]
    [InlineData("https://github.com.evil.example/shop/order-svc", null)]
    [InlineData("file:///srv/git/order-svc", null)]
    [InlineData("/srv/github.com/order-svc", null)]
    public void Known_hosts_have_their_page(string url, string? link) => Assert.Equal(link, CompareLink.Of(new Repository("git", url), "aaa", "bbb"));

    [Fact]
    public void The_catalogs_own_address_comes_first() => Assert.Equal("https://code.example.org/cmp?a=aaa&b=bbb",
        CompareLink.Of(new Repository("git", "https://github.com/shop/order-svc", Web: "https://code.example.org/cmp?a={from}&b={to}"), "aaa", "bbb"));

    [Theory]
    [InlineData(null)]
    [InlineData("bbb")]
    public void Where_nothing_differs_there_is_no_link(string? from) => Assert.Null(CompareLink.Of(new Repository("git", "https://github.com/shop/order-svc"), from, "bbb"));
}
