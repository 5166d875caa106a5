using BotOps.Core;

namespace BotOps.Web;

/// <summary>In which language a request is answered: the person's own; before they are signed in, the first of their browser's that BotOps speaks.</summary>
static class Reading
{
    /// <summary>Comes after who is signed in is known.</summary>
    public static void UseLanguages(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        using var speech = Languages.Speak(http.Language());
        await next(http);
    });

    public static string Language(this HttpContext http) => Languages.Of(http.Viewer()?.Language) ?? OfBrowser(http.Request) ?? Languages.House;

    static string? OfBrowser(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(wanted => wanted.Quality ?? 1).Where(wanted => wanted.Quality != 0)
        .Select(wanted => Languages.Of(wanted.Value.Value)).FirstOrDefault(language => language is not null);
}
