using BotOps.Core;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Web;

/// <summary>The whole log of a scale order as plain text.</summary>
static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder app) => app.MapGet("/orders/{id:long}/log", Show).RequireAuthorization();

    static async Task<IResult> Show(HttpContext http, long id, BotOpsDb db, LogStore logs, CancellationToken stopping)
    {
        var log = await db.ScaleOrders.Where(o => o.Id == id).Select(o => (long?)o.LogId).SingleOrDefaultAsync(stopping);
        return log is null
            ? MessagePage.Result(http, StatusCodes.Status404NotFound, Texts.Page.NoOrder(id), Texts.Page.NoReleaseHint, null)
            : TypedResults.Stream(stream => logs.WriteText(log.Value, stream, sources: true, stopping), "text/plain; charset=utf-8");
    }
}
