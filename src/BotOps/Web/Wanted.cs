using BotOps.Core.Access;

namespace BotOps.Web;

/// <summary>The page that somebody wanted before they were signed in; their browser keeps it as long as a sign-in takes.</summary>
static class Wanted
{
    const string Cookie = "wanted";
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    /// <summary>Only what a person looks at: no stream of a page and no script's request.</summary>
    public static void Keep(HttpContext http)
    {
        var request = http.Request;
        if (!HttpMethods.IsGet(request.Method) || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)) return;
        if (LocalPath.Of(request.Path.ToUriComponent() + request.QueryString.ToUriComponent()) is { } path) http.Response.Cookies.Append(Cookie, path, Shape(http, Kept));
    }

    /// <param name="to">What the link itself leads to; it comes first.</param>
    public static string Take(HttpContext http, string? to)
    {
        var path = LocalPath.Of(to) ?? LocalPath.Of(http.Request.Cookies[Cookie]) ?? "/";
        if (http.Request.Cookies.ContainsKey(Cookie)) http.Response.Cookies.Delete(Cookie, Shape(http, null));
        return path;
    }

    static CookieOptions Shape(HttpContext http, TimeSpan? kept) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = kept, IsEssential = true };
}
