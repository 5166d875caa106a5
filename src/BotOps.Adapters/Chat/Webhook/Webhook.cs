using System.Net;
using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.Core.Secrets;

namespace BotOps.Adapters.Chat.Webhook;

/// <summary>
/// Posts messages to one configured address, and nowhere else: no redirect is followed. Nothing is known of a message once it was
/// taken, so an edit changes nothing; the receiver tells a repeated post by its <c>Idempotency-Key</c>.
/// </summary>
sealed class Webhook(WebhookOptions options, SecretReferences secrets, WorkerOptions worker, TimeProvider clock) : IChatPlatform, IDisposable
{
    const int LongestAnswer = 64 * 1024;
    static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30), LongestWait = TimeSpan.FromMinutes(10);

    readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.Limit, PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // the limit is the clock's
    };

    public string Name => Pager.Platform;
    public IReadOnlyList<string> Tenants { get; } = [options.Name];

    /// <summary>A DingTalk robot takes 20 messages a minute, and for ten minutes none after more.</summary>
    public double Rate => options.Kind == WebhookKind.DingTalk ? 0.25 : 5;

    public async Task<string> Post(Delivery message, CancellationToken stopping)
    {
        using var request = await Request(message.Content, message.Key, stopping);
        using var late = new CancellationTokenSource(options.Limit, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
            Judge(response);
            if (options.Kind == WebhookKind.DingTalk) DingTalk.Judge(options.Name, await Answer(response, ending.Token));
            return message.Key;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new TimeoutException(Texts.Webhooks.Slow(options.Name, options.Limit));
        }
    }

    public Task Update(Delivery message, string reference, CancellationToken stopping) => Task.CompletedTask;

    public void Dispose() => http.Dispose();

    async Task<HttpRequestMessage> Request(Content content, string key, CancellationToken stopping)
    {
        var address = WebhookOptions.AddressOf(options.Url) ?? WebhookOptions.AddressOf(await secrets.Resolve(options.Url, stopping))
            ?? throw new UserError(Texts.Webhooks.NoAddress(options.Name));
        var secret = options.Secret is null ? null : await secrets.Resolve(options.Secret, stopping);
        var message = WebhookMessage.Of(content, key, worker.PublicUrl);
        var request = options.Kind == WebhookKind.DingTalk ? DingTalk.Request(address, message, secret, clock.GetUtcNow()) : JsonPost.Request(address, message, secret, clock.GetUtcNow());
        request.Headers.Add("Idempotency-Key", string.Concat(key.EnumerateRunes().Select(r => r.Value is > ' ' and <= '~' ? $"{r}" : Uri.EscapeDataString($"{r}"))));
        return request;
    }

    static async Task<string> Answer(HttpResponseMessage response, CancellationToken stopping)
    {
        await response.Content.LoadIntoBufferAsync(LongestAnswer, stopping);
        return await response.Content.ReadAsStringAsync(stopping);
    }

    void Judge(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode) return;

        var status = (int)response.StatusCode;
        var asked = response.Headers.RetryAfter;
        if (response.StatusCode == HttpStatusCode.TooManyRequests || status == 503 && asked is not null)
        {
            var wait = asked?.Delta ?? asked?.Date - clock.GetUtcNow() ?? UsualWait;
            throw new ChatBusy(wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait < LongestWait ? wait : LongestWait);
        }
        if (status is 408 or 425 or >= 500) throw new HttpRequestException(Texts.Webhooks.Answered(options.Name, $"{status}"), null, response.StatusCode);
        throw new ChatRefused($"http_{status}", status is >= 300 and < 400 ? Texts.Webhooks.Redirects(options.Name) : Texts.Webhooks.Refused(options.Name));
    }
}
