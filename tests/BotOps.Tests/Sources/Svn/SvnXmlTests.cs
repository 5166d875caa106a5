using BotOps.Adapters.Sources.Svn;

namespace BotOps.Tests.Sources.Svn;

public class SvnXmlTests
{
    const string Log = """
        <?xml version="1.0" encoding="UTF-8"?>
        <log>
        <logentry revision="7"><author>lin</author><date>2026-11-26T16:51:30.550965Z</date><paths>
        <path copyfrom-path="/shop/trunk" copyfrom-rev="6" action="A" kind="dir">/shop/branches/x</path>
        <path action="D" kind="">/shop/branches/old</path>
        <path action="M" kind="file">/other/trunk/a</path>
        </paths><msg>
          Make x &lt;now&gt;
        and more</msg></logentry><logentry revision="5"></logentry>
        <logentry revision="4"><author>wei</auth
        """;

    [Fact]
    public void A_log_is_read_with_what_the_server_left_away_and_up_to_where_svn_broke_off()
    {
        var entries = SvnXml.Log(Log);

        Assert.Equal([7, 5], entries.Select(e => e.Revision));
        Assert.Equal(("lin", "Make x <now>", new DateTimeOffset(2026, 11, 26, 16, 51, 30, TimeSpan.Zero)), (entries[0].Author, entries[0].Title, new(entries[0].At.Ticks / 10_000_000 * 10_000_000, TimeSpan.Zero)));
        Assert.Equal(new SvnPath("/shop/branches/x", 'A', "/shop/trunk", 6), entries[0].Paths[0]);
        Assert.Equal(("", "", 0), (entries[1].Author, entries[1].Title, entries[1].Paths.Count));
    }

    [Fact]
    public void A_revision_changed_the_folders_that_are_still_there_after_it_and_none_of_other_projects() =>
        Assert.Equal(["branches/x"], SvnResolve.Changed(SvnXml.Log(Log)[0], "/shop"));

    [Theory]
    [InlineData("")]
    [InlineData("<?xml version=\"1.0\"?>\n<log>\n")]
    [InlineData("<!DOCTYPE log [<!ENTITY a \"b\">]><log><logentry revision=\"1\"><msg>&a;</msg></logentry></log>")]
    public void Nothing_comes_of_nothing_and_of_a_document_type(string xml) => Assert.Empty(SvnXml.Log(xml));

    [Fact]
    public void Folders_are_read_and_files_are_not()
    {
        const string info = """
            <info><entry kind="dir" path="x" revision="9"><url>svn://h/a%20b/trunk</url><relative-url>^/a%20b/trunk</relative-url></entry>
            <entry kind="file" path="y" revision="9"><url>svn://h/y</url><relative-url>^/y</relative-url></entry></info>
            """;

        Assert.Equal([new SvnFolder("svn://h/a%20b/trunk", "/a b/trunk", 9)], SvnXml.Folders(info));
    }

    [Fact]
    public void What_two_have_apart_lies_after_what_they_have_in_common()
    {
        SvnEntry[] runs = [Entry(9), Entry(7), Entry(4), Entry(2)], wanted = [Entry(9), Entry(8), Entry(6), Entry(4), Entry(2)];

        var (added, gone) = SvnHistory.Apart(runs, wanted, common: 4);

        Assert.Equal([8, 6], added.Select(e => e.Revision));
        Assert.Equal([7], gone.Select(e => e.Revision));

        static SvnEntry Entry(long revision) => new(revision, "", default, "", []);
    }
}
