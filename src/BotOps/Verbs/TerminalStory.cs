using System.Globalization;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Jobs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Verbs;

/// <summary>What a chat would show by itself once something was done: the release as it is now, and what it asks.</summary>
sealed class TerminalStory(IServiceProvider scope, BotOpsDb db, TerminalText text)
{
    /// <param name="answered">There was a reply; else the audit's own lines say what was done.</param>
    public async Task Tell(bool answered, ParsedCommand? typed, CancellationToken stopping)
    {
        var noted = db.ChangeTracker.Entries<AuditEntry>().Select(e => e.Entity).OrderBy(e => e.Id).ToList();
        if (!answered) text.Write(noted);

        var moving = false;
        foreach (var id in noted.Select(n => n.Subject).Distinct().Where(s => s.StartsWith('#')).Select(s => long.Parse(s[1..], CultureInfo.InvariantCulture)))
        {
            text.Write(await scope.GetRequiredService<ReleaseCards>().Of(id, stopping));
            moving |= Moves((await db.Read(id, stopping)).Release.State);
        }
        foreach (var id in await Asking(typed, stopping)) await Ask(id, stopping);
        if (moving && scope.GetRequiredService<Workers>().Missing().Count > 0) text.Write(Texts.NobodyWorks);
    }

    /// <summary>A worker has something to do about it.</summary>
    static bool Moves(ReleaseState state) =>
        !state.Ended() && state is not (ReleaseState.AwaitingApproval or ReleaseState.Paused or ReleaseState.AwaitingDecision);

    /// <summary>Releases whose open questions belong to what was typed.</summary>
    async Task<List<long>> Asking(ParsedCommand? typed, CancellationToken stopping) => typed switch
    {
        StatusInput status => await (from r in db.Releases
                                     join e in db.Environments on r.EnvironmentId equals e.Id
                                     where r.State == ReleaseState.AwaitingDecision && (status.Project == null || e.Project.Name == status.Project)
                                     orderby r.Id
                                     select r.Id).ToListAsync(stopping),
        HistoryInput { Release: { } release } => [release],
        LogInput log => [log.Release],
        _ => [],
    };

    async Task Ask(long id, CancellationToken stopping)
    {
        if ((await db.Read(id, stopping)).Release is { State: ReleaseState.AwaitingDecision, Question: { } question }
            && await scope.GetRequiredService<TellQuestion>().Tell(id, question.Number, stopping) is Asking asking) text.Write(id, asking);
    }
}
