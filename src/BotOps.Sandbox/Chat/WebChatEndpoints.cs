using BotOps.Adapters.Web;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Releases;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotOps.Sandbox.Chat;

/// <summary>The web chat as a whole: <c>AddWebChat</c> once BotOps' database, inbox and cookie sessions are there, then <c>MapWebChat</c>.</summary>
public static class WebChatEndpoints
{
    /// <summary>Who speaks on the first visit.</summary>
    const string FirstPerson = "developer";

    public static IServiceCollection AddWebChat(this IServiceCollection services)
    {
        services.AddDbContextFactory<WebChatDb>((provider, options) => WebChatDb.ConfigureBeside(provider, options));
        services.TryAddScoped<Roles>();
        services.TryAddScoped<ReleaseQuery>();
        services.TryAddScoped<OverviewQuery>();
        services.AddSingleton<ChatWaiting>();
        services.AddSingleton<WebChatStore>().AddSingleton<ChatPeople>().AddSingleton<ChatPages>().AddSingleton<ChatStream>();
        services.AddSingleton<SendToInbox>();
        services.AddSingleton<IChatPlatform, WebChat>();
        return services;
    }

    public static void MapWebChat(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup("/chat").AllowAnonymous().ExcludeFromDescription().AddEndpointFilter(ChatGuard.Invoke);
        chat.MapGet("", Page);
        chat.MapGet("/threads/{root:guid}", Thread);
        chat.MapGet("/events", Events);
        chat.MapGet("/suggest", Suggest);
        chat.MapPost("/messages", Say);
        chat.MapPost("/presses", Press);
        chat.MapPost("/forms", Fill);
        chat.MapPost("/person", SpeakAs);
        app.MapEmbeddedAssets(typeof(WebChatEndpoints).Assembly);
    }

    static async Task<IResult> Page(
        HttpContext http, ChatPeople people, ChatPages pages, TimeProvider clock, [FromServices] IComposerHelp? help, Guid? thread, long? before, long? release,
        CancellationToken stopping)
    {
        var all = await people.All(stopping);
        if (all.Count == 0) throw new UserError(Texts.WebChat.Nobody);

        var view = ChatView.Of(http.User, all, clock.GetUtcNow());
        if (view is null)
        {
            view = new ChatView(all.FirstOrDefault(p => p.Handle == FirstPerson) ?? all[0], all, clock.GetUtcNow());
            await SignIn(http, view.Viewer);
        }

        if (release is { } number) return TypedResults.Redirect(await pages.CardOf(view, number, stopping) is { } card ? $"/chat?thread={card}" : "/chat");

        var theme = http.Request.Cookies["theme"] is "light" or "dark" ? http.Request.Cookies["theme"] : null;
        var examples = help is null ? [] : await help.Examples(view.Viewer.Id, stopping);
        return TypedResults.Content(await pages.Page(view, thread, before, theme, examples, stopping), "text/html; charset=utf-8");
    }

    static async Task<IResult> Thread(HttpContext http, ChatPeople people, ChatPages pages, TimeProvider clock, Guid root, CancellationToken stopping)
    {
        if (await View(http, people, clock, stopping) is not { } view) return TypedResults.Unauthorized();

        return await pages.Thread(view, root, stopping) is { } pane ? TypedResults.Content(pane, "text/html; charset=utf-8") : TypedResults.NotFound();
    }

    static async Task<IResult> Events(HttpContext http, ChatPeople people, ChatStream stream, TimeProvider clock, long? after, CancellationToken stopping)
    {
        if (await View(http, people, clock, stopping) is not { } view) return TypedResults.Unauthorized();

        var seq = long.TryParse(http.Request.Headers["Last-Event-ID"], out var last) ? last : after ?? 0;
        return TypedResults.ServerSentEvents(stream.Follow(view, seq, stopping));
    }

    static async Task<IResult> Suggest(
        HttpContext http, ChatPeople people, TimeProvider clock, [FromServices] IComposerHelp? help, string text, CancellationToken stopping)
    {
        if (await View(http, people, clock, stopping) is not { } view) return TypedResults.Unauthorized();

        return TypedResults.Ok(help is null || text.Length > SendToInbox.MostCharacters ? new ComposerHelp(null, []) : await help.Suggest(view.Viewer.Id, text, stopping));
    }

    static async Task<IResult> Say(HttpContext http, ChatPeople people, SendToInbox send, TimeProvider clock, SayRequest said, CancellationToken stopping)
    {
        if (await View(http, people, clock, stopping) is not { } view) return TypedResults.Unauthorized();

        return Answer(await send.Say(view.Viewer, said, stopping));
    }

    static async Task<IResult> Press(HttpContext http, ChatPeople people, SendToInbox send, TimeProvider clock, PressRequest press, CancellationToken stopping)
    {
        if (await View(http, people, clock, stopping) is not { } view) return TypedResults.Unauthorized();

        return Answer(await send.Press(view.Viewer, press, stopping));
    }

    static async Task<IResult> Fill(HttpContext http, ChatPeople people, SendToInbox send, TimeProvider clock, FillRequest filled, CancellationToken stopping)
    {
        if (await View(http, people, clock, stopping) is not { } view) return TypedResults.Unauthorized();

        return Answer(await send.Fill(view.Viewer, filled, stopping));
    }

    static async Task<IResult> SpeakAs(HttpContext http, ChatPeople people, PersonRequest wanted, CancellationToken stopping)
    {
        var person = (await people.All(stopping)).FirstOrDefault(p => p.Handle == wanted.Handle) ?? throw new UserError(Texts.WebChat.NoPerson(wanted.Handle), wanted.Handle);

        await SignIn(http, person);
        return TypedResults.NoContent();
    }

    static async Task<ChatView?> View(HttpContext http, ChatPeople people, TimeProvider clock, CancellationToken stopping) =>
        ChatView.Of(http.User, await people.All(stopping), clock.GetUtcNow());

    static Task SignIn(HttpContext http, ChatPerson person) => http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, person.Principal());

    static IResult Answer(bool accepted) => accepted
        ? TypedResults.Accepted((string?)null)
        : TypedResults.Problem(Texts.WebChat.NotAccepted, statusCode: StatusCodes.Status503ServiceUnavailable);
}

/// <param name="Id">Made by the browser and sent again with the same text, so that a repeated sending is one message.</param>
/// <param name="Thread">Root of the thread it was written in.</param>
sealed record SayRequest(Guid Id, string Text, Guid? Thread);

/// <param name="InThread">Pressed in the thread of the message rather than in the channel.</param>
sealed record PressRequest(Guid Id, Guid MessageId, string Action, string Value, string? Input, bool InThread);

/// <param name="MessageId">Of the reply that asks; a form is sent once.</param>
sealed record FillRequest(Guid MessageId, Dictionary<string, string> Values);

sealed record PersonRequest(string Handle);
