using System.Text;
using BotOps.Core.Logs;
using BotOps.Core.Secrets;
using FsCheck.Xunit;

namespace BotOps.Tests.Logs;

public class LineReaderTests
{
    static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    [Fact]
    public async Task Lines_end_with_line_feed_with_or_without_carriage_return_or_with_the_stream()
    {
        Assert.Equal(["one", "two", "", "three", "four"], await Read("one\ntwo\r\n\nthree\r", "\nfour"));
        Assert.Empty(await Read(""));
        Assert.Equal(["你", "好"], await Read("你\n好"));
    }

    [Fact]
    public async Task Of_progress_that_comes_together_the_last_is_kept()
    {
        Assert.Equal(["30%", "60%", "done"], await Read("10%\r20%\r30%\r", "40%\r60%\r", "\rdone\n"));
        Assert.Equal(["done", "kept"], await Read("99%\rdone\nkept\r\r\n"));
    }

    [Fact]
    public async Task A_line_that_is_not_UTF_8_is_read_as_GB18030_and_the_next_is_not()
    {
        var lines = await Read(Gb18030.GetBytes("编译错误：找不到符号\n"), Encoding.UTF8.GetBytes("编译错误\n"));

        Assert.Equal(["编译错误：找不到符号", "编译错误"], lines);
    }

    [Fact]
    public async Task A_character_cut_by_a_read_is_put_together()
    {
        var bytes = Encoding.UTF8.GetBytes("进度 ✓\n");
        Assert.Equal(["进度 ✓"], await Read([.. bytes.Select(b => new[] { b })]));
    }

    [Fact]
    public async Task Colours_stay_and_everything_else_that_a_terminal_obeys_goes()
    {
        Assert.Equal(
            ["\x1b[31;1mred\x1b[0m title link up bell", "abc"],
            await Read("\x1b[31;1mred\x1b[0m\x1b[2K \x1b]0;evil\x07title \x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\ \x1b(B\x1b[1Aup\x1b[?25l be\x07ll\n", "a\u202eb\u2066c\u0085\n"));
        Assert.Equal("red", Ansi.Strip("\x1b[31;1mred\x1b[0m"));
        Assert.Equal("[2J]0;never ended", Ansi.Clean("\x1b[2\x1b[KJ\x1b]0;never ended"));
    }

    [Property(MaxTest = 300)]
    public void A_line_that_passes_at_once_is_one_that_cleaning_leaves_alone(int seed)
    {
        var random = new Random(seed);
        string[] pieces = ["a", "ab", "\x1b", "[", "\x1b[3", "1", ";", "m", "K", "é", "\u0085", "✓", "\u202e", "\u2030", "\u2066", "\u061c", "ج", "\t", "\x07"];
        var line = string.Concat(Enumerable.Range(0, 12).Select(_ => pieces[random.Next(pieces.Length)]));

        Assert.Equal(Ansi.Clean(line) == line, new LineFilter(SecretMask.None).Passes(Encoding.UTF8.GetBytes(line)));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("中")]
    [InlineData("😀")]
    public async Task A_long_line_goes_on_in_marked_lines_of_at_most_16_KiB_without_cutting_a_character(string character)
    {
        var text = string.Concat(Enumerable.Repeat(character, 60_000));
        var bytes = Encoding.UTF8.GetBytes(text + "\nnext\n");

        var lines = await Read([.. bytes.Chunk(1000)]);

        Assert.Equal("next", lines[^1]);
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 16 * 1024));
        Assert.All(lines[1..^1], line => Assert.StartsWith("↪ ", line, StringComparison.Ordinal));
        Assert.Equal(text, string.Concat(lines[..^1].Select(line => line.Replace("↪ ", ""))));
    }

    [Fact]
    public async Task A_long_line_in_GB18030_cuts_no_character()
    {
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(n => (char)('一' + n % 5000)));

        var lines = await Read([.. Gb18030.GetBytes("a" + text + "\n").Chunk(4096)]);

        Assert.Equal("a" + text, string.Concat(lines.Select(line => line.Replace("↪ ", ""))));
    }

    [Property(MaxTest = 200)]
    public void However_it_is_split_the_lines_are_the_same(int seed)
    {
        var random = new Random(seed);
        string[] pieces = ["a", "中文", "\n", "\r\n", "😀", "\t", " ", new string('z', random.Next(40_000))];
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 60).Select(_ => pieces[random.Next(pieces.Length)])));

        Assert.Equal(Read(bytes).Result, Read(Split(bytes, random)).Result);
    }

    internal static byte[][] Split(byte[] bytes, Random random)
    {
        var portions = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(bytes.Length - at, 1 + random.Next(random.Next(2) == 0 ? 5 : 20_000));
            portions.Add(bytes[at..(at + length)]);
            at += length;
        }
        return [.. portions];
    }

    static Task<List<string>> Read(params string[] portions) => Read([.. portions.Select(Encoding.UTF8.GetBytes)]);

    static Task<List<string>> Read(params byte[][] portions) => Read(SecretMask.None, portions);

    internal static async Task<List<string>> Read(SecretMask mask, byte[][] portions)
    {
        var lines = new List<string>();
        await LineReader.Read(new Portions(portions), mask, (line, _) =>
        {
            lines.Add(Encoding.UTF8.GetString(line.Span));
            return ValueTask.CompletedTask;
        }, default);
        return lines;
    }
}
