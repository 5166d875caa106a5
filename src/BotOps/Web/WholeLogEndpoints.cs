using BotOps.Core;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Web;

/// <summary>Whole logs as plain text, of what has no page of its own: scale orders, and builds, as one that was ordered ahead has no release on whose page it could be read.</summary>
static class WholeLogEndpoints
{
    public static void MapWholeLogs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/builds/{id:long}/log", Build).RequireAuthorization();
        app.MapGet("/orders/{id:long}/log", Order).RequireAuthorization();
    }

    static Task<IResult> Build(HttpContext http, long id, BotOpsDb db, LogStore logs, CancellationToken stopping) =>
        Show(http, db.Builds.Where(b => b.Id == id).Select(b => (long?)b.LogId), Texts.Page.NoBuild(id), logs, sources: false, stopping);

    static Task<IResult> Order(HttpContext http, long id, BotOpsDb db, LogStore logs, CancellationToken stopping) =>
        Show(http, db.ScaleOrders.Where(o => o.Id == id).Select(o => (long?)o.LogId), Texts.Page.NoOrder(id), logs, sources: true, stopping);

    static async Task<IResult> Show(HttpContext http, IQueryable<long?> which, string missing, LogStore logs, bool sources, CancellationToken stopping) => await which.SingleOrDefaultAsync(stopping) is { } log
        ? TypedResults.Stream(stream => logs.WriteText(log, stream, sources, stopping), "text/plain; charset=utf-8")
        : MessagePage.Result(http, StatusCodes.Status404NotFound, missing, Texts.Page.NoReleaseHint, null);
}
