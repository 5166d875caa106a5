using BotOps.Core.Persistence;
using BotOps.Web.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BotOps.Web;

/// <summary>The front door, and whether BotOps lives.</summary>
static class HomeEndpoints
{
    public static void MapHome(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("").RequireAuthorization();
        pages.MapGet("/", Show);
        pages.MapGet("/events", (HttpContext http, LiveSections live) => live.Stream(http, async (services, stopping) =>
            await Sections.Of(services, await services.GetRequiredService<Scenes>().Home(http.Viewer()!, stopping))));
    }

    public static void MapHealth(this IEndpointRouteBuilder app) => app.MapGet("/healthz", Health).AllowAnonymous();

    static async Task<RazorComponentResult<HomePage>> Show(HttpContext http, Scenes scenes, CancellationToken stopping) =>
        new(new { Scene = await scenes.Home(http.Viewer()!, stopping) });

    static async Task<IResult> Health(BotOpsDb db, CancellationToken stopping) => await db.Database.CanConnectAsync(stopping)
        ? TypedResults.Text("ok\n")
        : TypedResults.Text("the database cannot be reached\n", statusCode: StatusCodes.Status503ServiceUnavailable);
}
