using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Web.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BotOps.Web;

/// <summary>
/// In by a link that is signed for one person (<see cref="PageLinks"/>). To look at it changes nothing, whatever fetches it ahead of
/// the person; the page's script presses its one button, so that a person taps once. Another site cannot press it.
/// </summary>
static class OpenEndpoints
{
    public static void MapOpen(this IEndpointRouteBuilder app)
    {
        app.MapGet(PageLinks.Door, Ask).AllowAnonymous();
        app.MapPost(PageLinks.Door, Enter).AllowAnonymous();
    }

    static IResult Ask(HttpContext http, PageLinks links, string token = "", string to = "")
    {
        var (path, viewer) = (LocalPath.Of(to) ?? "/", http.Viewer());
        var person = Whose(links, token, path, anyway: viewer is not null);
        if (viewer is not null && (person is null || person == viewer.Id)) return TypedResults.LocalRedirect(path); // may see it or not by their own session

        // The form's own request has to say that it comes from here; the address, with its token, is told to nobody
        http.Response.Headers["Referrer-Policy"] = "strict-origin";
        return new RazorComponentResult<OpenPage>(new { Token = token, To = path, SignedIn = viewer });
    }

    static Guid? Whose(PageLinks links, string token, string path, bool anyway)
    {
        try
        {
            return links.Check(token, path);
        }
        catch (UserError) when (anyway)
        {
            return null;
        }
    }

    static async Task<RedirectHttpResult> Enter(HttpContext http, OpenByLink open, CancellationToken stopping)
    {
        var form = await http.Request.ReadFormAsync(stopping);
        var path = LocalPath.Of(form["to"]) ?? "/";
        await Sessions.Begin(http, await open.Handle(form["token"].ToString(), path, stopping));
        return TypedResults.LocalRedirect(path);
    }
}
