using BotOps.Core;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BotOps.Web;

/// <summary>Where something stands in a log, and the log as plain text to copy or keep.</summary>
static class LogSearchEndpoints
{
    /// <summary>Numbers that one answer holds; a page cannot show more of them apart.</summary>
    const int Most = 10_000;
    const int LongestText = 200;

    public static void MapLogSearch(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/logs/{id:long}").RequireAuthorization();
        api.MapGet("/search", Search);
        api.MapGet("/errors", Errors);
        api.MapGet("/text", Text);
    }

    /// <param name="Lines">How many lines were looked at; what is written after them is the asker's to look at.</param>
    sealed record Found(long Lines, long Count, IReadOnlyList<long> Numbers);

    static async Task<Results<Ok<Found>, ProblemHttpResult>> Search(long id, string text, BotOpsDb db, LogStore logs, CancellationToken stopping, string? source = null)
    {
        if (text.Length is 0 or > LongestText) throw new UserError(Texts.Page.SearchFor(LongestText), text);
        return await Answer(id, db, lines => logs.Search(id, text, source, lines, Most, stopping), stopping);
    }

    static async Task<Results<Ok<Found>, ProblemHttpResult>> Errors(long id, BotOpsDb db, LogStore logs, CancellationToken stopping, string? source = null) =>
        await Answer(id, db, lines => logs.Errors(id, source, lines, Most, stopping), stopping);

    static async Task<Results<Ok<Found>, ProblemHttpResult>> Answer(long id, BotOpsDb db, Func<long, Task<LogHits>> look, CancellationToken stopping)
    {
        if (await LogEndpoints.Find(db, id, stopping) is not { } log) return LogEndpoints.Missing(id);
        var hits = await look(log.Lines);
        return TypedResults.Ok(new Found(log.Lines, hits.Count, hits.Numbers));
    }

    static async Task<IResult> Text(long id, BotOpsDb db, LogStore logs, CancellationToken stopping, string? source = null) =>
        await LogEndpoints.Find(db, id, stopping) is { } log
            ? TypedResults.Stream(to => logs.WriteText(log.Id, to, sources: source is null, stopping, source), "text/plain; charset=utf-8")
            : LogEndpoints.Missing(id);
}
