using System.Text;
using BotOps.Core.Logs;
using BotOps.Core.Secrets;

namespace BotOps.Tests.Logs;

public class ChineseLogTests
{
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    /// <summary>Two, three and four bytes a character, in both encodings, one line after the other.</summary>
    static readonly (string Line, Encoding Written)[] Mixed =
    [
        ("编译 order-svc：找不到符号 é㐀", Gb18030),
        ("编译 order-svc：找不到符号 é㐀😀", Encoding.UTF8),
        ("BUILD FAILED", Encoding.ASCII),
        ("𠮷野家 下单失败", Gb18030),
        ("𠮷野家 下单失败", Encoding.UTF8),
    ];

    static byte[] Bytes => [.. Mixed.SelectMany(m => m.Written.GetBytes(m.Line + "\n"))];

    [Fact]
    public async Task Wherever_two_reads_meet_each_line_is_read_as_it_was_written()
    {
        var bytes = Bytes;
        foreach (var cut in Enumerable.Range(1, bytes.Length - 1))
            Assert.Equal(Mixed.Select(m => m.Line), await LineReaderTests.Read(SecretMask.None, [bytes[..cut], bytes[cut..]]));

        Assert.Equal(Mixed.Select(m => m.Line), await LineReaderTests.Read(SecretMask.None, [.. bytes.Select(b => new[] { b })]));
    }

    [Fact]
    public void Of_a_line_that_was_cut_only_the_last_character_is_lost()
    {
        const string text = "java.lang.IllegalStateException: 库存服务没有响应，订单 42 未保存";
        foreach (var encoding in new[] { Encoding.UTF8, Gb18030 })
        {
            var bytes = encoding.GetBytes(text);
            var whole = encoding.GetByteCount(text[..^1]);
            for (var end = whole + 1; end < bytes.Length; end++) Assert.Equal(text[..^1], LineEncoding.Decode(bytes.AsSpan(0, end)));
        }
    }

    [Fact]
    public async Task A_secret_is_masked_in_either_encoding()
    {
        var mask = new SecretMask(["口令-abc"]);
        foreach (var encoding in new[] { Encoding.UTF8, Gb18030 })
            Assert.DoesNotContain("口令", string.Join('\n', await LineReaderTests.Read(mask, [encoding.GetBytes("登录 口令-abc 成功\n")])));
    }

    [Theory]
    [InlineData("Main.java:12: 错误: 找不到符号")]
    [InlineData("bash: 行 1: mvnx: 未找到命令")]
    [InlineData("mkdir: 无法创建目录“/opt”: 权限不够")]
    [InlineData("下单失败，原因：库存不足")]
    [InlineData("共 10 个错误")]
    public void A_line_that_tells_of_an_error_in_Chinese_is_one(string line) => Assert.True(LogText.ReadsLikeAnError("build\t" + line));

    [Theory]
    [InlineData("    0 个错误")]
    [InlineData("测试完成：120 项，失败：0")]
    [InlineData("没有错误")]
    [InlineData("编译成功")]
    public void A_line_that_tells_of_none_is_none(string line) => Assert.False(LogText.ReadsLikeAnError("build\t" + line));
}
