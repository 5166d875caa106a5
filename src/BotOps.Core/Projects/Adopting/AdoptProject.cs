using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Hosts;
using BotOps.Core.Logs;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using BotOps.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Projects.Adopting;

/// <summary>
/// An admin has BotOps take over services that already run: what was found is shown, and a press takes it down as the environment's
/// <c>build:0</c>. Nothing changes on a host; the first release stops it by its own command, and can go back to it.
/// </summary>
public sealed class AdoptProject(BotOpsDb db, FindProject find, FindRunning running, Roles roles, Audit audit, Outbox outbox, TimeProvider clock)
{
    public const string Button = "adopt";

    public async Task<Reply> Show(AdoptInput input, Guid by, CancellationToken stopping)
    {
        var environment = await find.Environment(input.Project, input.Environment, stopping);
        await roles.Require(by, Role.Admin, environment.Project.Name, environment.Name, stopping);
        var found = await running.Read(environment, stopping);
        var where = $"{environment.Project.Name} → {environment.Name}";
        return new Reply(found.Good ? Texts.Adopting.WouldAdopt(where, found.Adoptable.Count) : Texts.Adopting.CannotAdopt(where), Lines: AdoptionLines.Of(found),
            Buttons: found.Good && !input.PlanOnly ? [new Button(Button, Texts.Adopting.ButtonLabel(found.Adoptable.Count), $"{environment.Id}/{Digest(found)}", Main: true)] : null);
    }

    /// <summary>The press: adopts what was shown, once. Where something else runs by now, it says so.</summary>
    public async Task<Reply> Adopt(string? value, Person by, Place pressedIn, CancellationToken stopping)
    {
        var parts = (value ?? "").Split('/');
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || await db.Environments.AsNoTracking().Include(e => e.Project).SingleOrDefaultAsync(e => e.Id == id, stopping) is not { } environment) throw new UserError(Texts.UnknownButton);
        await roles.Require(by.Id, Role.Admin, environment.Project.Name, environment.Name, stopping);

        var found = await running.Read(environment, stopping); // slow: the hosts are asked outside of the transaction
        if (!found.Good || Digest(found) != parts[1]) throw new UserError(Texts.Adopting.ChangedSince, tryInstead: $"/botops adopt {environment.Project.Name} to {environment.Name}");
        return await db.InTransaction(() => Adopt(found, by, pressedIn, stopping), stopping);
    }

    async Task<Reply> Adopt(FoundRunning found, Person by, Place pressedIn, CancellationToken stopping)
    {
        var environment = await db.LockEnvironment(found.Environment.Id, stopping);
        var assignments = await db.Assignments.Include(a => a.Host).Where(a => a.EnvironmentId == environment.Id).ToListAsync(stopping);
        if (await db.Claims.AsNoTracking().SingleOrDefaultAsync(c => c.EnvironmentId == environment.Id, stopping) is { } claim) throw new UserError(Texts.Adopting.IsBusy(claim.Holder));
        if (assignments.Find(a => a.ReleaseId is not null) is { } released) throw new UserError(Texts.Adopting.ReleasedBefore(released.Host.Name, released.ReleaseId!.Value, released.RunsAdopted));
        if (environment.SettingsRevisionId != found.Revision.Id) throw new UserError(Texts.Adopting.ChangedSince, tryInstead: $"/botops adopt {found.Environment.Project.Name} to {environment.Name}");

        var adopted = assignments.Where(a => found.Adoptable.Any(h => h.Assignment.HostId == a.HostId)).OrderBy(a => a.Host.Name, StringComparer.Ordinal).ToList();
        var release = await Record(environment, found, adopted, whole: adopted.Count == assignments.Count, by.Id, stopping);
        environment.Adopted = found.Adoption with { Port = found.Revision.Settings.Run.Port, Files = found.Fronts.Where(f => f.Takes is not null).ToDictionary(f => f.Name, f => f.Takes!) };
        foreach (var host in adopted) (host.ReleaseId, host.BuildId, host.SettingsRevisionId) = (release.Id, release.BuildId, release.SettingsRevisionId);
        if (release.MadeCurrent) (environment.CurrentBuildId, environment.CurrentReleaseId) = (release.BuildId, release.Id);

        var where = $"{found.Environment.Project.Name} → {environment.Name}";
        audit.Note(by.Id, "adopt", $"project {found.Environment.Project.Name} {environment.Name}", after: string.Join("; ", found.Adoptable.Select(h => $"{h.Name} pid {h.Pid} {h.Command}")));
        await Tell(found.Environment.Project, release.Id, Languages.ToAll(() => Texts.Adopting.Told(where, by.Name, adopted.Count, release.Id)), pressedIn, stopping);
        return new Reply(Texts.Adopting.Adopted(where, adopted.Count, release.Id), Lines: [[new Span($"/deploy {found.Environment.Project.Name} to {environment.Name}", Code: true)]]);
    }

    /// <summary>A release that has ended before it began: the version that the next ones come after and go back to.</summary>
    async Task<Release> Record(DeployEnvironment environment, FoundRunning found, IReadOnlyList<Assignment> hosts, bool whole, Guid by, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var (ofBuild, ofRelease) = (new Log { CreatedAt = now, Ended = true }, new Log { CreatedAt = now, Ended = true });
        db.Logs.AddRange(ofBuild, ofRelease);
        await db.SaveChangesAsync(stopping);
        var build = Build.Adopted(environment, found.Revision.Settings.Build, ofBuild.Id, now);
        db.Builds.Add(build);
        await db.SaveChangesAsync(stopping);
        var release = new Release
        {
            Kind = ReleaseKind.Adopt, EnvironmentId = environment.Id, RequestedBy = by, Reference = $"{new BuildNumber(build.Id)}", Commit = "", BuildId = build.Id, SettingsRevisionId = found.Revision.Id,
            Options = new PlanOptions(), Plan = new WavePlan([[.. hosts.Select(h => h.Host.Name)]], 0, 0, whole), LogId = ofRelease.Id, CreatedAt = now, ExpiresAt = now,
            Facts = new ReleaseFacts(new CommitInfo("", Languages.ToAll(() => Texts.Adopting.BeforeBotOps), "", now), "build", Comparison.None, null, null, null, null, []),
        };
        db.Releases.Add(release);
        await db.SaveChangesAsync(stopping);
        release.Queue(by, now);
        release.StartRollout(now);
        release.Succeed(now);
        release.MadeCurrent = whole;
        await db.SaveChangesAsync(stopping);
        return release;
    }

    async Task Tell(Project project, long release, string text, Place pressedIn, CancellationToken stopping)
    {
        if (pressedIn.Platform == OsUser.Platform && project.Channels.Count == 0) return;
        foreach (var place in project.Places(pressedIn))
            await outbox.Say($"release/{release}/adopted@{place}", place, new Line(Tone.Ok, "succeeded", [text], clock.GetUtcNow()), Urgency.Card, stopping: stopping);
    }

    /// <summary>Of what was shown, so that a press adopts just that.</summary>
    static string Digest(FoundRunning found) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', [Json.Text(found.Adoption), $"{found.Revision.Id}", .. found.Hosts.Select(h => $"{h.Name} {h.Pid} {h.Command}"), .. found.Fronts.Select(f => $"{f.Name} {f.Takes}")]))))[..16];
}
