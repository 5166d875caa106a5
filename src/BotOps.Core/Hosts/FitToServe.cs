using BotOps.Core.Builds;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Hosts;

/// <summary>Whether a host that is out may serve: it runs the current build with its settings, and is healthy.</summary>
public sealed class FitToServe(BotOpsDb db, AskHosts ask)
{
    /// <summary>
    /// By BotOps' own rows. Where all that serve run something else than the current release (it succeeded but for some hosts),
    /// that is right as well.
    /// </summary>
    /// <exception cref="UserError">It runs something else; names the line that deploys to it.</exception>
    public async Task RequireCurrent(Assignment host, HostOf of, CancellationToken stopping)
    {
        var environment = await db.Environments.AsNoTracking().SingleAsync(e => e.Id == of.Environment.Id, stopping);
        var serving = await db.Assignments.Where(a => a.EnvironmentId == environment.Id && a.LeftOut == null).Select(a => new { a.BuildId, Settings = a.SettingsRevisionId }).Distinct().ToListAsync(stopping);
        var current = await db.Releases.Where(r => r.Id == environment.CurrentReleaseId).Select(r => new { r.BuildId, Settings = (long?)r.SettingsRevisionId }).SingleOrDefaultAsync(stopping);
        var all = serving is [{ BuildId: not null } one] ? one : null;
        if ((all ?? current) is not { BuildId: { } wanted }) return; // nothing is current: whatever it runs only has to be healthy

        var runs = new { host.BuildId, Settings = host.SettingsRevisionId };
        if (runs.Equals(all) || runs.Equals(current)) return;
        throw Other(runs.BuildId == wanted ? Texts.HostHasOtherSettings(of.Name) : Texts.HostRunsOther(of.Name, host.BuildId, wanted), of, wanted);
    }

    /// <summary>Asks the host itself. One of dubbo that is well is brought back into its registry, without which it would serve nobody.</summary>
    /// <exception cref="UserError">It does not answer, runs something else than BotOps put there, or is not healthy.</exception>
    public async Task RequireHealthy(HostOf of, CancellationToken stopping)
    {
        var host = of.Assignment.Host;
        try
        {
            var status = await Run(host, HostVerbs.Status(of.Project.Name) with { Limit = TimeSpan.FromSeconds(10) }, stopping);
            if (of.Assignment is not { ReleaseId: { } release, BuildId: { } build }) return; // nothing was deployed there yet

            var settings = await db.SettingsRevisions.AsNoTracking().SingleAsync(r => r.Id == of.Assignment.SettingsRevisionId, stopping);
            if (build < 0 && of.Environment.Adopted is { } adopted)
            {
                await Run(host, HostVerbs.HealthOfAdopted(of.Project.Name, release, of.Environment.LastFence, settings.Settings.Run, host, adopted), stopping);
                return;
            }
            if (status.Values.GetValueOrDefault("release") != $"{release}") throw Other(Texts.HostSaysOther(of.Name, status.Values.GetValueOrDefault("release"), release), of, build);
            var artifact = await db.Builds.Where(b => b.Id == build).Select(b => b.ArtifactSha256).SingleAsync(stopping);
            var run = settings.Settings.Run;
            await Run(host, HostVerbs.Health(of.Project.Name, release, of.Environment.LastFence, run with { Dubbo = null }, host.Address, artifact!), stopping);
            if (run.Dubbo is not null) await Run(host, HostVerbs.Online(of.Project.Name, release, of.Environment.LastFence, run, host.Address), stopping);
        }
        catch (HostUnreachable error)
        {
            throw new UserError(Texts.HostNotAsked(error.Message), of.Name);
        }

        async Task<HostAnswer> Run(Host host, HostCall call, CancellationToken stopping)
        {
            var answer = await ask.TransportOf(host).Run(host, call, _ => ValueTask.CompletedTask, stopping);
            return answer.Ok ? answer : throw new UserError(Texts.HostNotHealthy(of.Name, AppLog.Reason(answer, said => said)), of.Name);
        }
    }

    static UserError Other(string why, HostOf of, long build) => new(why, of.Name,
        $"/deploy {of.Project.Name} {new BuildNumber(build)} to {of.Environment.Name} --hosts {of.Name}");
}
