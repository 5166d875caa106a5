using System.Net;
using System.Text;
using System.Text.Json;
using BotOps.Core.Secrets;
using BotOps.Tests.Logs;
using FsCheck.Xunit;

namespace BotOps.Tests.Secrets;

public class SecretMaskTests
{
    const string Secret = "p@ss/wörd+\"1'&x";
    static readonly SecretMask Mask = new([Secret, "another-secret"]);

    public static TheoryData<string> Written => new()
    {
        Secret,
        Secret.ToUpperInvariant(),
        Uri.EscapeDataString(Secret),
        WebUtility.UrlEncode(Secret).ToLowerInvariant(),
        Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret))),
        "p%40ss/w%c3%b6rd+%221'&x",
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)),
        JsonSerializer.Serialize(Secret).Trim('"'),
        "p@ss\\/wörd+\\\"1'&x",
        WebUtility.HtmlEncode(Secret),
        Secret.Replace("'", "'\\''"),
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_secret_is_masked_however_a_tool_writes_it(string written) => Assert.Equal("a ••• b", Mask.Mask($"a {written} b"));

    [Theory]
    [InlineData("")]
    [InlineData("u")]
    [InlineData("us")]
    [InlineData("user:")]
    public void Base64_is_masked_at_every_alignment(string before)
    {
        var written = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}{Secret}:and more"));

        var masked = Mask.Mask($"Authorization: Basic {written}");

        Assert.Contains(SecretMask.Replacement, masked);
        var kept = masked["Authorization: Basic ".Length..].Split(SecretMask.Replacement);
        Assert.InRange(kept[0].Length, 0, (before.Length * 8 + 5) / 6);
        Assert.True(written.EndsWith(kept[1], StringComparison.Ordinal) && kept[1].Length <= ":and more".Length * 4 / 3 + 4);
    }

    [Fact]
    public void Each_line_of_a_secret_of_several_lines_is_masked()
    {
        var key = "-----BEGIN KEY-----\nMIIBVQIBADANBgkqhkiG9w0B\n  AQEFAASCAT8wggE7AgEAAkEA  \nab\n-----END KEY-----\n";
        var mask = new SecretMask([key]);

        Assert.Equal("x •••", mask.Mask("x MIIBVQIBADANBgkqhkiG9w0B"));
        Assert.Equal("\"•••\"", mask.Mask(JsonSerializer.Serialize(key.Trim())));
        Assert.DoesNotContain(Encoding.UTF8.GetBytes(key).Chunk(57).Select(Convert.ToBase64String), line => mask.Mask(line).Contains(line));
    }

    [Fact]
    public void Secrets_that_overlap_are_masked_as_one() => Assert.Equal("•••!", new SecretMask(["abcdef", "defghi", "efgh"]).Mask("abcdefghi!"));

    [Fact]
    public void Text_without_a_secret_is_the_same_and_short_secrets_are_left()
    {
        const string text = "nothing to hide: abc";
        Assert.Same(text, Mask.Mask(text));
        Assert.Same(text, new SecretMask(["abc", "", " \n "]).Mask(text));
        Assert.Same(text, SecretMask.None.Mask(text));
    }

    [Property(MaxTest = 300)]
    public void A_secret_is_never_read_wherever_it_stands_and_however_reads_cut_it(int seed)
    {
        var random = new Random(seed);
        var secret = Text(random, 8 + random.Next(60));
        var written = Write(random.Next(6), secret);
        var line = Text(random, Near(random)) + written + Text(random, random.Next(40_000));
        var bytes = Encoding.UTF8.GetBytes(random.Next(2) == 0 ? line + "\n" : line);

        var lines = LineReaderTests.Read(new SecretMask(["other-secret", secret]), LineReaderTests.Split(bytes, random)).Result;

        Assert.DoesNotContain(written, string.Concat(lines.Select((text, i) => i == 0 ? text : text.Replace("↪ ", ""))), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(lines, text => text.Contains(SecretMask.Replacement));
        Assert.All(lines, text => Assert.InRange(Encoding.UTF8.GetByteCount(text), 0, 16 * 1024));
    }

    [Fact]
    public async Task Colours_inside_a_secret_do_not_hide_it()
    {
        var lines = await LineReaderTests.Read(Mask, ["\x1b[1mwith anoth\x1b[31mer-sec\x1b[0mret in\n"u8.ToArray()]);
        Assert.Equal(["with ••• in"], lines);
    }

    /// <summary>Often where a long line is cut.</summary>
    static int Near(Random random) => random.Next(3) switch { 0 => random.Next(50), 1 => 16_300 + random.Next(100), _ => random.Next(50_000) };

    static string Text(Random random, int length) =>
        new([.. Enumerable.Range(0, length).Select(_ => random.Next(60) == 0 ? '密' : (char)('!' + random.Next(94)))]);

    static string Write(int how, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return how switch
        {
            0 => secret,
            1 => Uri.EscapeDataString(secret),
            2 => Convert.ToBase64String(bytes),
            3 => Convert.ToBase64String([.. "u:"u8, .. bytes, .. ":x"u8]),
            4 => Convert.ToHexStringLower(bytes),
            _ => JsonSerializer.Serialize(secret)[1..^1],
        };
    }
}
