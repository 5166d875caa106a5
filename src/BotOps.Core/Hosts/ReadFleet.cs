using System.Globalization;
using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Hosts;

/// <param name="Lines">What was not as the database said, a line a host.</param>
/// <param name="Known">Every host answered, and with a release that the database knows.</param>
public sealed record FleetRead(int Hosts, IReadOnlyList<string> Lines, bool Known);

/// <summary>
/// A database that was restored is older than the fleet. Every host is asked what it runs, and the rows are made to say so before
/// anything starts: what runs on it, the fence below which it refuses, and the numbers of releases that it has had already.
/// </summary>
public sealed class ReadFleet(BotOpsDb db, AskHosts ask, Audit audit)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <exception cref="UserError">BotOps is not drained: what starts meanwhile would act on the rows that are to be corrected.</exception>
    public async Task<FleetRead> Handle(Guid? person, CancellationToken stopping)
    {
        if (!await db.Drains.AnyAsync(stopping)) throw new UserError(Texts.Fleet.DrainFirst);

        var read = new FleetRead(0, [], Known: true);
        foreach (var environment in await db.Environments.AsNoTracking().Include(e => e.Project).OrderBy(e => e.Id).ToListAsync(stopping))
        {
            var hosts = await db.Assignments.AsNoTracking().Include(a => a.Host).Where(a => a.EnvironmentId == environment.Id).OrderBy(a => a.Host.Name).Select(a => a.Host).ToListAsync(stopping);
            var said = await Task.WhenAll(hosts.Select(host => Ask(environment.Project.Name, host, stopping)));
            var lines = await db.InTransaction(() => Correct(environment, said, person, stopping), stopping);
            read = new FleetRead(read.Hosts + said.Length, [.. read.Lines, .. lines.Select(l => l.Text)], read.Known && lines.All(l => l.Known));
        }
        return read;
    }

    async Task<Said> Ask(string project, Host host, CancellationToken stopping)
    {
        try
        {
            var answer = await ask.Within(Patience, host, HostVerbs.Status(project), stopping);
            return answer.Ok ? new(host, Number(answer, "release"), answer.Values.GetValueOrDefault("sha256"), Number(answer, "fence"), null) : new(host, 0, null, 0, $"{host.Name}: {answer.Reason}");
        }
        catch (Exception error) when (error is HostUnreachable or UserError)
        {
            return new(host, 0, null, 0, error.Message);
        }
    }

    async Task<List<(string Text, bool Known)>> Correct(DeployEnvironment of, IReadOnlyList<Said> said, Guid? person, CancellationToken stopping)
    {
        var environment = await db.LockEnvironment(of.Id, stopping);
        environment.LastFence = said.Select(s => s.Fence).Append(environment.LastFence).Max();
        await SkipNumbers(said.Select(s => s.Release).Append(0).Max(), stopping);

        List<(string, bool)> lines = [];
        foreach (var host in said)
        {
            if (host.Silent is { } why) lines.Add((why, false));
            else if (await Correct(environment, host, $"host {host.Host.Name} of {of.Project.Name} {of.Name}", person, stopping) is { } line) lines.Add(line);
        }
        return lines;
    }

    /// <summary>Null: it runs what the database says.</summary>
    async Task<(string Text, bool Known)?> Correct(DeployEnvironment environment, Said host, string subject, Guid? person, CancellationToken stopping)
    {
        var assignment = await db.Assignments.SingleAsync(a => a.EnvironmentId == environment.Id && a.HostId == host.Host.Id, stopping);
        if (host.Release == 0 && assignment.RunsAdopted) return null; // what was adopted has no release there
        var known = host.Release == 0 ? null : await (
            from r in db.Releases
            join b in db.Builds on r.BuildId equals b.Id
            where r.Id == host.Release && r.EnvironmentId == environment.Id && b.ArtifactSha256 == host.Sha256
            select new { r.Id, r.BuildId, r.SettingsRevisionId }).SingleOrDefaultAsync(stopping);
        if (known is null && host.Release != 0) return (Texts.Fleet.Unknown(host.Host.Name, host.Release, assignment.ReleaseId), false);
        if (assignment.ReleaseId == known?.Id) return null;

        var before = assignment.ReleaseId;
        (assignment.ReleaseId, assignment.BuildId, assignment.SettingsRevisionId) = (known?.Id, known?.BuildId, known?.SettingsRevisionId);
        audit.Note(person, "read fleet", subject, before: before is { } was ? $"#{was}" : null, after: known is { } now ? $"#{now.Id}" : null);
        return (Texts.Fleet.Corrected(host.Host.Name, known?.Id, before), true);
    }

    /// <summary>A number names a folder on hosts and a thread in chats: one that was given before the restore is not given again.</summary>
    Task<int> SkipNumbers(long highest, CancellationToken stopping) => db.Database.ExecuteSqlAsync(
        $"""
        select setval(pg_get_serial_sequence('botops.releases', 'id'), {highest})
        where {highest} > coalesce((select last_value from pg_sequences where format('%I.%I', schemaname, sequencename) = pg_get_serial_sequence('botops.releases', 'id')), 0)
        """, stopping);

    static long Number(HostAnswer answer, string name) => long.TryParse(answer.Values.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <param name="Silent">Why it did not say what it runs.</param>
    sealed record Said(Host Host, long Release, string? Sha256, long Fence, string? Silent);
}
