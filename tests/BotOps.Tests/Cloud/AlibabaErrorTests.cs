using System.Net;
using System.Text.Json;
using BotOps.Adapters.Cloud.Alibaba;
using BotOps.Core.Cloud;
using Microsoft.Extensions.Time.Testing;

namespace BotOps.Tests.Cloud;

public class AlibabaErrorTests
{
    static readonly JsonElement[] Golden = [.. Vectors.Of("aliyun-errors.json").GetProperty("cases").EnumerateArray()];

    /// <summary>What each case is to a caller, and whether the same call may get another answer. Null: what it did is not known.</summary>
    static readonly Dictionary<string, (Refusal? Refusal, bool Passes)> Meant = new()
    {
        ["throttling-user"] = (Refusal.Throttled, true), ["throttling-retry-after"] = (Refusal.Throttled, true), ["no-stock"] = (Refusal.NoStock, false), ["quota"] = (Refusal.Quota, false),
        ["idempotent-mismatch"] = (Refusal.Other, false), ["dry-run-ok"] = (Refusal.Other, false), ["service-unavailable"] = (null, true), ["internal-error"] = (null, true),
        ["access-denied"] = (Refusal.Permission, false), ["signature-mismatch"] = (Refusal.Signature, false), ["lowercase-shape"] = (Refusal.Permission, false),
    };

    public static TheoryData<string> Names => [.. Golden.Select(v => v.GetProperty("name").GetString()!)];

    [Theory, MemberData(nameof(Names))]
    public async Task Each_golden_error_says_what_it_is_and_is_asked_again_only_where_that_may_help(string name)
    {
        var golden = Golden.Single(v => v.GetProperty("name").ValueEquals(name));
        var sdk = golden.GetProperty("sdk");

        var (_, once, _) = await Call(golden, repeatable: false);
        var (error, sent, waited) = await Call(golden, repeatable: true);

        Assert.Single(once.Sent);
        Assert.Equal(Meant[name].Passes, sent.Sent.Count > 1);
        Assert.Equal(sent.Sent.Count, sent.Sent.Select(s => s.Headers.GetValues("x-acs-signature-nonce").Single()).Distinct().Count());
        Assert.Contains(sdk.GetProperty("requestId").GetString()!, error.Message, StringComparison.Ordinal);
        Assert.Contains(sdk.GetProperty("code").GetString()!, error.Message, StringComparison.Ordinal);
        if (Meant[name].Refusal is not { } refusal) Assert.IsType<CloudUnreachable>(error);
        else
        {
            var refused = Assert.IsType<CloudRefused>(error);
            Assert.Equal((refusal, sdk.GetProperty("code").GetString(), sdk.GetProperty("requestId").GetString()), (refused.Refusal, refused.Code, refused.Request));
        }
        if (sdk.GetProperty("retryAfter").ValueKind == JsonValueKind.Number) Assert.All(waited, w => Assert.Equal(sdk.GetProperty("retryAfter").GetInt32(), w.TotalMilliseconds));
    }

    [Theory]
    [InlineData("InvalidAccountStatus.NotEnoughBalance", Refusal.Balance)]
    [InlineData("InvalidVSwitchId.IpNotEnough", Refusal.NoStock)] // another subnet may do, as another zone
    [InlineData("InvalidAccessKeyId.NotFound", Refusal.Signature)]
    [InlineData("InvalidInstanceId.NotFound", Refusal.Missing)]
    public void Codes_that_differ_by_their_ends_mean_the_same(string code, Refusal refusal) => Assert.Equal(refusal, AlibabaErrors.Of(403, code));

    [Fact]
    public void A_refusal_says_what_to_do() =>
        Assert.EndsWith("(request R-4). The account's quota is used up: ask for more in the provider's quota center, or give instances back.",
            new CloudRefused("prod", "RunInstances", Refusal.Quota, "QuotaExceed.ElasticQuota", "No quota", "R-4").Message, StringComparison.Ordinal);

    static async Task<(Exception Error, Wire Sent, List<TimeSpan> Waited)> Call(JsonElement golden, bool repeatable)
    {
        var response = golden.GetProperty("response");
        var wire = new Wire(((HttpStatusCode)response.GetProperty("status").GetInt32(), response.GetProperty("body").GetRawText(), response.GetProperty("headers").EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!)));
        var clock = new WaitingClock();
        using var http = new HttpClient(wire);
        var api = new AlibabaApi(new AlibabaOptions { Account = "prod", Region = "cn-hangzhou", Reconnect = TimeSpan.FromSeconds(10) }, new Key("id", "secret"), http, clock);
        return (await Assert.ThrowsAnyAsync<Exception>(() => api.Call(Product.Ecs, "cn-hangzhou", "RunInstances", [], repeatable, default)), wire, clock.Waited);
    }

    /// <summary>Whoever waits on it has waited; limits of requests do not come.</summary>
    sealed class WaitingClock : TimeProvider
    {
        static readonly TimeSpan RequestLimit = new AlibabaOptions { Account = "", Region = "" }.RequestLimit;
        readonly FakeTimeProvider inner = new();

        public List<TimeSpan> Waited { get; } = [];

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = inner.CreateTimer(callback, state, dueTime, period);
            if (dueTime == RequestLimit || dueTime == Timeout.InfiniteTimeSpan) return timer;
            Waited.Add(dueTime);
            ThreadPool.QueueUserWorkItem(_ => inner.Advance(dueTime));
            return timer;
        }
    }
}
