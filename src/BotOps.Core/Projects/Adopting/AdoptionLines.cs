using BotOps.Core.Chat;

namespace BotOps.Core.Projects.Adopting;

/// <summary>What would become BotOps', a line each: the processes, their folder and commands, and what nginx says of them.</summary>
static class AdoptionLines
{
    public static IReadOnlyList<IReadOnlyList<Span>> Of(FoundRunning found) =>
    [
        .. found.Hosts.Select(host => Of(host, found.Revision.Settings.Run.Port)),
        [$"{Texts.Adopting.FolderWord} ", Code(found.Adoption.Folder)],
        [$"{Texts.Adopting.StopWord} ", Words(found.Adoption.Stop)],
        [$"{Texts.Adopting.StartWord} ", Words(found.Adoption.Start)],
        .. found.Environment.Balancer is { } balancer ? found.Fronts.SelectMany(front => Of(front, balancer)) : [[Texts.Adopting.NoBalancer]],
    ];

    static IReadOnlyList<Span> Of(FoundHost host, int port) =>
    [
        new(host.Name, Strong: true),
        .. host switch
        {
            { Problem: { } problem } => [new Span($"  ≠ {problem}", Strong: true)],
            { Pid: { } pid } => [$"  {Texts.Adopting.Process(pid, host.User, port)}  ", Code(host.Command ?? "")],
            _ => new Span[] { $"  {Texts.Adopting.NothingListens(host.Assignment.Host.Address, port)}" },
        },
    ];

    static IEnumerable<IReadOnlyList<Span>> Of(FoundFront front, Balancer balancer)
    {
        if (front.Problem is { } problem) yield return [new(front.Name, Strong: true), $"  {problem}"];
        foreach (var line in front.Lines) yield return [new(front.Name, Strong: true), "  ", Code(line)];
        if (front is { Problem: null, Lines.Count: 0 }) yield return [new(front.Name, Strong: true), $"  {Texts.Adopting.NotNamed}"];
        if (front.Takes is not null) yield return [$"    {Texts.Adopting.TakesFile(balancer.File)}"];
        if (front.Lines.Any(line => !line.StartsWith($"{balancer.File}:", StringComparison.Ordinal))) yield return [$"    {Texts.Adopting.LinesToGo(balancer.File)}"];
        else if (front is { Takes: null, Lines.Count: > 0 }) yield return [$"    {Texts.Adopting.FileToGo(balancer.File)}"];
    }

    static Span Words(IReadOnlyList<string> command) => Code(string.Join(' ', command));
    static Span Code(string text) => new(text, Code: true);
}
