using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Hosts;

/// <summary>A host in one project and environment.</summary>
/// <param name="Assignment">As it was before anything was locked.</param>
public sealed record HostOf(Assignment Assignment, DeployEnvironment Environment)
{
    public string Name => Assignment.Host.Name;
    public Project Project => Environment.Project;
    public bool IsRegistered => Project.Kind == ProjectKind.Dubbo;
    public string Where => $"{Project.Name} → {Environment.Name}";

    /// <summary>As the audit names it.</summary>
    public string Subject => $"host {Name} of {Project.Name} {Environment.Name}";
}

/// <summary>Finds the host that a person named; project and environment only have to be typed where it belongs to several.</summary>
public sealed class FindHost(BotOpsDb db, FindProject find)
{
    public async Task<HostOf> Handle(HostInput input, CancellationToken stopping)
    {
        var all = await Assigned(input.Host, stopping);
        if (all.Count == 0) throw await Unknown(input.Host, stopping);

        if (input is { Project: { } named, Environment: { } environment }) await find.Environment(named, environment, stopping);
        else if (input.Project is { } project) await find.Named(project, stopping);
        var meant = all.Where(h => (input.Project is null || h.Project.Name == input.Project) && (input.Environment is null || h.Environment.Name == input.Environment)).ToList();
        return meant switch
        {
            [var only] => only,
            [] => throw new UserError(Texts.HostElsewhere(input.Host, Places(all)), input.Project ?? input.Environment, Typed(input, all[0])),
            _ => throw new UserError(Texts.HostOfMany(input.Host, Places(meant)), input.Host, Typed(input, meant[0])),
        };
    }

    async Task<List<HostOf>> Assigned(string host, CancellationToken stopping)
    {
        var assigned = await db.Assignments.AsNoTracking().Include(a => a.Host).Where(a => a.Host.Name == host).ToDictionaryAsync(a => a.EnvironmentId, stopping);
        var environments = await db.Environments.AsNoTracking().Include(e => e.Project).Where(e => assigned.Keys.Contains(e.Id))
            .OrderBy(e => e.Project.Name).ThenBy(e => e.Name).ToListAsync(stopping);
        return environments.ConvertAll(e => new HostOf(assigned[e.Id], e));
    }

    async Task<UserError> Unknown(string host, CancellationToken stopping)
    {
        var names = await db.Assignments.Select(a => a.Host.Name).Distinct().OrderBy(n => n).ToListAsync(stopping);
        var closest = DidYouMean.Closest(host, names);
        return new UserError(Texts.NoSuchHost(host, closest, names), host, meant: closest is [var near, ..] ? near : null);
    }

    static List<string> Places(List<HostOf> hosts) => hosts.ConvertAll(h => h.Where);

    /// <summary>The line as it can be sent, for the first that could be meant.</summary>
    static string Typed(HostInput input, HostOf host) =>
        $"/botops host {host.Name} {(input.Out ? Values.Out : Values.In)} {host.Project.Name} to {host.Environment.Name}"
        + (input.Reason is { } reason ? $" --reason {TypedLine.Quote(reason)}" : "");
}
