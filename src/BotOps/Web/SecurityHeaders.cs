namespace BotOps.Web;

/// <summary>What every answer tells the browser: nothing from elsewhere, no script or style in the page, no frame around it.</summary>
static class SecurityHeaders
{
    /// <summary>Where the Hangfire dashboard is mounted; its pages set widths with style attributes.</summary>
    public const string Dashboard = "/hangfire";

    const string Strict = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments(Dashboard)
                ? Strict + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
                : Strict;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (!headers.ContainsKey("Referrer-Policy")) headers["Referrer-Policy"] = "no-referrer";
            if (!headers.ContainsKey("Cache-Control")) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(http);
    });

    /// <summary>
    /// Refuses what another site's page sends in this browser's name. The session cookie does not travel with it anyway; this
    /// also keeps a stranger from signing somebody in with a link of their own.
    /// </summary>
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || IsOwn(http.Request)) return next(http);

        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    static bool IsOwn(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site]) return site is "same-origin" or "none";
        if (request.Headers.Origin is not [{ } origin]) return true; // no browser: scripts and chat platforms
        return Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value;
    }
}
