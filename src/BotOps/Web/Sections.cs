using System.Security.Cryptography;
using System.Text;
using BotOps.Web.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace BotOps.Web;

/// <summary>A part of a page that is replaced as a whole when it changes.</summary>
/// <param name="Key">As in the page's <c>data-section</c>.</param>
/// <param name="Rev">The start of the SHA-256 of <paramref name="Html"/>.</param>
public sealed record Section(string Key, string Rev, string Html);

/// <summary>Renders the parts of a page as the page itself does.</summary>
static class Sections
{
    public static Task<List<Section>> Of(IServiceProvider services, ReleaseScene scene) => Render(services, scene,
        ("head", typeof(ReleaseHead)), ("timeline", typeof(Timeline)), ("decisions", typeof(DecisionList)), ("hosts", typeof(HostTable)), ("sources", typeof(LogSources)));

    public static Task<List<Section>> Of(IServiceProvider services, HomeScene scene) => Render(services, scene,
        ("waits", typeof(HomeWaits)), ("runs", typeof(HomeRuns)), ("hosts", typeof(HomeHosts)), ("others", typeof(HomeOthers)));

    static async Task<List<Section>> Render(IServiceProvider services, object scene, params (string Key, Type Part)[] parts)
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Scene"] = scene });
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var sections = new List<Section>();
            foreach (var (key, part) in parts)
            {
                var html = (await renderer.RenderComponentAsync(part, parameters)).ToHtmlString();
                sections.Add(new Section(key, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(html)))[..12], html));
            }
            return sections;
        });
    }
}
