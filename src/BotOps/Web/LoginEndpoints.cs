using BotOps.Core.Access;
using BotOps.Web.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BotOps.Web;

/// <summary>In by a one-time link, out by a button.</summary>
static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder app)
    {
        app.MapGet("/login", Ask).AllowAnonymous();
        app.MapPost("/login", Enter).AllowAnonymous();
        app.MapPost("/logout", (Delegate)Leave).AllowAnonymous();
    }

    static RazorComponentResult<LoginPage> Ask(HttpContext http, string token = "", string to = "")
    {
        // The form's own request has to say that it comes from here, which it does not under no-referrer
        http.Response.Headers["Referrer-Policy"] = "same-origin";
        return new RazorComponentResult<LoginPage>(new { Token = token, To = to });
    }

    static async Task<RedirectHttpResult> Enter(HttpContext http, SignIn signIn, CancellationToken stopping)
    {
        var form = await http.Request.ReadFormAsync(stopping);
        await Sessions.Begin(http, await signIn.Use(form["token"].ToString(), stopping));
        return TypedResults.LocalRedirect(Wanted.Take(http, form["to"]));
    }

    static async Task<RedirectHttpResult> Leave(HttpContext http)
    {
        await http.SignOutAsync();
        return TypedResults.Redirect("/");
    }
}
