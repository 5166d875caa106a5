using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Core.Projects.Catalog;

public static class CatalogRegistration
{
    public static IServiceCollection AddCatalog(this IServiceCollection services) => services.AddScoped<ApplyCatalog>().AddScoped<ExportCatalog>();
}
