using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Core.Secrets;

public static class SecretsRegistration
{
    /// <summary>Needs <see cref="SecretKeyOptions"/> and the database.</summary>
    public static IServiceCollection AddSecrets(this IServiceCollection services) => services
        .AddSingleton<SecretKeys>().AddSingleton<SecretReferences>().AddSingleton<RenewedSecrets>()
        .AddScoped<SecretUses>().AddScoped<SetSecret>().AddScoped<RemoveSecret>().AddScoped<RotateSecrets>().AddScoped<ListSecrets>();
}
