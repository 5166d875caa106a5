using BotOps.Adapters.Cloud.Alibaba;
using BotOps.Core.Cloud;
using BotOps.Core.Doctor;
using BotOps.Sandbox.Cloud;
using Microsoft.Extensions.Time.Testing;
using static BotOps.IntegrationTests.Cloud.CloudRig;

namespace BotOps.IntegrationTests.Cloud;

public class KeyTests
{
    readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_key_of_the_instances_role_is_renewed_before_it_ends()
    {
        await using var rig = await Start(clock: clock, change: a => a with { AccessKey = null, Secret = null, InstanceRole = "*" });
        for (var hours = 0; hours < 24; hours++)
        {
            Assert.Empty(await rig.Cloud.Tagged(Region, new Dictionary<string, string>(), default));
            clock.Advance(TimeSpan.FromMinutes(59));
        }
        Assert.All(rig.Double.Calls, c => Assert.Null(c.Code));
    }

    [Fact]
    public async Task A_role_is_taken_on_once_an_hour()
    {
        await using var rig = await Start(clock: clock, change: a => a with { AssumeRole = CloudOffer.Sample.Roles[0] });
        foreach (var minutes in new[] { 1, 40, 10, 40 })
        {
            await rig.Cloud.Quota(Region, default);
            clock.Advance(TimeSpan.FromMinutes(minutes));
        }
        Assert.Equal((2, 4), (rig.Calls("AssumeRole"), rig.Calls("DescribeAccountAttributes")));
        Assert.All(rig.Double.Calls, c => Assert.Null(c.Code));
    }

    [Fact]
    public async Task A_wrong_secret_is_told_with_what_to_do_by_calls_and_by_the_doctor()
    {
        await using var rig = await Start(secret: "wrong");

        var refused = await Assert.ThrowsAsync<CloudRefused>(() => rig.Cloud.Create(Order(1), default));
        Assert.Equal((Refusal.Signature, "SignatureDoesNotMatch"), (refused.Refusal, refused.Code));
        Assert.Contains("Check the account's access key, its secret and this machine's clock.", refused.Message, StringComparison.Ordinal);
        Assert.Equal("SignatureDoesNotMatch", (await Assert.ThrowsAsync<CloudRefused>(() => rig.Check.Run(default))).Code); // a check that throws has failed with what it says

        await using var well = await Start();
        Assert.Equal(CheckResult.Ok("acs:ram::1234567890123456:user/botops (account 1234567890123456) may look at instances in cn-hangzhou"), await well.Check.Run(default));
    }

    [Fact]
    public async Task The_double_takes_no_request_twice_none_of_another_hour_and_no_word_that_it_does_not_know()
    {
        await using var rig = await Start(clock: clock);
        using var http = new HttpClient();
        var account = new AlibabaOptions { Account = "prod", Region = Region, Endpoints = AlibabaOptions.Addresses.ToDictionary(a => a, _ => rig.Double.Url) };
        var offer = CloudOffer.Sample;
        var late = new FakeTimeProvider(clock.GetUtcNow().AddMinutes(16));

        await Api(clock).Call(Product.Sts, Region, "GetCallerIdentity", [], repeatable: false, default);
        Assert.Equal("SignatureNonceUsed", await Refused(Api(clock), []));
        Assert.Equal("InvalidTimeStamp.Expired", await Refused(Api(late), []));
        Assert.Equal("MissingRegionId", await Refused(rig.Api, []));
        Assert.Equal("InvalidParameter", await Refused(rig.Api, new Parameters { { "RegionId", Region }, { "Tags", "x" } }));

        AlibabaApi Api(TimeProvider time) => new(account, new Given(offer.KeyId, offer.KeySecret), http, time, () => "once");

        static async Task<string> Refused(AlibabaApi api, Parameters parameters) =>
            (await Assert.ThrowsAsync<CloudRefused>(() => api.Call(Product.Ecs, Region, "DescribeInstances", parameters, repeatable: false, default))).Code;
    }

    sealed class Given(string id, string secret) : IKeySource
    {
        public Task<AcsKey> Get(CancellationToken stopping) => Task.FromResult(new AcsKey(id, secret));
    }
}
