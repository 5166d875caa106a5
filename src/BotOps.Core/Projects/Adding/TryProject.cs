using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Hosts;
using BotOps.Core.Releases;
using BotOps.Core.Sources;

namespace BotOps.Core.Projects.Adding;

/// <summary>Tries out a project before there is one: reads its repository and asks its hosts. Nothing is built or started.</summary>
public sealed class TryProject(IEnumerable<ISourceControl> sources, AskHosts ask)
{
    /// <param name="Good">The repository could be read: without it nothing can be released. What a host lacks can be mended later.</param>
    public sealed record Tried(bool Good, IReadOnlyList<IReadOnlyList<Span>> Lines);

    public async Task<Tried> Run(ProjectInput input, Repository repository, Settings settings, IReadOnlyList<Host> hosts, CancellationToken stopping)
    {
        var read = Read(repository, stopping);
        var findings = await ask.Findings(
            new DeployEnvironment { Name = input.EnvironmentName, Project = new Project { Name = input.Name, Repository = repository } }, settings.Run,
            [.. hosts.Select(h => new Assignment { Host = h })], stopping);
        var (good, line) = await read;
        return new Tried(good,
        [
            line,
            findings.Count == 0 ? Texts.Adding.HostsReady(hosts.Count) : Texts.Adding.HostsNotReady(hosts.Count),
            .. findings.Select(f => (IReadOnlyList<Span>)[$"    {f}"]),
            Texts.Adding.NoBalancer,
        ]);
    }

    async Task<(bool Good, IReadOnlyList<Span> Line)> Read(Repository repository, CancellationToken stopping)
    {
        try
        {
            var revision = await sources.Single(s => s.Kind == repository.Kind).Resolve(repository, repository.DefaultRef, stopping);
            return (true, Texts.Adding.RepositoryRead(revision));
        }
        catch (SourceError error)
        {
            return (false, Texts.Adding.RepositoryRefused(error.Message));
        }
    }
}
