using BotOps.Core.Access;
using BotOps.Core.Persistence;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace BotOps.Web;

/// <summary>Who is signed in: a cookie that names the person, looked up anew at each request, so that a disabled person is out at once.</summary>
static class Sessions
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    static readonly object ViewerKey = new();

    /// <summary>The signed-in person of this request; null: nobody.</summary>
    public static Viewer? Viewer(this HttpContext http) => http.Items[ViewerKey] as Viewer;

    public static Task Begin(HttpContext http, Person person) => http.SignInAsync(Web.Viewer.Principal(person));

    public static void AddSessions(this IServiceCollection services, string dataFolder)
    {
        var keys = Directory.CreateDirectory(Path.Combine(dataFolder, "keys"), OwnerOnly);
        File.SetUnixFileMode(keys.FullName, OwnerOnly); // one that was there keeps its mode otherwise
        services.AddDataProtection().SetApplicationName("BotOps").PersistKeysToFileSystem(keys);

        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(Shape);
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<IOptions<SignInOptions>>((cookie, options) => cookie.ExpireTimeSpan = options.Value.SessionLives);
        services.AddAuthorizationBuilder().SetDefaultPolicy(Readers()).AddPolicy(nameof(Readers), Readers());
    }

    static void Shape(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "botops";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax; // a link in a chat that runs in this browser finds its reader signed in; what another site posts still travels without it
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = Validate;
        options.Events.OnRedirectToLogin = context =>
        {
            Wanted.Keep(context.HttpContext);
            return Answer(context.HttpContext, StatusCodes.Status401Unauthorized);
        };
        options.Events.OnRedirectToAccessDenied = context => Answer(context.HttpContext, StatusCodes.Status403Forbidden);
    }

    static async Task Validate(CookieValidatePrincipalContext context)
    {
        var db = context.HttpContext.RequestServices.GetRequiredService<BotOpsDb>();
        var viewer = await Web.Viewer.Find(db, context.Principal, context.HttpContext.RequestAborted);
        if (viewer is null) context.RejectPrincipal();
        else context.HttpContext.Items[ViewerKey] = viewer;
    }

    /// <summary>Anyone with any role may read; what one may do is judged where it is done.</summary>
    static AuthorizationPolicy Readers() => new AuthorizationPolicyBuilder(CookieAuthenticationDefaults.AuthenticationScheme)
        .RequireAuthenticatedUser()
        .RequireAssertion(context => context.Resource is HttpContext http && http.Viewer() is { HasRole: true })
        .Build();

    /// <summary>Only the status: <see cref="Errors"/> gives it its page or problem.</summary>
    static Task Answer(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
