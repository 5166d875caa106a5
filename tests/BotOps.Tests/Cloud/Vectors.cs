using System.Net;
using System.Text.Json;
using BotOps.Adapters.Cloud.Alibaba;

namespace BotOps.Tests.Cloud;

static class Vectors
{
    public static JsonElement Of(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", file))).RootElement;
}

sealed class Key(string id, string secret, string? token = null) : IKeySource
{
    public Task<AcsKey> Get(CancellationToken stopping) => Task.FromResult(new AcsKey(id, secret, token));
}

/// <summary>Keeps what was sent, and answers in this order, the last one for ever.</summary>
sealed class Wire(params (HttpStatusCode Status, string Body, Dictionary<string, string> Headers)[] answers) : HttpMessageHandler
{
    public List<HttpRequestMessage> Sent { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (status, body, headers) = answers[Math.Min(Sent.Count, answers.Length - 1)];
        Sent.Add(request);
        var response = new HttpResponseMessage(status) { Content = new StringContent(body) };
        foreach (var (name, value) in headers) response.Headers.Add(name, value);
        return Task.FromResult(response);
    }
}
