using System.Net;
using System.Text;
using System.Text.Json;
using BotOps.Adapters.Cloud.Alibaba;
using Microsoft.Extensions.Time.Testing;

namespace BotOps.Tests.Cloud;

public class AcsSignatureTests
{
    static readonly JsonElement[] Golden = [.. Vectors.Of("aliyun-acs3.json").GetProperty("vectors").EnumerateArray()];

    public static TheoryData<string> Names => [.. Golden.Select(v => v.GetProperty("name").GetString()!)];

    /// <summary>Without the header that only the vendor's own client sends, and with everything in the query.</summary>
    public static TheoryData<string> Calls => [.. Golden.Where(v => !v.GetProperty("headers").TryGetProperty("x-acs-credentials-provider", out _) && v.GetProperty("method").ValueEquals("POST") && v.GetProperty("body").ValueEquals("")).Select(v => v.GetProperty("name").GetString()!)];

    [Theory, MemberData(nameof(Names))]
    public void Each_golden_request_is_signed_as_the_vendor_signs_it(string name)
    {
        var golden = Of(name);
        var headers = Texts(golden, "headers");
        var signed = AcsSignature.Signed(headers.Keys);

        var canonical = AcsSignature.Canonical(Text(golden, "method"), Text(golden, "canonicalUri"), AcsSignature.Query(Texts(golden, "query")), headers, signed, AcsSignature.Hash(Encoding.UTF8.GetBytes(Text(golden, "body"))));

        Assert.Equal(Text(golden, "canonicalRequest"), canonical);
        Assert.Equal(Text(golden, "stringToSign"), AcsSignature.ToSign(canonical));
        Assert.Equal(Text(golden, "authorization"), AcsSignature.Authorization(Text(golden, "accessKeyId"), signed, AcsSignature.Sign(canonical, Text(golden, "accessKeySecret"))));
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Each_golden_call_leaves_as_the_vendors_own_client_sends_it(string name)
    {
        var golden = Of(name);
        using var wire = new Wire((HttpStatusCode.OK, "{}", []));
        using var http = new HttpClient(wire);
        var options = new AlibabaOptions { Account = "prod", Region = "cn-hangzhou", Endpoints = new Dictionary<string, Uri> { ["any"] = new($"{Text(golden, "scheme")}://{Text(golden, "host")}") } };
        var token = golden.GetProperty("securityToken").GetString();
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(Text(golden, "timestamp"), null));
        var parameters = new Parameters();
        foreach (var (key, value) in Texts(golden, "query")) parameters.Add(key, value);

        await new AlibabaApi(options, new Key(Text(golden, "accessKeyId"), Text(golden, "accessKeySecret"), token), http, clock, () => Text(golden, "nonce"))
            .Call(new Product("any", Text(golden, "version")), "cn-hangzhou", Text(golden, "action"), parameters, repeatable: false, default);

        var sent = Assert.Single(wire.Sent);
        Assert.Equal(Text(golden, "authorization"), sent.Headers.GetValues("Authorization").Single());
        Assert.Equal(Texts(golden, "query"), Query(sent.RequestUri!));
        Assert.Equal(Own(Texts(golden, "headers")), Own(sent.Headers.ToDictionary(h => h.Key, h => h.Value.First())));
    }

    [Theory]
    [InlineData("ecs", "cn-hangzhou", "https://ecs-cn-hangzhou.aliyuncs.com/")]
    [InlineData("ecs", "eu-central-1", "https://ecs.eu-central-1.aliyuncs.com/")]
    [InlineData("vpc", "cn-shanghai", "https://vpc.aliyuncs.com/")]
    [InlineData("vpc", "eu-central-1", "https://vpc.eu-central-1.aliyuncs.com/")]
    [InlineData("alidns", "cn-hangzhou", "https://alidns.aliyuncs.com/")]
    public void A_product_answers_in_a_region_where_the_vendors_own_client_looks(string product, string region, string address) =>
        Assert.Equal(address, Product.All.Single(p => p.Name == product).In(region).AbsoluteUri);

    static IEnumerable<KeyValuePair<string, string>> Own(Dictionary<string, string> headers) => headers.Where(h => h.Key.StartsWith("x-acs-", StringComparison.Ordinal)).OrderBy(h => h.Key, StringComparer.Ordinal);

    static JsonElement Of(string name) => Golden.Single(v => v.GetProperty("name").ValueEquals(name));

    static string Text(JsonElement golden, string name) => golden.GetProperty(name).GetString()!;

    static Dictionary<string, string> Texts(JsonElement golden, string name) => golden.GetProperty(name).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);

    static Dictionary<string, string> Query(Uri address) =>
        address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => Uri.UnescapeDataString(p[0]), p => Uri.UnescapeDataString(p[1]));
}
