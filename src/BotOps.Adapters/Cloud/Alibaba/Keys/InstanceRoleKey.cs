using System.Globalization;
using System.Net;
using System.Text.Json;
using BotOps.Core;
using BotOps.Core.Cloud;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>The key that the metadata service gives the instance BotOps runs on, for its RAM role. Lives six hours; the next one is there an hour before.</summary>
sealed class InstanceRoleKey(AlibabaOptions options, HttpClient http, TimeProvider clock) : IKeySource
{
    const string Action = "metadata";
    static readonly Uri Usual = new("http://100.100.100.200/");
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(1), Early = TimeSpan.FromHours(1);

    public async Task<AcsKey> Get(CancellationToken stopping)
    {
        var token = await Token(stopping);
        var role = options.InstanceRole is { } named and not "*" ? named : (await Read("latest/meta-data/ram/security-credentials/", token, stopping)).Trim();
        var json = Parse(await Read($"latest/meta-data/ram/security-credentials/{Uri.EscapeDataString(role)}", token, stopping));
        if (json.Text("Code") != "Success" || json.Text("AccessKeyId") is not { } id || json.Text("AccessKeySecret") is not { } secret || json.Text("Expiration") is not { } end)
            throw Failed(json.Text("Code") ?? "?");
        var ends = DateTimeOffset.Parse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new AcsKey(id, secret, json.Text("SecurityToken"), ends, ends - Early);
    }

    /// <summary>Null: this service gives none and asks for none (its first version).</summary>
    async Task<string?> Token(CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, At("latest/api/token")) { Headers = { { "x-aliyun-ecs-metadata-token-ttl-seconds", "21600" } } };
        var (status, body) = await Send(request, stopping);
        return status == HttpStatusCode.OK ? body : null;
    }

    async Task<string> Read(string path, string? token, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At(path));
        if (token is not null) request.Headers.Add("x-aliyun-ecs-metadata-token", token);
        var (status, body) = await Send(request, stopping);
        return status == HttpStatusCode.OK ? body : throw Failed($"HTTP {(int)status}");
    }

    async Task<(HttpStatusCode Status, string Body)> Send(HttpRequestMessage request, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(either.Token));
        }
        catch (OperationCanceledException error) when (!stopping.IsCancellationRequested)
        {
            throw Failed(Texts.Cloud.Slow(Limit), error);
        }
        catch (HttpRequestException error)
        {
            throw Failed(error.GetBaseException().Message, error);
        }
    }

    JsonElement Parse(string body) => AlibabaJson.Parse(body) ?? throw Failed(Texts.Cloud.NoJson(200));

    CloudUnreachable Failed(string why, Exception? error = null) => new(options.Account, Action, Texts.Cloud.NoRole(why), error);

    Uri At(string path) => new(options.Endpoints.GetValueOrDefault(Action, Usual), path);
}
