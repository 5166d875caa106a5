using BotOps.Core;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Web;

/// <summary>The whole log of a build as plain text: one that was ordered ahead has no release on whose page it could be read.</summary>
static class BuildEndpoints
{
    const int LinesAtOnce = 2000;

    public static void MapBuilds(this IEndpointRouteBuilder app) => app.MapGet("/builds/{id:long}/log", Show).RequireAuthorization();

    static async Task<IResult> Show(HttpContext http, long id, BotOpsDb db, LogStore logs, CancellationToken stopping)
    {
        var log = await db.Builds.Where(b => b.Id == id).Select(b => (long?)b.LogId).SingleOrDefaultAsync(stopping);
        return log is null
            ? MessagePage.Result(http, StatusCodes.Status404NotFound, Texts.Page.NoBuild(id), Texts.Page.NoReleaseHint, null)
            : TypedResults.Stream(stream => Write(logs, log.Value, stream, stopping), "text/plain; charset=utf-8");
    }

    static async Task Write(LogStore logs, long log, Stream stream, CancellationToken stopping)
    {
        await using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        for (var next = 1L; await logs.Read(log, next, LinesAtOnce, stopping) is { Count: > 0 } lines; next = lines[^1].Number + 1)
            foreach (var line in lines) await text.WriteLineAsync(Ansi.Strip(line.Text).AsMemory(), stopping);
    }
}
