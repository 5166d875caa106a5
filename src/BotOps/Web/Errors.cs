using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Persistence;
using BotOps.Web.Pages;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BotOps.Web;

/// <summary>The one place where a refusal or an error becomes what a person or a script reads: a page, or problem details below /api.</summary>
static class Errors
{
    public static void UseErrors(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Thrown,
            SuppressDiagnosticsCallback = context => context.Exception is UserError,
        });
        app.UseStatusCodePages(context => Answer(context.HttpContext, context.HttpContext.Response.StatusCode, error: null));
    }

    static Task Thrown(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        return Answer(http, error switch
        {
            UserError => StatusCodes.Status422UnprocessableEntity,
            BadHttpRequestException bad => bad.StatusCode,
            { } away when Retry.IsTransient(away) => StatusCodes.Status503ServiceUnavailable, // who signs in or asks is looked up before anything else
            _ => StatusCodes.Status500InternalServerError,
        }, error as UserError);
    }

    static async Task Answer(HttpContext http, int status, UserError? error)
    {
        using var speech = Languages.Speak(http.Language()); // this is outside of what the request is answered in
        var (title, text) = error is null ? Texts.Page.Problem(status) : (Texts.Page.Refused, error.Message);
        if (status == StatusCodes.Status403Forbidden && http.Viewer() is { } viewer) text = await WhomToAsk(http, viewer);
        IResult result = http.Request.Path.StartsWithSegments("/api")
            ? TypedResults.Problem(text, statusCode: status, title: title, extensions: Details(error))
            : MessagePage.Result(http, status, title, text, error?.TryInstead);
        await result.ExecuteAsync(http);
    }

    static async Task<string> WhomToAsk(HttpContext http, Viewer viewer)
    {
        var admins = await http.RequestServices.GetRequiredService<Roles>().Admins(http.RequestAborted);
        return viewer.HasRole ? Texts.Page.ForAdmins(admins) : Texts.NoRoleYet(admins);
    }

    static Dictionary<string, object?> Details(UserError? error) =>
        error is null ? [] : new() { ["atFault"] = error.AtFault, ["tryInstead"] = error.TryInstead };
}
