using System.Text;
using BotOps.Core.Secrets;
using BotOps.Tests.Logs;
using FsCheck.Xunit;

namespace BotOps.Tests.Secrets;

/// <summary>Secrets that do not come in one piece: cut off by who printed them, of several lines, or torn apart by reads.</summary>
public class CutSecretTests
{
    const string Secret = "hunter2-ist-zü&kurz/1";
    static readonly SecretMask Mask = new([Secret]);

    public static TheoryData<string> Written => new()
    {
        Secret, Uri.EscapeDataString(Secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)).TrimEnd('='), Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)),
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Where_text_was_cut_the_beginning_of_a_secret_is_masked(string written)
    {
        for (var kept = 12; kept < written.Length; kept++) // four characters and more, however they are written
            Assert.Equal("password=•••", Mask.MaskCut($"password={written[..kept]}"));
        Assert.Equal("password=•••", Mask.MaskCut($"password={written}"));
    }

    [Fact]
    public void Text_that_only_ends_like_any_other_is_left()
    {
        Assert.Equal("password=hun", Mask.MaskCut("password=hun"));
        Assert.Equal("hunter of the past", Mask.MaskCut("hunter of the past"));
        Assert.Equal("50%", SecretMask.None.MaskCut("50%"));
    }

    [Property(MaxTest = 200)]
    public void Every_line_of_a_secret_of_several_is_masked_however_reads_cut_it(int seed)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, 2 + random.Next(5)).Select(_ => Convert.ToBase64String(Bytes(random, 9 + random.Next(40)))).ToList();
        var end = random.Next(2) == 0 ? "\n" : "\r\n";
        var printed = Encoding.UTF8.GetBytes($"key:{end}{string.Join(end, lines)}{end}done{end}");

        var read = LineReaderTests.Read(new SecretMask([string.Join('\n', lines) + "\n"]), LineReaderTests.Split(printed, random)).Result;

        Assert.Equal(["key:", .. lines.Select(_ => SecretMask.Replacement), "done"], read);
    }

    static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
