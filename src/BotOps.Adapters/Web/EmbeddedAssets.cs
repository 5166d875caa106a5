using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BotOps.Adapters.Web;

/// <summary>
/// Serves what lies embedded under <c>assets/</c> at <c>/assets/…</c>: nothing has to be found on disk. Each file has a route
/// of its own, so that several assemblies may bring theirs.
/// </summary>
public static class EmbeddedAssets
{
    const string Folder = "assets/";

    /// <summary>Asked for with its version, it never changes; without, the browser asks again each time and mostly gets 304.</summary>
    const string Versioned = "public, max-age=31536000, immutable", Unversioned = "no-cache";

    public static IEndpointRouteBuilder MapEmbeddedAssets(this IEndpointRouteBuilder app, params Assembly[] assemblies)
    {
        foreach (var assembly in assemblies)
            foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)))
            {
                var asset = EmbeddedAsset.Read(assembly, name);
                app.MapMethods("/" + name, [HttpMethods.Get, HttpMethods.Head], (HttpContext http) => Serve(http, asset))
                    .AllowAnonymous().ExcludeFromDescription();
            }

        return app;
    }

    /// <summary>Where a page finds it: <c>Url(assembly, "chat.js")</c> is <c>/assets/chat.js?v=…</c>, a new address for new content.</summary>
    public static string Url(Assembly assembly, string name) => $"/{Folder}{name}?v={EmbeddedAsset.Read(assembly, Folder + name).Version}";

    static FileContentHttpResult Serve(HttpContext http, EmbeddedAsset asset)
    {
        http.Response.Headers.CacheControl = http.Request.Query["v"] == asset.Version ? Versioned : Unversioned;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Bytes(asset.Bytes, asset.ContentType, entityTag: asset.Tag);
    }
}
