using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.IntegrationTests.Chat;

/// <summary>The other side of a webhook: takes down what is posted and answers as told, then with 200 and <see cref="Body"/>.</summary>
sealed class WebhookServer : IAsyncDisposable
{
    readonly WebApplication app;

    WebhookServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(Answer);
    }

    public sealed record Request(string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public string Text => System.Text.Encoding.UTF8.GetString(Body);
    }

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
    public ConcurrentQueue<Request> Seen { get; } = new();

    /// <summary>One for each request, in their order.</summary>
    public ConcurrentQueue<Func<HttpResponse, Task>> Answers { get; } = new();
    public string Body { get; init; } = "";

    public static async Task<WebhookServer> Start(string body = "")
    {
        var server = new WebhookServer { Body = body };
        await server.app.StartAsync();
        return server;
    }

    public WebhookServer Then(int status, string? location = null, string? retryAfter = null)
    {
        Answers.Enqueue(response =>
        {
            response.StatusCode = status;
            if (location is not null) response.Headers.Location = location;
            if (retryAfter is not null) response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });
        return this;
    }

    /// <summary>No answer until the caller gives up.</summary>
    public WebhookServer ThenSilent()
    {
        Answers.Enqueue(response =>
        {
            var gone = new TaskCompletionSource();
            response.HttpContext.RequestAborted.Register(gone.SetResult);
            return gone.Task;
        });
        return this;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task Answer(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Seen.Enqueue(new(context.Request.Path, context.Request.QueryString.Value ?? "", context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        if (Answers.TryDequeue(out var answer)) await answer(context.Response);
        else await context.Response.WriteAsync(Body);
    }
}
