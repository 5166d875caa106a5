using System.IO.Compression;
using BotOps.Core.Builds;

namespace BotOps.Tests.Builds;

public class WarEntriesTests
{
    [Theory]
    [InlineData("../evil", "leads out of it")]
    [InlineData("WEB-INF/../../evil", "leads out of it")]
    [InlineData("/etc/evil", "leads out of it")]
    [InlineData("a\\..\\..\\evil", "leads out of it")]
    [InlineData("a//b", "leads out of it")]
    [InlineData("index.html", "would be there twice")]
    public void A_member_that_may_not_be_there_is_refused(string name, string why)
    {
        var refused = Assert.Throws<BuildFailed>(() => new WarEntries(Zip(("index.html", 0), (name, 0)), "target/shop.war"));

        Assert.Equal((true, true), (refused.Message.StartsWith("target/shop.war cannot be exploded: ", StringComparison.Ordinal), refused.Message.EndsWith(why, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_link_is_refused_and_what_is_no_zip_is_named()
    {
        Assert.Throws<BuildFailed>(() => new WarEntries(Zip(("link", unchecked((int)0xA1FF0000))), "shop.war"));
        Assert.StartsWith("shop.war cannot be exploded: ", Assert.Throws<BuildFailed>(() => new WarEntries(new MemoryStream("no zip"u8.ToArray()), "shop.war")).Message, StringComparison.Ordinal);
    }

    static MemoryStream Zip(params (string Name, int Attributes)[] members)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, attributes) in members) zip.CreateEntry(name).ExternalAttributes = attributes;
        bytes.Position = 0;
        return bytes;
    }
}
