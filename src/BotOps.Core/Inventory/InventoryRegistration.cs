using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotOps.Core.Inventory;

static class InventoryRegistration
{
    /// <summary>For whoever shows instances, or reads them.</summary>
    public static IServiceCollection AddInventory(this IServiceCollection services)
    {
        services.TryAddSingleton(new InventoryOptions());
        return services.AddScoped<ReadInstances>().AddScoped<NoteInstances>().AddScoped<TellInstances>().AddScoped<FriendlyNames>().AddScoped<ShowInstances>();
    }
}
