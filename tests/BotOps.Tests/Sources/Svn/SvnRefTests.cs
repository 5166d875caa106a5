using BotOps.Adapters.Sources.Svn;

namespace BotOps.Tests.Sources.Svn;

public class SvnRefTests
{
    [Theory]
    [InlineData("trunk", null, false, "trunk")]
    [InlineData("branches/x", null, false, "branches/x")]
    [InlineData("tags/1.0", null, false, "tags/1.0")]
    [InlineData("x", null, false, "branches/x", "tags/x")]
    [InlineData("x@118", 118L, false, "branches/x", "tags/x")]
    [InlineData("branches/x@118", 118L, false, "branches/x")]
    [InlineData("r123", 123L, true)]
    [InlineData("R123", 123L, true)]
    [InlineData("release", null, false, "branches/release", "tags/release")]
    [InlineData("r12x", null, false, "branches/r12x", "tags/r12x")]
    [InlineData("a/b", null, false)]
    [InlineData("a/b@3", 3L, false)]
    [InlineData("branches", null, false, "branches/branches", "tags/branches")]
    [InlineData("branches/x/deeper", null, false)]
    [InlineData("x@latest", null, false, "branches/x@latest", "tags/x@latest")]
    public void Short_names_are_completed(string typed, long? revision, bool isRevision, params string[] lines)
    {
        var read = SvnRef.Read(typed);

        Assert.Equal((revision, isRevision), (read.Revision, read.IsRevision));
        Assert.Equal(lines, read.Lines);
    }

    [Theory]
    [InlineData("trunk@120")]
    [InlineData("branches/x@1")]
    [InlineData("tags/a@b@2")]
    public void A_commit_is_written_as_it_is_read(string text) => Assert.Equal(text, $"{SvnCommit.Parse(text)}");

    [Theory]
    [InlineData("trunk")]
    [InlineData("trunk@x")]
    [InlineData("other@1")]
    [InlineData("@1")]
    [InlineData("4f2a91c0d3e74f2a91c0d3e74f2a91c0d3e74f2a")]
    public void What_is_no_commit_of_svn_is_none(string text) => Assert.Null(SvnCommit.Parse(text));

    [Theory]
    [InlineData("svn://svn.example.org/shop/", "trunk", 12L, "svn://svn.example.org/shop/trunk@12")]
    [InlineData("/srv/svn/shop", "branches/a b%é", null, "file:///srv/svn/shop/branches/a%20b%25%C3%A9@HEAD")]
    [InlineData("svn+ssh://deploy@svn.example.org:2222/srv/shop", "trunk", 3L, "svn+ssh://deploy@svn.example.org/srv/shop/trunk@3")]
    [InlineData("https://svn.example.org/x@y", "", null, "https://svn.example.org/x@y@HEAD")]
    public void Names_are_escaped_and_a_revision_always_stands_at_the_end(string url, string path, long? revision, string expected) =>
        Assert.Equal(expected, SvnAddress.Parse(url).At(path, revision));
}
