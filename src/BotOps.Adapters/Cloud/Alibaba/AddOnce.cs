using BotOps.Core.Cloud;

namespace BotOps.Adapters.Cloud.Alibaba;

/// <summary>Adds where the provider cannot tell a repeated call from a new one.</summary>
static class AddOnce
{
    /// <param name="isThere">Asked first, and again whenever it is not known what the call did.</param>
    public static async Task Add(Func<Task> add, Func<Task<bool>> isThere)
    {
        if (await isThere()) return;
        try
        {
            await add();
        }
        catch (Exception error) when (error is CloudUnreachable or CloudRefused { Refusal: Refusal.Other or Refusal.Throttled })
        {
            if (await isThere()) return; // done although nothing was heard of it, or by somebody at the same moment
            if (error is CloudRefused { Refusal: Refusal.Other }) throw;
            await add();
        }
    }
}
