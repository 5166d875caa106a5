using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Core.Doctor;

public static class DoctorRegistration
{
    /// <summary>The checks, in the order in which they are told.</summary>
    public static IServiceCollection AddDoctor(this IServiceCollection services) => services
        .AddSingleton<IDoctorCheck, DatabaseCheck>()
        .AddSingleton<IDoctorCheck, GitCheck>()
        .AddSingleton<IDoctorCheck, SvnCheck>()
        .AddSingleton<IDoctorCheck, BuildToolsCheck>()
        .AddSingleton<IDoctorCheck, HostsCheck>()
        .AddSingleton<IDoctorCheck, BalancersCheck>()
        .AddSingleton<IDoctorCheck, MessagesCheck>()
        .AddSingleton<IDoctorCheck, SecretsCheck>()
        .AddSingleton<IDoctorCheck, WorkersCheck>()
        .AddSingleton<IDoctorCheck, DrainCheck>()
        .AddSingleton<Doctor>();
}
