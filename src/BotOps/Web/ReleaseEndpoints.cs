using BotOps.Core;
using BotOps.Core.Releases;
using BotOps.Web.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BotOps.Web;

/// <summary>A release as a page, as JSON, and what can be done to it.</summary>
static class ReleaseEndpoints
{
    public static void MapReleases(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/releases/{id:long}").RequireAuthorization();
        pages.MapGet("", Show);
        pages.MapGet("/events", Follow);

        var api = app.MapGroup("/api/v1/releases/{id:long}").RequireAuthorization();
        api.MapGet("", Tell);
        api.MapGet("/hosts", TellHosts);
        api.MapPost("/{verb}", Do);
    }

    sealed record Press(string? Reason);

    static async Task<IResult> Show(HttpContext http, long id, string? log, Scenes scenes, CancellationToken stopping) =>
        await scenes.Release(id, http.Viewer()!, stopping) is { } scene
            ? new RazorComponentResult<ReleasePage>(new { Scene = scene, Log = log })
            : MessagePage.Result(http, StatusCodes.Status404NotFound, Texts.Page.NoRelease(id), Texts.Page.NoReleaseHint, null);

    static Task Follow(HttpContext http, long id, LiveSections live) => live.Stream(http, async (services, stopping) =>
        await services.GetRequiredService<Scenes>().Release(id, http.Viewer()!, stopping) is { } scene ? await Sections.Of(services, scene) : []);

    static async Task<Results<Ok<ReleaseJson>, ProblemHttpResult>> Tell(long id, ReleaseQuery releases, CancellationToken stopping) =>
        await releases.Find(id, stopping) is { } view ? TypedResults.Ok(ReleaseJson.Of(view)) : Missing(id);

    static async Task<Results<Ok<IEnumerable<HostJson>>, ProblemHttpResult>> TellHosts(long id, ReleaseQuery releases, CancellationToken stopping) =>
        await releases.Find(id, stopping) is { } view ? TypedResults.Ok(view.Hosts.Select(HostJson.Of)) : Missing(id);

    static async Task<NoContent> Do(HttpContext http, long id, string verb, IReleaseActions actions, Press? press, CancellationToken stopping)
    {
        if (!ReleaseVerbs.All.Contains(verb)) throw new UserError(Texts.Page.NoVerb(verb), verb);
        await actions.Do(id, verb, http.Viewer()!.Id, press?.Reason, stopping);
        return TypedResults.NoContent();
    }

    static ProblemHttpResult Missing(long id) => TypedResults.Problem(Texts.Page.NoRelease(id), statusCode: StatusCodes.Status404NotFound);
}
