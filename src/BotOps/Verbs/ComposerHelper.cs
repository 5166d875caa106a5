using BotOps.Core.Access;
using BotOps.Sandbox.Chat;

namespace BotOps.Verbs;

/// <summary>Connects the web composer to the command table.</summary>
sealed class ComposerHelper(Roles roles) : IComposerHelp
{
    public Task<ComposerHelp> Suggest(Guid personId, string text, CancellationToken stopping) => Task.FromResult(new ComposerHelp(null, []));

    public async Task<IReadOnlyList<string>> Examples(Guid personId, CancellationToken stopping) =>
        await roles.May(personId, Role.Requester, "order-svc", "production", stopping)
            ? ["/deploy order-svc master --serial", "/deploy order-svc master --plan", "/botops status"]
            : ["/botops status", "/botops projects", "/botops help"];
}
