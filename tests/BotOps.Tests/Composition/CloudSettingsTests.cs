using BotOps.Composition;
using BotOps.Core;
using Microsoft.Extensions.Configuration;

namespace BotOps.Tests.Composition;

public class CloudSettingsTests
{
    [Fact]
    public void Accounts_are_read_by_name()
    {
        var accounts = Read(("Prod:Region", "cn-hangzhou"), ("Prod:AccessKey", "env:KEY"), ("Prod:Secret", "secret:aliyun"), ("Prod:Domains:0", "Example.com"), ("Prod:Endpoints:ECS", "http://127.0.0.1:8089"),
            ("edge:Region", "eu-central-1"), ("edge:InstanceRole", "*"), ("edge:AssumeRole", "acs:ram::1:role/scaler"));

        Assert.Equal([("edge", "eu-central-1", null, "*"), ("prod", "cn-hangzhou", "env:KEY", null)], accounts.Select(a => (a.Account, a.Region, a.AccessKey, a.InstanceRole)));
        Assert.Equal(["example.com"], accounts[1].Domains);
        Assert.Equal("http://127.0.0.1:8089/", accounts[1].Endpoints["ecs"].AbsoluteUri);
    }

    [Theory]
    [InlineData("Region", "", "Region")]
    [InlineData("AccessKey", "LTAI-t0k3n-of-it", "AccessKey")]
    [InlineData("Secret", "env:ONLY", "AccessKey and Secret")]
    [InlineData("AssumeRole", "scaler", "AssumeRole")]
    [InlineData("Domains:0", "no domain", "Domains")]
    [InlineData("Endpoints:ecs", "http://ecs.example.org", "Endpoints:ecs")] // keys would go there in the open
    [InlineData("Endpoints:oss", "https://oss.example.org", "Endpoints:oss")]
    [InlineData("RequestLimit", "3.00:00:00", "RequestLimit")]
    public void What_is_wrong_is_told_by_the_whole_name_and_no_key_is_repeated(string field, string value, string told)
    {
        var error = Assert.Throws<UserError>(() => Read([("prod:Region", "cn-hangzhou"), ($"prod:{field}", value)]));

        Assert.Contains("BotOps:Cloud:prod", error.Message, StringComparison.Ordinal);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0k3n-of-it", error.Message, StringComparison.Ordinal);
    }

    static IReadOnlyList<Adapters.Cloud.Alibaba.AlibabaOptions> Read(params (string Name, string Value)[] settings) => CloudSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.GroupBy(s => s.Name).Select(s => KeyValuePair.Create($"BotOps:Cloud:{s.Key}", (string?)s.Last().Value))).Build().GetSection("BotOps:Cloud"));
}
