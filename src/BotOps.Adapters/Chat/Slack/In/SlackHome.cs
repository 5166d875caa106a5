using BotOps.Adapters.Chat.Slack.Api;
using BotOps.Adapters.Chat.Slack.Blocks;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Releases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.Adapters.Chat.Slack.In;

/// <summary>The app's Home tab (docs.slack.dev/surfaces/app-home), drawn anew whenever somebody opens it: what waits for them, what runs, what ran.</summary>
sealed class SlackHome(SlackOptions options, SlackApi api, SlackLooks looks, IInbox inbox, IServiceScopeFactory scopes, ILogger<SlackHome> logger)
{
    const int MostEnded = 5;

    public Ack Show(string user)
    {
        _ = Publish(user);
        return Ack.Taken;
    }

    async Task Publish(string user)
    {
        using var limit = new CancellationTokenSource(options.Limit);
        try
        {
            var view = DrawHome.Of(await Groups(user, limit.Token), await looks.Now(limit.Token));
            await api.Bot("views.publish", [("user_id", user), ("view", view)], limit.Token);
        }
        catch (Exception error)
        {
            logger.LogWarning("The Home tab could not be drawn: {Error}", error.Message);
        }
    }

    /// <summary>A worker does what follows for whom BotOps knows.</summary>
    Task<bool> Left(string user, CancellationToken stopping) =>
        inbox.Accept(SlackOptions.Platform, options.Team, $"left/{user}/{Guid.CreateVersion7()}", new ChatEvent(ChatEventKind.Left, user, options.Place(user)), stopping);

    async Task<IReadOnlyList<HomeGroup>> Groups(string user, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (cards, links) = (services.GetRequiredService<ReleaseCards>(), services.GetRequiredService<PersonalLinks>());
        try
        {
            var account = options.Account(user);
            if (await services.GetRequiredService<Directories>().IsOut(account, stopping)) await Left(user, stopping);
            var person = await services.GetRequiredService<Senders>().RequireMember(account, stopping);
            using var speech = Languages.Speak(person.Language);
            var all = await services.GetRequiredService<OverviewQuery>().For(person.Id, stopping);
            return
            [
                new(Texts.Slack.WaitsForYou, await Cards(person, all.Waiting.Where(w => w.ForViewer).Select(w => w.View)), Texts.Slack.NothingWaits),
                new(Texts.Slack.Runs, await Cards(person, all.Waiting.Where(w => !w.ForViewer).Select(w => w.View).Concat(all.Running)), Texts.NothingRunning(null)),
                new(Texts.Slack.Ran, await Cards(person, all.Ended.Take(MostEnded)), Texts.Slack.NothingRan),
            ];
        }
        catch (UserError error)
        {
            return [new(Texts.Slack.WaitsForYou, [], error.Message)];
        }

        async Task<IReadOnlyList<Card>> Cards(Person viewer, IEnumerable<ReleaseView> views)
        {
            List<Card> drawn = [];
            foreach (var view in views) drawn.Add(links.For(viewer, await cards.Of(view.Release.Id, stopping)));
            return drawn;
        }
    }
}
