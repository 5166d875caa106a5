using BotOps.Core.Access;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;

namespace BotOps.Core.Chat;

/// <summary>The last releases, and who did what, when, why, with what was before and after.</summary>
public sealed class ShowHistory(BotOpsDb db, ShowStatus status, AuditTrail trail, FindProject find)
{
    const int Most = 10;

    public async Task<Reply> Of(HistoryInput input, Person person, CancellationToken stopping)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(person.TimeZone);
        var sight = await trail.SightOf(person.Id, stopping);
        if (input.Release is { } release) return await OfRelease(release, sight, zone, stopping);
        if (input.Project is { } project) await trail.Require(sight, (await find.Named(project, stopping)).Name, stopping);

        var ended = await status.Ended(input.Project is { } only ? [only] : sight.Projects, zone, stopping);
        var done = await trail.Read(sight, new AuditFilter(input.Project), Most, stopping);
        return new Reply(ended.Count == 0 ? Texts.NothingEnded(input.Project) : Texts.EndedLately(ended.Count), Lines:
        [
            .. ended, [new Span(done.Count == 0 ? Texts.NothingDone : Texts.DoneLately(done.Count), Strong: true)], .. done.Select(d => Line(d, zone)),
            [new Span(Texts.WholeHistory, Link: input.Project is { } of ? $"/history?project={of}" : "/history")],
        ]);
    }

    /// <summary>Of one release all of it, in the order in which it happened.</summary>
    async Task<Reply> OfRelease(long id, Sight sight, TimeZoneInfo zone, CancellationToken stopping)
    {
        var of = await db.Read(id, stopping);
        await trail.Require(sight, of.Project.Name, stopping);
        var done = await trail.Read(sight, new AuditFilter(Release: id), Most * Most, stopping);
        return new Reply(Texts.HistoryOf(of), Lines: [.. done.AsEnumerable().Reverse().Select(d => Line(d, zone)), [new Span(Texts.WholeHistory, Link: $"/history?release={id}")]]);
    }

    static IReadOnlyList<Span> Line(AuditLine line, TimeZoneInfo zone) =>
    [
        $"{TimeZoneInfo.ConvertTime(line.At, zone):yyyy-MM-dd HH:mm}  ", new(line.Name ?? Texts.Page.BotOps, Strong: true), $" {line.Action} ",
        line.Release is { } release ? new Span($"#{release}", Link: $"/releases/{release}") : line.Subject,
        line.Change is { } change ? $": {change}" : "", line.Why is { Length: > 0 } why ? $" “{why}”" : "",
    ];
}
