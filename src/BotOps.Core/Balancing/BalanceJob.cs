using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Balancing;

/// <summary>
/// Makes the balancer say what the rows say outside of a rollout: a person took a host out or in, or a release has ended and left one
/// on its way. Tells in the project's channels what came of it.
/// </summary>
[AutomaticRetry(Attempts = 0)] // what it tells says how to have it done again
public sealed class BalanceJob(BotOpsDb db, WriteBalancer write, Outbox outbox, TimeProvider clock)
{
    /// <param name="host">Which host left or returned; null: none, and only a failure is told.</param>
    /// <param name="typedIn">Where a project without channels hears of it; null: nowhere.</param>
    [Queue("rollout")]
    public async Task Run(int environment, string? host, string? typedIn, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        try
        {
            var written = await write.Handle(environment, null, host, null, stopping);
            if (host is not null && written is not null) await TellMoved(environment, host, written, typedIn, stopping);
        }
        catch (FenceLost)
        {
            // A release has begun meanwhile: it writes what the rows say
        }
        catch (HostFailed error)
        {
            await Tell(environment, Tone.Bad, "failed", where => Texts.Balancing.NotAsRowsSay(where, host, error.Message), typedIn, stopping);
        }
    }

    async Task TellMoved(int environment, string host, Written written, string? typedIn, CancellationToken stopping)
    {
        var out_ = await db.Assignments.AnyAsync(a => a.EnvironmentId == environment && a.Host.Name == host && a.LeftOut != null, stopping);
        await Tell(environment, Tone.Ok, "succeeded", where => out_
            ? Texts.Balancing.HostLeft(host, where, written.Fronts, written.Undrained) : Texts.Balancing.HostReturned(host, where, written.Fronts), typedIn, stopping);
    }

    async Task Tell(int environment, Tone tone, string glyph, Func<string, string> text, string? typedIn, CancellationToken stopping)
    {
        var of = await db.Environments.AsNoTracking().Include(e => e.Project).SingleAsync(e => e.Id == environment, stopping);
        var line = new Line(tone, glyph, [text($"{of.Project.Name} → {of.Name}")], clock.GetUtcNow());
        var event_ = Guid.CreateVersion7();
        foreach (var place in of.Project.Channels.Count == 0 && typedIn is null ? [] : of.Project.Places(Place.Parse(typedIn ?? of.Project.Channels[0])))
            await outbox.Say($"balancer/{environment}/{event_}@{place}", place, line, tone == Tone.Bad ? Urgency.Failure : Urgency.Card, stopping: stopping);
    }
}
