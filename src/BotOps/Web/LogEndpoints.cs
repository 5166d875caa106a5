using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using BotOps.Core;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Web;

/// <summary>A log by ranges of lines, and live. A line is <c>[number, milliseconds since the epoch, source, text, mark]</c>.</summary>
static class LogEndpoints
{
    /// <summary>Lines read at once, and the most that one answer holds.</summary>
    const int Most = 2000;

    public static void MapLogs(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/logs/{id:long}").RequireAuthorization();
        api.MapGet("", Read);
        api.MapGet("/numbers", Numbers);
        api.MapGet("/first-error", FirstError);
        api.MapGet("/events", Follow);
    }

    sealed record Page(long Id, long Lines, long Dropped, bool Ended, IEnumerable<object[]> Items);

    /// <param name="source">Only lines of this host; <paramref name="count"/> counts those.</param>
    static async Task<Results<Ok<Page>, ProblemHttpResult>> Read(
        long id, BotOpsDb db, LogStore logs, CancellationToken stopping, long from = 1, int count = 500, string? source = null)
    {
        if (await Find(db, id, stopping) is not { } log) return Missing(id);
        var lines = await Lines(logs, log, from, source, stopping).Take(Math.Clamp(count, 0, Most)).ToListAsync(stopping);
        return TypedResults.Ok(new Page(id, log.Lines, log.Dropped, log.Ended, lines.Select(LineJson.Of)));
    }

    sealed record SourceNumbers(long Id, long Lines, long Dropped, bool Ended, IReadOnlyList<long> Numbers);

    /// <summary>The numbers of one host's lines, so that a page can show only those by position.</summary>
    static async Task<Results<Ok<SourceNumbers>, ProblemHttpResult>> Numbers(long id, string source, BotOpsDb db, LogStore logs, CancellationToken stopping)
    {
        if (await Find(db, id, stopping) is not { } log) return Missing(id);
        var numbers = await logs.All(id, stopping).TakeWhile(l => l.Number <= log.Lines).Where(l => l.Source == source).Select(l => l.Number).ToListAsync(stopping);
        return TypedResults.Ok(new SourceNumbers(id, log.Lines, log.Dropped, log.Ended, numbers));
    }

    sealed record FirstErrorLine(long? Line);

    static async Task<Results<Ok<FirstErrorLine>, ProblemHttpResult>> FirstError(long id, BotOpsDb db, LogStore logs, CancellationToken stopping, string? source = null)
    {
        if (await Find(db, id, stopping) is not { } log) return Missing(id);
        var first = source is null
            ? await logs.FindFirstError(id, stopping)
            : await logs.All(id, stopping).TakeWhile(l => l.Number <= log.Lines).FirstOrDefaultAsync(l => l.Source == source && l.ReadsLikeAnError, stopping);
        return TypedResults.Ok(new FirstErrorLine(first?.Number));
    }

    /// <summary>New lines in batches. Each event's id is its last line; a browser that comes back names it and misses nothing.</summary>
    /// <param name="near">Who is far behind wants only the last so many lines, and asks for those between where it shows them. Without it, all.</param>
    static async Task Follow(HttpContext http, long id, LogStore logs, IHostApplicationLifetime application, long from = 1, int? near = null)
    {
        if (long.TryParse(http.Request.Headers["Last-Event-ID"], CultureInfo.InvariantCulture, out var last)) from = last + 1;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, application.ApplicationStopping);
        end.CancelAfter(TimeSpan.FromMinutes(5)); // comes back by itself and is asked again who it is
        try
        {
            await TypedResults.ServerSentEvents(Batches(logs, id, Math.Max(1, from), near is null ? null : Math.Clamp(near.Value, 1, Most), end.Token)).ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The browser left, its time is over, or BotOps stops
        }
    }

    sealed record Batch(IEnumerable<object[]> Lines);

    static async IAsyncEnumerable<SseItem<Batch>> Batches(LogStore logs, long id, long from, int? near, [EnumeratorCancellation] CancellationToken stopping)
    {
        await foreach (var lines in logs.Follow(id, from, near, stopping))
            yield return new SseItem<Batch>(new Batch(lines.Select(LineJson.Of)), "lines")
            {
                EventId = lines[^1].Number.ToString(CultureInfo.InvariantCulture), ReconnectionInterval = TimeSpan.FromSeconds(1),
            };
        yield return new SseItem<Batch>(new Batch([]), "end");
    }

    static async IAsyncEnumerable<LogLine> Lines(LogStore logs, Log log, long from, string? source, [EnumeratorCancellation] CancellationToken stopping)
    {
        for (var next = Math.Max(1, from); await logs.Read(log.Id, next, Most, stopping) is { Count: > 0 } lines; next = lines[^1].Number + 1)
            foreach (var line in lines)
                if (line.Number <= log.Lines && (source is null || line.Source == source)) yield return line;
    }

    internal static Task<Log?> Find(BotOpsDb db, long id, CancellationToken stopping) => db.Logs.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, stopping);
    internal static ProblemHttpResult Missing(long id) => TypedResults.Problem(Texts.Page.NoLog(id), statusCode: StatusCodes.Status404NotFound);
}
