using System.Collections.Concurrent;
using BotOps.Adapters.Artifacts;
using BotOps.Core.Builds;
using BotOps.Core.Hosts;
using BotOps.Core.Jobs;
using BotOps.Core.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotOps.IntegrationTests.Artifacts;

/// <summary>The file store as BotOps serves it to hosts; its connections may be made to break, and held before they do.</summary>
sealed class PullServer : IAsyncDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("botops-pulls-");
    readonly WebApplication app;
    readonly WorkerOptions worker = new() { DataFolder = "" };

    PullServer()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(TimeProvider.System).AddSingleton(worker).AddSingleton(Keys).AddSingleton<SignedArtifactLinks>().AddFileArtifacts(folder.FullName);
        app = builder.Build();
        app.Use(Misbehave);
        app.MapArtifacts();
    }

    public static SecretKeys Keys { get; } = new(new SecretKeyOptions("/nowhere", [new SecretKey("0001-9f3a12cd", [.. Enumerable.Range(1, SecretKey.Length).Select(n => (byte)n)])]));

    /// <summary>What was asked for, by its Range header, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Each of the next answers breaks off after so many bytes, and is held before it does until then.</summary>
    public ConcurrentQueue<(long At, Func<Task> Until)> Breaks { get; } = new();

    public static async Task<PullServer> Start()
    {
        var server = new PullServer();
        await server.app.StartAsync();
        server.worker.PublicUrl = server.app.Urls.Single();
        return server;
    }

    public string Url => worker.PublicUrl;
    public FileArtifactStore Store => app.Services.GetRequiredService<FileArtifactStore>();

    public async Task<HostFile> Keep(HostFile archive)
    {
        await using var content = await archive.Open(default);
        await Store.Save(content, default);
        return archive;
    }

    /// <param name="clock">Of who makes it.</param>
    public async Task<ArtifactLink> Link(string sha256, TimeProvider? clock = null) => await new SignedArtifactLinks(Keys, worker, clock ?? TimeProvider.System).To(sha256, default);

    async Task Misbehave(HttpContext http, RequestDelegate answer)
    {
        Asked.Enqueue(http.Request.Headers.Range.ToString());
        if (Breaks.TryDequeue(out var next)) http.Response.Body = new Breaking(http, next.At, next.Until);
        await answer(http);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    sealed class Breaking(HttpContext http, long most, Func<Task> until) : MemoryStream
    {
        readonly Stream body = http.Response.Body;
        long sent;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken stopping = default)
        {
            await body.WriteAsync(bytes, stopping);
            if ((sent += bytes.Length) < most) return;
            await body.FlushAsync(stopping);
            await until();
            http.Abort();
            throw new IOException("It breaks here.");
        }

        public override Task WriteAsync(byte[] bytes, int offset, int count, CancellationToken stopping) => WriteAsync(bytes.AsMemory(offset, count), stopping).AsTask();
        public override Task FlushAsync(CancellationToken stopping) => body.FlushAsync(stopping);
    }
}
