using BotOps.Core.Chat.Commands;
using BotOps.Core.Releases;

namespace BotOps.Tests.Chat.Commands;

/// <summary>What Chinese input methods leave in a line when nobody switched them off.</summary>
public class ChineseKeyboardTests
{
    [Theory]
    [InlineData("／deploy order-svc master --serial")]
    [InlineData("、deploy order-svc master --serial")]
    [InlineData("　／ｄｅｐｌｏｙ　ｏｒｄｅｒ－ｓｖｃ　ｍａｓｔｅｒ　－－ｓｅｒｉａｌ　")]
    [InlineData("＠botops deploy order-svc master ——serial")]
    [InlineData("@botops：deploy order-svc master —serial")]
    [InlineData("@botops，deploy order-svc master ──serial")]
    [InlineData("@botops、 deploy order-svc master －－serial")]
    [InlineData("/botops deploy order-svc “master” ―serial")]
    [InlineData("/deploy order-svc 「master」 --serial")]
    [InlineData("/deploy order-svc 『master』 --serial")]
    [InlineData("/deploy order-svc ‘master’ --serial")]
    public void One_command_typed_in_many_ways(string line)
    {
        var deploy = Assert.IsType<DeployInput>(CommandParser.Parse(line));

        Assert.Equal(("order-svc", "master", true), (deploy.Project, deploy.Reference, deploy.Options.Serial));
    }

    [Fact]
    public void Full_width_digits_commas_and_percent_signs_are_numbers_and_lists()
    {
        var options = Assert.IsType<DeployInput>(CommandParser.Parse("/deploy order-svc ——batch １，２５％，１００％ ——wait＝２ｍ ——max－fail １０％")).Options;

        Assert.Equal([new Amount(1, false), new Amount(25, true), new Amount(100, true)], options.Batch);
        Assert.Equal((TimeSpan.FromMinutes(2), new Amount(10, true)), (options.Wait, options.MaxFail));
        Assert.Equal(["order-01", "order-1*"], Hosts("/deploy order-svc --hosts order-01、order-1＊"));
        Assert.Equal(["order-01", "order-02"], Hosts("/deploy order-svc --hosts：order-01， order-02"));
        Assert.Equal(new ReleaseInput(ReleaseVerb.Approve, 42, null), CommandParser.Parse("/botops approve ＃４２"));

        static IReadOnlyList<string> Hosts(string line) => Assert.IsType<DeployInput>(CommandParser.Parse(line)).Options.Hosts;
    }

    [Theory]
    [InlineData("/botops reject 42 --reason “封网之后，再发（周一）。”", "封网之后，再发（周一）。")]
    [InlineData("/botops reject 42 ——reason：「先修复：登录」", "先修复：登录")]
    [InlineData("/botops reject 42 --reason \"他说“不行”\"", "他说“不行”")]
    [InlineData("/botops reject 42 --reason 分支错了", "分支错了")]
    public void A_text_is_kept_as_its_writer_wanted_it(string line, string reason) =>
        Assert.Equal(new ReleaseInput(ReleaseVerb.Reject, 42, reason), CommandParser.Parse(line));

    [Theory]
    [InlineData("/deploy order-svc 功能／登录", "功能/登录")]
    [InlineData("/deploy order-svc ｒｅｌｅａｓｅ／１１．３", "release/11.3")]
    [InlineData("/deploy order-svc v1。2", "v1.2")]
    [InlineData("/deploy order-svc 【登录】", "【登录】")]
    public void A_branch_may_have_a_Chinese_name_and_has_plain_marks(string line, string reference) =>
        Assert.Equal(reference, Assert.IsType<DeployInput>(CommandParser.Parse(line)).Reference);

    [Theory]
    [InlineData("/deploy 《order-svc》", "/deploy order-svc")]
    [InlineData("/deploy order-svc ——serail", "/deploy order-svc --serial")]
    public void What_is_offered_instead_can_be_typed_on_any_keyboard(string line, string instead) =>
        Assert.Equal(instead, Assert.Throws<BotOps.Core.UserError>(() => CommandParser.Parse(line)).TryInstead);
}
