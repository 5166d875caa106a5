using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotOps.Adapters.Chat.Slack.In;

namespace BotOps.Tests.Chat.Slack;

public class SignatureTests
{
    static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "slack-signatures.json"))).RootElement;

    public static TheoryData<string> Names => [.. Golden.GetProperty("vectors").EnumerateArray().Select(v => v.GetProperty("name").GetString()!)];

    [Theory, MemberData(nameof(Names))]
    public void Each_golden_case_is_judged_as_Slack_means_it(string name)
    {
        var golden = Golden.GetProperty("vectors").EnumerateArray().Single(v => v.GetProperty("name").GetString() == name);

        var valid = Signature.IsValid(golden.GetProperty("bodyBase64").GetBytesFromBase64(), golden.GetProperty("timestampHeader").GetString(), golden.GetProperty("signatureHeader").GetString(),
            Encoding.UTF8.GetBytes(golden.GetProperty("signingSecret").GetString()!), DateTimeOffset.FromUnixTimeSeconds(golden.GetProperty("nowUnixSeconds").GetInt64()));

        Assert.Equal(golden.GetProperty("expectValid").GetBoolean(), valid);
    }

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)] // from the future, which Slack's own framework lets pass
    public void Five_minutes_count_both_ways(int age, bool valid)
    {
        var (body, secret, at) = ("a=b"u8.ToArray(), "s3cret"u8.ToArray(), 1795420800L);

        Assert.Equal(valid, Signature.IsValid(body, $"{at}", Signed(body, at, secret), secret, DateTimeOffset.FromUnixTimeSeconds(at + age)));
    }

    static string Signed(byte[] body, long at, byte[] secret) => $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(secret, (byte[])[.. Encoding.UTF8.GetBytes($"v0:{at}:"), .. body]))}";
}
