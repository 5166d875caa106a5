using System.Security.Cryptography;
using System.Text;
using BotOps.Core;
using BotOps.Core.Monitoring;
using BotOps.Core.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BotOps.Web;

/// <summary>Prometheus' HTTP service discovery: what there is to be scraped, for whoever has the token.</summary>
static class MonitoringEndpoints
{
    const string Scheme = "Bearer ";
    const int LongestName = 200;

    public static void MapMonitoring(this IEndpointRouteBuilder app) => app.MapGet("/sd/prometheus", List).AllowAnonymous();

    static async Task<IResult> List(HttpContext http, MonitoringOptions options, SecretReferences secrets, ReadTargets read, ILoggerFactory logs, string? project, string? environment, CancellationToken stopping)
    {
        if (options.Token is not { } reference) return Says(Texts.Monitoring.NoToken, StatusCodes.Status404NotFound);
        string token;
        try
        {
            token = await secrets.Resolve(reference, stopping);
        }
        catch (UserError missing)
        {
            logs.CreateLogger(typeof(MonitoringEndpoints)).LogError("BotOps:Monitoring:Token: {Error}", missing.Message); // nothing of it for a stranger
            return Says(Texts.Monitoring.TokenMissing, StatusCodes.Status503ServiceUnavailable);
        }
        var given = http.Request.Headers.Authorization.ToString().Trim(); // Prometheus 2.42 leaves the scheme away where none is configured
        if (!Same(given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? given[Scheme.Length..] : given, token))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Says(Texts.Monitoring.WrongToken, StatusCodes.Status401Unauthorized);
        }
        var reader = $"{http.Connection.RemoteIpAddress} {http.Request.Headers.UserAgent} {http.Request.QueryString}"; // each part of the list is read in a time of its own
        return TypedResults.Json(await read.Handle(reader[..Math.Min(reader.Length, LongestName)], project, environment, stopping));
    }

    /// <summary>In a time that tells nothing of either, nor of their lengths.</summary>
    static bool Same(string given, string wanted) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(wanted)));

    static ContentHttpResult Says(string text, int status) => TypedResults.Text(text + "\n", "text/plain; charset=utf-8", statusCode: status);
}
