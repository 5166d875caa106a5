using System.Globalization;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Hosts;
using BotOps.Core.Persistence;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Projects.Adding;

/// <summary>
/// An admin adds a project from chat: what was described is tried out, and a press adds it. From then on chat manages it; one that a
/// file manages is changed there.
/// </summary>
public sealed class AddProject(BotOpsDb db, Roles roles, TryProject tries, ApplyCatalog apply, Outbox outbox, IEnumerable<IChatPlatform> platforms, TimeProvider clock)
{
    public const string Button = "project-add";

    /// <summary>The dry run, with the button that adds the project where its repository could be read.</summary>
    public async Task<Reply> Try(ProjectInput input, Person by, Place typedIn, CancellationToken stopping)
    {
        await roles.Require(by.Id, Role.Admin, Roles.All, Roles.All, stopping);
        var existing = await db.Projects.AsNoTracking().Include(p => p.Environments).SingleOrDefaultAsync(p => p.Name == input.Name, stopping);
        if (existing is not null) RequireOfChat(existing, input);
        var hosts = await HostsOf(input, stopping);

        var catalog = CatalogOf(input, by, hosts, Channel(typedIn));
        var tried = await tries.Run(input, catalog.Repository, catalog.Environments[0].Settings, hosts, stopping);
        IReadOnlyList<IReadOnlyList<Span>> lines = [.. Texts.Adding.Described(input, [.. hosts.Select(h => h.Name)]), .. tried.Lines];
        if (!tried.Good) return new Reply(Texts.Adding.NotTried(input.Name), Lines: lines);

        var draft = await Keep(input, by, Channel(typedIn), stopping);
        return new Reply(Texts.Adding.Tried(input.Name), Lines: lines,
            Buttons: [new Button(Button, Texts.Adding.Add(input.Name, exists: existing is not null), draft.ToString(CultureInfo.InvariantCulture), Main: true)]);
    }

    /// <summary>The press: adds what was tried out, once.</summary>
    public Task<Reply> Add(string? draft, Person by, CancellationToken stopping) => db.InTransaction(async () =>
    {
        await db.LockCatalog(stopping); // a second press waits here and then finds nothing
        await roles.Require(by.Id, Role.Admin, Roles.All, Roles.All, stopping);
        var kept = long.TryParse(draft, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? await db.ProjectDrafts.SingleOrDefaultAsync(d => d.Id == id, stopping) : null;
        if (kept is null || clock.GetUtcNow() - kept.At > ProjectDraft.Lives) throw new UserError(Texts.Adding.DraftGone);

        db.ProjectDrafts.Remove(kept);
        var hosts = await HostsOf(kept.Input, stopping);
        await apply.Handle([new CatalogDocument { Projects = [CatalogOf(kept.Input, by, hosts, kept.Channel)] }], by.Id, stopping);
        if (kept.Asked is { } item) await outbox.Change(Outbox.ReplyTo(item), new Reply(Texts.Adding.Spent(kept.Input.Name)), stopping);
        return new Reply(Texts.Adding.Added(kept.Input.Name, kept.Channel is not null), Lines: [[new Span($"/deploy {kept.Input.Name} {kept.Input.Branch}", Code: true)]]);
    }, stopping);

    static void RequireOfChat(Project project, ProjectInput input)
    {
        if (!Owner.IsChat(project.ManagedBy)) throw new UserError(Texts.Adding.OfAFile(project.Name, Owner.File(project.ManagedBy)), project.Name);
        if (project.Environments.Exists(e => e.Name != input.EnvironmentName))
            throw new UserError(Texts.Adding.OtherEnvironments(project.Name, [.. project.Environments.Select(e => e.Name).Order()]), input.EnvironmentName);
    }

    async Task<List<Host>> HostsOf(ProjectInput input, CancellationToken stopping)
    {
        var known = await db.Hosts.AsNoTracking().OrderBy(h => h.Name).ToListAsync(stopping);
        foreach (var pattern in input.Hosts)
            if (!known.Exists(h => HostPatterns.Means(pattern, h.Name)))
                throw new UserError(Texts.Adding.NoHost(pattern, DidYouMean.Closest(pattern, known.Select(h => h.Name))), pattern);
        return [.. known.Where(h => input.Hosts.Any(p => HostPatterns.Means(p, h.Name)))];
    }

    async Task<long> Keep(ProjectInput input, Person by, string? channel, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var old = now - ProjectDraft.Lives;
        await db.ProjectDrafts.Where(d => d.At < old).ExecuteDeleteAsync(stopping);
        var draft = new ProjectDraft { Input = input, Channel = channel, Asked = db.InboxItem, By = by.Id, At = now };
        db.ProjectDrafts.Add(draft);
        await db.SaveChangesAsync(stopping);
        return draft.Id;
    }

    string? Channel(Place typedIn) => platforms.Any(p => p.IsDirect(typedIn)) ? null : typedIn.ToString();

    static CatalogProject CatalogOf(ProjectInput input, Person by, IReadOnlyList<Host> hosts, string? channel)
    {
        var at = new Where(Owner.Chat, 0, "");
        var settings = new Settings
        {
            Build = new BuildSettings { Command = input.Build, Artifact = input.Artifact, Strip = input.Strip },
            Run = new RunSettings
            {
                Start = input.Start, Port = input.Port, Supervisor = RunSettings.Auto,
                Health = new HealthCheck { Kind = input.Health is not null ? "http" : input.Port > 0 ? "tcp" : "none", Path = input.Health ?? "/" },
            },
        };
        return new CatalogProject(at, input.Name, new Repository("git", input.Repository, input.Token, SshKey: input.SshKey, KnownHosts: input.KnownHosts, DefaultRef: input.Branch),
            [new CatalogEnvironment(at, input.EnvironmentName, [.. hosts.Select(h => new CatalogHostName(at, h.Name))], settings) { Production = input.EnvironmentName.StartsWith("prod", StringComparison.Ordinal) }])
        {
            Channels = channel is null ? [] : [channel], Owner = Owner.OfChat(by.Handle),
        };
    }
}
