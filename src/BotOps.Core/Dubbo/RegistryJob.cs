using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Dubbo;

/// <summary>
/// Makes dubbo's registry have one host or not, as the rows say, outside of a rollout: a person took it out, or a release has ended and
/// left it on its way. Tells what came of it.
/// </summary>
[AutomaticRetry(Attempts = 0)] // what it tells says how to have it done again
public sealed class RegistryJob(BotOpsDb db, AskHosts ask, HostStory story)
{
    /// <summary>When the transaction is through, for whoever asked in <paramref name="typedIn"/>; null: nobody asked, and only a failure is told.</summary>
    internal static void After(BotOpsDb db, IBackgroundJobClient jobs, DeployEnvironment environment, int host, Place? typedIn)
    {
        var (fence, place) = (environment.LastFence, typedIn?.ToString());
        db.AfterCommit(() => jobs.Enqueue<RegistryJob>(job => job.Run(environment.Id, host, fence, place, CancellationToken.None)));
    }

    /// <param name="fence">Of the moment when it was asked for: a release that has begun on the host since then has it to itself.</param>
    [Queue("rollout")]
    public async Task Run(int environment, int host, long fence, string? typedIn, CancellationToken stopping)
    {
        using var all = Languages.SpeakToAll();
        var assigned = await db.Assignments.AsNoTracking().Include(a => a.Host).SingleOrDefaultAsync(a => a.EnvironmentId == environment && a.HostId == host, stopping);
        if (assigned is not { ReleaseId: { } release, SettingsRevisionId: { } revision }) return; // nothing runs there

        var run = (await db.SettingsRevisions.AsNoTracking().SingleAsync(r => r.Id == revision, stopping)).Settings.Run;
        if (run.Dubbo is null) return;
        var of = new HostOf(assigned, await db.Environments.AsNoTracking().Include(e => e.Project).SingleAsync(e => e.Id == environment, stopping));
        var isOut = assigned.LeftOut is not null;
        if (assigned.RunsAdopted && !isOut) return; // what was adopted never left
        var answer = assigned.RunsAdopted ? new HostAnswer(1, Texts.Dubbo.NotOfAdopted, new Dictionary<string, string>()) : await Ask(of, isOut ? HostVerbs.Offline(of.Project.Name, release, fence, run, assigned.Host.Address)
            : HostVerbs.Online(of.Project.Name, release, fence, run, assigned.Host.Address), stopping);
        if (answer.Code == HostAnswer.FenceRefused || (answer.Ok && typedIn is null) || Where(of, typedIn) is not { } place) return;

        await (answer.Ok
            ? story.Tell(of, Tone.Ok, "succeeded", () => Texts.Dubbo.HostMoved(of.Name, of.Where, isOut, answer.Values.GetValueOrDefault("drained") != "no"), place, stopping)
            : story.Tell(of, Tone.Bad, "failed", () => Texts.Dubbo.HostNotMoved(of.Name, of.Where, isOut, answer.Reason), place, stopping));
    }

    async Task<HostAnswer> Ask(HostOf of, HostCall call, CancellationToken stopping)
    {
        try
        {
            return await ask.TransportOf(of.Assignment.Host).Run(of.Assignment.Host, call, _ => ValueTask.CompletedTask, stopping);
        }
        catch (Exception error) when (error is HostUnreachable or UserError)
        {
            return new HostAnswer(1, error.Message, new Dictionary<string, string>());
        }
    }

    static Place? Where(HostOf of, string? typedIn) => (typedIn ?? of.Project.Channels.FirstOrDefault()) is { } place ? Place.Parse(place) : null;
}
