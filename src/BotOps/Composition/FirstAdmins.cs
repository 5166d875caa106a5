using BotOps.Core.Access;

namespace BotOps.Composition;

static class FirstAdmins
{
    /// <summary>Makes the admin that the configuration names, while there is none; null: nothing was to be done.</summary>
    public static async Task<FirstAdmin?> MakeFirstAdmin(this IServiceProvider services, CancellationToken stopping)
    {
        if (services.GetRequiredService<BotOpsSettings>().FirstAdmin is not { } wanted) return null;

        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MakeFirstAdmin>().Handle(wanted, stopping) ? wanted : null;
    }
}
