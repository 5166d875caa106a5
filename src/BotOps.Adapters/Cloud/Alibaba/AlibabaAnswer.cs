using System.Globalization;
using System.Text.Json;
using BotOps.Core;
using BotOps.Core.Cloud;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>What came back for one request: the answer, or why there is none and whether asking again may help.</summary>
/// <param name="Passes">The same call may get another answer in a moment, where it may be repeated at all.</param>
/// <param name="Wait">As the provider asks for; null: it does not say.</param>
sealed record AlibabaAnswer(JsonElement Json, Exception? Error = null, bool Passes = false, TimeSpan? Wait = null)
{
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    public static AlibabaAnswer None(string account, string action, string why, Exception error) => new(default, new CloudUnreachable(account, action, why, error), Passes: true);

    public static async Task<AlibabaAnswer> Read(string account, string action, HttpResponseMessage response, TimeProvider clock, CancellationToken stopping)
    {
        var (status, body) = ((int)response.StatusCode, await response.Content.ReadAsStringAsync(stopping));
        if (AlibabaJson.Parse(body) is not { } json) return new(default, new CloudUnreachable(account, action, Texts.Cloud.NoJson(status)), Passes: status >= 500, WaitOf(response, clock));
        if (response.IsSuccessStatusCode) return new(json);

        var code = json.Text("Code") ?? json.Text("code") ?? $"HTTP{status}";
        var request = json.Text("RequestId") ?? json.Text("requestId") ?? "?";
        if (status >= 500 && !AlibabaErrors.Throttled(code)) return new(default, new CloudUnreachable(account, action, Texts.Cloud.Answered(status, code, request)), Passes: true, WaitOf(response, clock));

        var message = (json.Text("Message") ?? json.Text("message") ?? "").TrimEnd('.') + (json.Text("AccessDeniedDetail", "AuthAction") is { } right ? $" ({right})" : "");
        var refusal = AlibabaErrors.Of(status, code);
        return new(default, new CloudRefused(account, action, refusal, code, message, request), Passes: refusal == Refusal.Throttled || code == AlibabaErrors.NonceUsed, WaitOf(response, clock));
    }

    /// <summary>Alibaba's own header is in milliseconds.</summary>
    static TimeSpan? WaitOf(HttpResponseMessage response, TimeProvider clock)
    {
        var wait = response.Headers.TryGetValues("x-acs-retry-after", out var own) && double.TryParse(own.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds) ? TimeSpan.FromMilliseconds(milliseconds)
            : response.Headers.RetryAfter switch
            {
                { Delta: { } delta } => delta,
                { Date: { } date } => date - clock.GetUtcNow(),
                _ => (TimeSpan?)null,
            };
        return wait is null ? null : wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }
}
