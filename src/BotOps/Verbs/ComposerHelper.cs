using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Sandbox.Chat;

namespace BotOps.Verbs;

/// <summary>Connects the web chat's composer to the command table and to the names that there are.</summary>
sealed class ComposerHelper(KnownNames names, Roles roles) : IComposerHelp
{
    const int Most = 12;

    public async Task<ComposerHelp> Suggest(Guid personId, string text, CancellationToken stopping)
    {
        var granted = (await roles.Of(personId, stopping)).Select(g => g.Role).ToHashSet();
        var offered = await Suggestions.For(text, new SuggestionSources
        {
            May = granted.Contains, Projects = names.Projects, Environments = names.Environments, References = names.References, Hosts = names.Hosts,
            Releases = names.Releases, Builds = names.Builds, EveryHost = names.EveryHost, Persons = names.Persons,
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
}
