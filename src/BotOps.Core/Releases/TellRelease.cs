using System.Globalization;
using BotOps.Core.Builds;
using BotOps.Core.Campaigns;
using BotOps.Core.Chat;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Scaling;
using Microsoft.EntityFrameworkCore;
using static BotOps.Core.Releases.HostRunState;

namespace BotOps.Core.Releases;

/// <summary>What a message of a release's story says now, told from the rows.</summary>
public sealed class TellRelease(BotOpsDb db, ReleaseCards cards, TellQuestion question, TellBuild builds, TellScale scale, CampaignCards campaigns, LogStore logs)
{
    const int HostsShown = 30;

    /// <summary>Null when there is nothing to say yet.</summary>
    public async Task<Content?> Tell(string topic, CancellationToken stopping) => topic.Split('/') switch
    {
        ["release", var id, "card"] => await cards.Of(Number(id), stopping),
        ["release", var id, "results"] => await Results(Number(id), stopping),
        ["release", var id, "build"] => await Build(Number(id), stopping),
        ["release", var id, "wave", var wave] => await Wave(Number(id), (int)Number(wave), stopping),
        ["release", var id, "question", var number] => await question.Tell(Number(id), (int)Number(number), stopping),
        ["scale", var id, var what] => await scale.Tell(Number(id), what, stopping),
        ["campaign", var id, "card"] => await campaigns.Of(Number(id), stopping),
        ["build", var id] => await builds.Tell(Number(id), stopping),
        ["release", var id, "failure"] => await Failure(Number(id), stopping),
        _ => throw new InvalidOperationException($"Nobody tells '{topic}'."),
    };

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    async Task<Content?> Results(long id, CancellationToken stopping)
    {
        var ended = (await Runs(id, stopping)).Where(r => r.Run.State is Succeeded or Failed or RolledBack).OrderBy(r => r.Run.EndedAt).ToList();
        if (ended.Count == 0) return null;
        var build = await db.Releases.Where(r => r.Id == id).Select(r => r.BuildId).SingleAsync(stopping);

        // many at once: the failures and the newest, the rest as a count
        var shown = ended.Count <= HostsShown ? ended : [.. ended.Where(r => r.Run.State == Failed), .. ended.Where(r => r.Run.State != Failed).TakeLast(HostsShown)];
        return new Results([.. shown.Select(r => Result(r, build))], ended.Count - shown.Count);
    }

    static HostResult Result(RunOf of, long? build) => of.Run.State switch
    {
        Failed => new HostResult(of.Host, Tone.Bad, "failed", Texts.FailedAt(of.Run.FailedStep, of.Run.Reason), Took(of.Run)),
        RolledBack => new HostResult(of.Host, Tone.Back, "rolled-back", Texts.BackOn(of.Run.PreviousBuildId), null),
        _ => new HostResult(of.Host, Tone.Ok, "succeeded", Texts.Updated(build), Took(of.Run)),
    };

    async Task<Content> Build(long id, CancellationToken stopping)
    {
        var release = await db.Releases.AsNoTracking().SingleAsync(r => r.Id == id, stopping);
        var build = await db.Builds.AsNoTracking().SingleAsync(b => b.Id == release.BuildId, stopping);
        var page = $"/releases/{id}";
        switch (build.State)
        {
            case BuildState.Succeeded when build.EndedAt < release.StartedAt:
                return new Line(Tone.Ok, "succeeded", [Texts.BuiltBefore(build.Id)], build.EndedAt!.Value);
            case BuildState.Succeeded:
                return new Line(Tone.Ok, "succeeded",
                    [Texts.Built(build.Id, build.EndedAt!.Value - build.StartedAt!.Value, build.ArtifactBytes, build.ArtifactSha256!), " · ", new Span(Texts.LogLink, Link: page)], build.EndedAt.Value);
            case BuildState.Queued or BuildState.Running when release.State.Ended():
                return new Line(Tone.Bad, "aborted", [Texts.BuildNotAwaited(build.Id)], release.EndedAt!.Value);
            case BuildState.Cancelled:
                return new Line(Tone.Bad, "aborted", [build.Reason ?? ""], build.EndedAt!.Value);
            case BuildState.Failed:
                return new Excerpt(Texts.BuildEndedBadly(build.Reason), "build", false, await logs.AroundFirstError(build.LogId, "build", stopping), page);
            default:
                return new Excerpt($"{Texts.BuildLog} {Texts.BuildName(build.Id)}", "build", true, await logs.NewestOf(build.LogId, stopping), page);
        }
    }

    async Task<Content> Wave(long id, int wave, CancellationToken stopping)
    {
        var release = await db.Releases.AsNoTracking().SingleAsync(r => r.Id == id, stopping);
        var runs = (await Runs(id, stopping)).Where(r => r.Run.Wave == wave).Select(r => r.Run).ToList();
        if (runs.TrueForAll(r => r.Ended) && runs.Count > 0 || release.State.Ended())
        {
            var back = runs.Count(r => r.State == RolledBack);
            if (back > 0) return new Line(Tone.Back, "rolled-back", [Texts.WaveBack(wave, back, runs.Count(r => r.State == Failed))], runs.Max(r => r.EndedAt) ?? release.CreatedAt);
            var start = runs.Min(r => r.StartedAt);
            var end = runs.Max(r => r.EndedAt);
            var failed = runs.Count(r => r.State == Failed);
            return new Line(failed > 0 ? Tone.Bad : Tone.Ok, failed > 0 ? "failed" : "succeeded",
                [Texts.WaveDone(wave, runs.Count(r => r.State == Succeeded), failed, end - start)], end ?? release.EndedAt ?? release.CreatedAt);
        }
        return new Excerpt(Texts.WaveLog(wave, release.Plan.Waves.Count), string.Join(", ", release.Plan.Waves[wave - 1].Take(3)), true, await logs.NewestOf(release.LogId, stopping), $"/releases/{id}");
    }

    async Task<Content?> Failure(long id, CancellationToken stopping)
    {
        var log = await db.Releases.Where(r => r.Id == id).Select(r => r.LogId).SingleAsync(stopping);
        var first = (await Runs(id, stopping)).Where(r => r.Run.State == Failed).OrderBy(r => r.Run.EndedAt).FirstOrDefault();
        return first is null ? null : new Excerpt(Texts.FirstError(first.Host), first.Host, false, await logs.AroundFirstError(log, first.Host, stopping), $"/releases/{id}");
    }

    Task<List<RunOf>> Runs(long id, CancellationToken stopping) =>
        (from run in db.HostRuns.AsNoTracking()
         join host in db.Hosts on run.HostId equals host.Id
         where run.ReleaseId == id
         orderby run.Wave, host.Name
         select new RunOf(host.Name, run)).ToListAsync(stopping);

    static TimeSpan? Took(HostRun run) => run.EndedAt - run.StartedAt;

    sealed record RunOf(string Host, HostRun Run);
}
