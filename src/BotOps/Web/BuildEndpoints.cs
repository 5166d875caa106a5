using BotOps.Core;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Web;

/// <summary>The whole log of a build as plain text: one that was ordered ahead has no release on whose page it could be read.</summary>
static class BuildEndpoints
{
    public static void MapBuilds(this IEndpointRouteBuilder app) => app.MapGet("/builds/{id:long}/log", Show).RequireAuthorization();

    static async Task<IResult> Show(HttpContext http, long id, BotOpsDb db, LogStore logs, CancellationToken stopping)
    {
        var log = await db.Builds.Where(b => b.Id == id).Select(b => (long?)b.LogId).SingleOrDefaultAsync(stopping);
        return log is null
            ? MessagePage.Result(http, StatusCodes.Status404NotFound, Texts.Page.NoBuild(id), Texts.Page.NoReleaseHint, null)
            : TypedResults.Stream(stream => logs.WriteText(log.Value, stream, sources: false, stopping), "text/plain; charset=utf-8");
    }
}
