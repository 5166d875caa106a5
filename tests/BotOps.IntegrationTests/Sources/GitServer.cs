using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.IntegrationTests.Sources;

/// <summary>Git's own web server program (git-http-backend(1)) behind loopback, open to one user and token.</summary>
sealed class GitServer : IAsyncDisposable
{
    readonly WebApplication app;
    readonly string root, expected;

    GitServer(string root, string user, string token)
    {
        this.root = root;
        expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{token}"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(Answer);
    }

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Where everything under <c>/moved</c> is now.</summary>
    public string MovedTo { get; init; } = "";

    /// <summary>Authorization headers as they came.</summary>
    public List<string> Seen { get; } = [];

    public static async Task<GitServer> Start(string root, string user, string token, string movedTo = "")
    {
        var server = new GitServer(root, user, token) { MovedTo = movedTo };
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task Answer(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        lock (Seen) Seen.Add(authorization);
        if (context.Request.Path.StartsWithSegments("/moved", StringComparison.Ordinal, out var rest))
        {
            context.Response.Redirect(MovedTo + rest + context.Request.QueryString);
            return;
        }
        if (authorization != expected)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            return;
        }

        var start = new ProcessStartInfo("git", ["http-backend"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in new (string, string?)[]
        {
            ("GIT_PROJECT_ROOT", root), ("GIT_HTTP_EXPORT_ALL", "1"), ("PATH_INFO", context.Request.Path), ("REQUEST_METHOD", context.Request.Method),
            ("QUERY_STRING", context.Request.QueryString.Value?.TrimStart('?')), ("CONTENT_TYPE", context.Request.ContentType),
            ("HTTP_CONTENT_ENCODING", context.Request.Headers.ContentEncoding), ("GIT_PROTOCOL", context.Request.Headers["Git-Protocol"]), ("REMOTE_USER", "x")
        }) start.Environment[name] = value;
        using var backend = Process.Start(start)!;
        var body = context.Request.Body.CopyToAsync(backend.StandardInput.BaseStream).ContinueWith(_ => backend.StandardInput.Close(), TaskScheduler.Default);
        await Relay(backend.StandardOutput.BaseStream, context.Response);
        await body;
        await backend.WaitForExitAsync();
    }

    static async Task Relay(Stream from, HttpResponse response)
    {
        using var all = new MemoryStream();
        await from.CopyToAsync(all);
        var bytes = all.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var header in Encoding.ASCII.GetString(bytes, 0, end).Split("\r\n").Select(l => l.Split(": ", 2)))
        {
            if (header[0] == "Status") response.StatusCode = int.Parse(header[1][..3], System.Globalization.CultureInfo.InvariantCulture);
            else response.Headers[header[0]] = header[1];
        }
        await response.Body.WriteAsync(bytes.AsMemory(end + 4));
    }
}
