using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Releases;
using BotOps.Sandbox.Chat;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Verbs;

/// <summary>Connects the web chat's composer to the command table and to the names that there are.</summary>
sealed class ComposerHelper(BotOpsDb db, Roles roles, ReadCommits commits) : IComposerHelp
{
    const int Most = 12;

    public async Task<ComposerHelp> Suggest(Guid personId, string text, CancellationToken stopping)
    {
        var granted = (await roles.Of(personId, stopping)).Select(g => g.Role).ToHashSet();
        var offered = await Suggestions.For(text, new SuggestionSources
        {
            May = granted.Contains, Projects = Projects, Environments = Environments, References = References, Hosts = Hosts, Releases = Releases,
            Persons = Persons,
        }, stopping);
        return new ComposerHelp(Reads(text), [.. offered.Take(Most).Select(s =>
            s.Label.Split(' ', 2) is [var word, var argument] ? new Sandbox.Chat.Suggestion(s.Insert, word, argument, s.What) : new(s.Insert, s.Label, null, s.What))]);
    }

    public async Task<IReadOnlyList<string>> Examples(Guid personId, CancellationToken stopping) =>
        await roles.May(personId, Role.Requester, "order-svc", "production", stopping)
            ? ["/deploy order-svc master --serial", "/deploy order-svc master --plan", "/botops status"]
            : ["/botops status", "/botops projects", "/botops help"];

    static string? Reads(string text)
    {
        try
        {
            var spans = Core.Chat.Commands.Reads.Of(CommandParser.Parse(text));
            return spans.Count == 0 ? null : string.Concat(spans.Select(s => s.Text));
        }
        catch (UserError)
        {
            return null; // not finished yet; what is wrong with it is told when it is sent
        }
    }

    async Task<IReadOnlyList<Named>> Projects(CancellationToken stopping) =>
        [.. (await db.Projects.OrderBy(p => p.Name).Select(p => p.Name).ToListAsync(stopping)).Select(n => new Named(n))];

    async Task<IReadOnlyList<Named>> Environments(string project, CancellationToken stopping) =>
        [.. (await db.Environments.Where(e => e.Project.Name == project).OrderBy(e => e.Name).Select(e => e.Name).ToListAsync(stopping)).Select(n => new Named(n))];

    async Task<IReadOnlyList<Named>> Hosts(string project, string? environment, CancellationToken stopping) =>
        [.. (await (from a in db.Assignments
                    join e in db.Environments on a.EnvironmentId equals e.Id
                    where e.Project.Name == project && (environment == null || e.Name == environment)
                    orderby a.Host.Name
                    select a.Host.Name).ToListAsync(stopping)).Select(n => new Named(n))];

    async Task<IReadOnlyList<Named>> Persons(CancellationToken stopping) =>
        [.. (await db.Persons.Where(p => !p.Disabled).OrderBy(p => p.Handle).Select(p => new { p.Handle, p.Name }).ToListAsync(stopping)).Select(p => new Named(p.Handle, p.Name))];

    async Task<IReadOnlyList<Named>> References(string project, string typed, CancellationToken stopping)
    {
        var repository = await db.Projects.Where(p => p.Name == project).Select(p => p.Repository).SingleOrDefaultAsync(stopping);
        return repository is null ? [] : [.. (await commits.For(repository).Suggest(repository, typed, Most, stopping)).Select(n => new Named(n))];
    }

    async Task<IReadOnlyList<Named>> Releases(string command, CancellationToken stopping)
    {
        var rows = await (from r in db.Releases
                          join e in db.Environments on r.EnvironmentId equals e.Id
                          orderby r.Id descending
                          select new { r.Id, r.State, Project = e.Project.Name, e.Name }).Take(50).ToListAsync(stopping);
        return [.. rows.Where(r => command is "log" || !r.State.Ended()).Take(Most).Select(r => new Named($"{r.Id}", $"{r.Project} → {r.Name}, {Texts.Word(r.State)}"))];
    }
}
