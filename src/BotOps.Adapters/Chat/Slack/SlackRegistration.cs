using BotOps.Adapters.Chat.Slack.Api;
using BotOps.Adapters.Chat.Slack.In;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Doctor;
using BotOps.Core.Secrets;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Adapters.Chat.Slack;

public static class SlackRegistration
{
    /// <param name="receives">This process takes what Slack sends, besides sending to it.</param>
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackOptions slack, bool receives)
    {
        services.AddSingleton(slack);
        services.AddSingleton<SlackTokens>().AddSingleton<SlackPace>().AddSingleton<SlackNames>().AddSingleton<SlackLooks>().AddSingleton<UploadLog>();
        services.AddSingleton(provider => new SlackHttp(slack, Http(), provider.GetRequiredService<TimeProvider>())).AddSingleton<SlackApi>();
        if (slack.Rotation is not null) services.AddSingleton<SlackRotation>().AddSingleton(new SecretUse(SlackRotation.NameOf(slack), "BotOps:Slack"));
        services.AddSingleton<IChatPlatform, SlackPlatform>().AddSingleton<IDoctorCheck, SlackCheck>().AddSingleton<IDirectory, SlackDirectory>();
        foreach (var (field, reference) in new[] { ("BotToken", slack.BotToken), ("AppToken", slack.AppToken), ("SigningSecret", slack.SigningSecret), ("ClientSecret", slack.Rotation?.ClientSecret), ("RefreshToken", slack.Rotation?.RefreshToken) })
            if (SecretReferences.NameOf(reference) is { } name) services.AddSingleton(new SecretUse(name, $"BotOps:Slack:{field}"));
        if (!receives) return services;

        services.AddSingleton<SlackWindows>().AddSingleton<SlackHome>().AddSingleton<SlackResponses>().AddSingleton<SlackDoor>();
        if (slack.Mode == SlackMode.Socket) services.AddHostedService<SocketMode>();
        else services.AddSingleton<AcceptedRequests>().AddSingleton<SlackEndpoints>();
        return services;
    }

    /// <summary>Where Slack's requests come in over HTTP; nothing in Socket Mode.</summary>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<SlackEndpoints>() is { } endpoints) SlackEndpoints.Map(routes, endpoints);
        return routes;
    }

    static HttpClient Http() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // the limit is the clock's
    };
}
