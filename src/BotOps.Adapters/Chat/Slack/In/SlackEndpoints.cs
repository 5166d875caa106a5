using System.Buffers;
using System.Text;
using System.Text.Json;
using BotOps.Adapters.Chat.Slack.Api;
using BotOps.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>Slack's requests over HTTP: the signature over the bytes as they came, then the door, then an answer within three seconds.</summary>
sealed class SlackEndpoints(SlackOptions options, SlackTokens tokens, AcceptedRequests accepted, SlackDoor door, TimeProvider clock, ILogger<SlackEndpoints> logger)
{
    public const int LongestBody = 1 << 20; // bytes; Slack's own are far smaller

    public static void Map(IEndpointRouteBuilder routes, SlackEndpoints slack)
    {
        routes.MapPost("/slack/commands", (RequestDelegate)(http => slack.Handle(http, slack.Command)));
        routes.MapPost("/slack/interactivity", (RequestDelegate)(http => slack.Handle(http, slack.Interaction)));
        routes.MapPost("/slack/options", (RequestDelegate)(http => slack.Handle(http, slack.Interaction)));
        routes.MapPost("/slack/events", (RequestDelegate)(http => slack.Handle(http, slack.Event)));
    }

    async Task Handle(HttpContext http, Func<string, CancellationToken, Task<Ack>> handle)
    {
        var stopping = http.RequestAborted;
        if (await Body(http.Request, stopping) is not { } body)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }
        var (timestamp, signature) = ((string?)http.Request.Headers["X-Slack-Request-Timestamp"], (string?)http.Request.Headers["X-Slack-Signature"]);
        var secret = Encoding.UTF8.GetBytes(await tokens.Get(options.SigningSecret!, stopping));
        if (!Signature.IsValid(body, timestamp, signature, secret, clock.GetUtcNow()))
        {
            http.Response.StatusCode = IsCertificateCheck(http.Request, body) ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
            return;
        }
        if (accepted.Has(signature!))
        {
            // Slack itself sends an event again when it did not hear the answer; anybody else has copied it
            http.Response.StatusCode = http.Request.Headers.ContainsKey("X-Slack-Retry-Num") ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
            return;
        }
        await Answer(http, await Read(body, handle, stopping), signature!);
    }

    async Task<Ack> Read(byte[] body, Func<string, CancellationToken, Task<Ack>> handle, CancellationToken stopping)
    {
        try
        {
            return await handle(Encoding.UTF8.GetString(body), stopping);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException)
        {
            logger.LogWarning("A signed request of Slack could not be read: {Error}", error.Message);
            return new Ack(StatusCodes.Status400BadRequest);
        }
    }

    async Task Answer(HttpContext http, Ack ack, string signature)
    {
        http.Response.StatusCode = ack.Status;
        if (ack.Status == StatusCodes.Status200OK) accepted.Add(signature);
        if (ack.Body is null) return;

        var body = JsonSerializer.SerializeToUtf8Bytes(ack.Body);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    Task<Ack> Command(string body, CancellationToken stopping) => OfForm(body, async form =>
        SlashCommand.Read(form) is { } command ? await door.Command(command, stopping) : new Ack(StatusCodes.Status400BadRequest));

    Task<Ack> Interaction(string body, CancellationToken stopping) => OfForm(body, async form =>
    {
        using var payload = JsonDocument.Parse(form.GetValueOrDefault("payload").ToString());
        return await door.Interaction(payload.RootElement, stopping);
    });

    static async Task<Ack> OfForm(string body, Func<Dictionary<string, StringValues>, Task<Ack>> handle)
    {
        var form = SlashCommand.Form(body);
        return form.ContainsKey("ssl_check") ? Ack.Taken : await handle(form);
    }

    async Task<Ack> Event(string body, CancellationToken stopping)
    {
        using var payload = JsonDocument.Parse(body);
        return await door.Event(payload.RootElement, stopping);
    }

    /// <summary>Slack looks at the certificate with a request that is not signed; nothing is done for it.</summary>
    static bool IsCertificateCheck(HttpRequest request, byte[] body) =>
        request.Headers["X-Slack-Signature"].Count == 0 && body.AsSpan().IndexOf("ssl_check=1"u8) >= 0;

    /// <summary>Null: it is too long.</summary>
    static async Task<byte[]?> Body(HttpRequest request, CancellationToken stopping)
    {
        if (request.ContentLength > LongestBody) return null;
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(stopping);
            if (read.Buffer.Length > LongestBody) return null;
            if (!read.IsCompleted)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }
            var body = read.Buffer.ToArray();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            return body;
        }
    }
}
