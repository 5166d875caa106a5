using BotOps.Core.Releases;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Sandbox.Chat;

/// <summary>How many releases wait for somebody, for the number beside Home.</summary>
sealed class ChatWaiting(IServiceScopeFactory scopes)
{
    public async Task<int> For(ChatPerson person, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<OverviewQuery>().WaitingFor(person.Id, stopping);
    }
}
