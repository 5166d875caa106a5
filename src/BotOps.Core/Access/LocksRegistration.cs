using BotOps.Core.Chat;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Core.Access;

static class LocksRegistration
{
    public static IServiceCollection AddLocks(this IServiceCollection services) => services.AddScoped<TellPerson>()
        .AddScoped<LockGate>().AddScoped<LockStory>().AddScoped<EndLock>().AddScoped<LockEnvironments>().AddScoped<AnswerLock>().AddScoped<WatchLocks>().AddScoped<LockAfterRollback>();
}
