using System.Net;
using BotOps.Core;
using BotOps.Core.Persistence;
using Microsoft.AspNetCore.Http;

namespace BotOps.Sandbox.Chat;

/// <summary>Stands before every endpoint of the chat, which signs people in by a click and so must only answer its own page.</summary>
static class ChatGuard
{
    const string OwnHeader = "X-BotOps";
    const string Policy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static async ValueTask<object?> Invoke(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!IsOwnName(http)) return TypedResults.Problem(Texts.WebChat.OpenByAddress, statusCode: StatusCodes.Status421MisdirectedRequest);
        if (!HttpMethods.IsGet(http.Request.Method) && !IsOwnPage(http.Request)) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);

        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            return await next(context);
        }
        catch (UserError error)
        {
            return TypedResults.Problem(error.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        catch (Exception error) when (Retry.IsTransient(error) && !http.Response.HasStarted)
        {
            return TypedResults.Problem(Texts.WebChat.DatabaseAway, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>On loopback a stranger's name means a stranger's page that had its name resolved to here (DNS rebinding).</summary>
    static bool IsOwnName(HttpContext http)
    {
        if (http.Connection.LocalIpAddress is not { } address || !IPAddress.IsLoopback(address)) return true;

        var name = http.Request.Host.Host;
        return name is "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal) || IPAddress.TryParse(name, out _);
    }

    /// <summary>Another site's page cannot send this header, and a browser names the site that sends.</summary>
    static bool IsOwnPage(HttpRequest request) =>
        request.Headers[OwnHeader] == "1"
        && (request.Headers.Origin is not [{ } origin] || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value));
}
