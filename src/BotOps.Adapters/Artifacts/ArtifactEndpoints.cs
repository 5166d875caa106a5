using BotOps.Core;
using BotOps.Core.Builds;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.Adapters.Artifacts;

/// <summary>Artifacts of the file store for hosts that pull them: whoever has a signed link reads that one, whole or from a byte on.</summary>
static class ArtifactEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods($"{SignedArtifactLinks.Door}/{{sha256}}", [HttpMethods.Get, HttpMethods.Head], Serve).AllowAnonymous();

    static IResult Serve(string sha256, FileArtifactStore store, SignedArtifactLinks links, string expires = "", string key = "", string signature = "")
    {
        if (links.Refusal(sha256, expires, key, signature) is { } refusal) return Says(refusal, StatusCodes.Status403Forbidden);
        return store.OpenUnverified(sha256) is { } file
            ? TypedResults.Stream(file, "application/gzip", entityTag: new($"\"{sha256}\""), enableRangeProcessing: true)
            : Says(Texts.Pulls.NotThere, StatusCodes.Status404NotFound);
    }

    static ContentHttpResult Says(string text, int status) => TypedResults.Text(text + "\n", "text/plain; charset=utf-8", statusCode: status);
}
