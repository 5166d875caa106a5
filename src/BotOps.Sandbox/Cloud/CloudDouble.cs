using System.Collections.Concurrent;
using BotOps.Core.Hosts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotOps.Sandbox.Cloud;

/// <param name="Code">Of its error; null: it was answered.</param>
public sealed record CloudCall(string Action, string? Code);

/// <summary>
/// A double of Alibaba Cloud over HTTP: ECS, VPC, Alidns, PrivateZone, STS and the metadata service at one address, as far as BotOps calls them, with
/// their signature and errors. Nothing is bought anywhere; where it is given machines (<see cref="ICloudHosts"/>), instances are local hosts.
/// </summary>
public sealed class CloudDouble : IAsyncDisposable
{
    readonly WebApplication app;
    readonly TimeProvider clock;
    readonly Dictionary<(string Version, string Action), Func<CloudParameters, Func<object>>> calls;
    readonly KeyCalls keyCalls;
    readonly SemaphoreSlim turn = new(1);
    readonly CancellationTokenSource ending = new();
    readonly Task beating;
    int requests;

    CloudDouble(WebApplication app, CloudOffer offer, TimeProvider clock, ICloudHosts? hosts)
    {
        (this.app, this.clock) = (app, clock);
        (World, Names, Keys) = (new CloudWorld(offer, clock, hosts), new CloudNames(), new CloudKeys(offer, clock));
        keyCalls = new KeyCalls(offer, Keys, clock);
        calls = CloudCalls.All(new EcsCalls(World), new NameCalls(offer, Names), keyCalls);
        beating = Beat(offer.Beat);
    }

    public CloudWorld World { get; }
    public CloudNames Names { get; }
    public CloudKeys Keys { get; }
    public CloudTroubles Troubles { get; } = new();

    /// <summary>All that were made, in order.</summary>
    public ConcurrentQueue<CloudCall> Calls { get; } = new();
    public Uri Url => new(app.Urls.First());

    /// <summary>It has no settings; the framework would watch every folder below the one it is started from, which may be somebody's home.</summary>
    static readonly string[] StartOnce = ["--hostBuilder:reloadConfigOnChange=false"];

    /// <param name="address">To listen at; port 0: a free one.</param>
    public static async Task<CloudDouble> Start(CloudOffer offer, TimeProvider clock, ICloudHosts? hosts = null, string address = "http://127.0.0.1:0", CancellationToken stopping = default)
    {
        var builder = WebApplication.CreateSlimBuilder(StartOnce);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        var cloud = new CloudDouble(app, offer, clock, hosts);
        app.MapPut("/latest/api/token", () => Results.Text(InstanceToken));
        app.MapGet("/latest/meta-data/ram/security-credentials/", (HttpRequest request) => OfInstance(request, () => Results.Text(offer.InstanceRole)));
        app.MapGet("/latest/meta-data/ram/security-credentials/{role}", (HttpRequest request, string role) => OfInstance(request, () => role == offer.InstanceRole ? Results.Json(cloud.keyCalls.OfInstanceRole(), CloudCalls.Json) : Results.NotFound()));
        app.MapMethods("/", ["POST", "GET"], cloud.Answer);
        await app.StartAsync(stopping);
        return cloud;
    }

    async Task<IResult> Answer(HttpContext http, CancellationToken stopping)
    {
        var (action, id) = (http.Request.Headers["x-acs-action"].ToString(), $"SANDBOX-{Interlocked.Increment(ref requests):d6}");
        var trouble = Troubles.Next(action);
        try
        {
            if (trouble is { Done: false }) throw Broken(http, trouble);
            Keys.Check(http.Request);
            var call = calls.GetValueOrDefault((http.Request.Headers["x-acs-version"].ToString(), action)) ?? throw new CloudError(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
            var answer = await Act(call, http.Request, stopping);
            if (trouble is not null) throw Broken(http, trouble);
            Calls.Enqueue(new CloudCall(action, null));
            return Results.Json(CloudCalls.With(answer, id), CloudCalls.Json);
        }
        catch (CloudError error)
        {
            Calls.Enqueue(new CloudCall(action, error.Code));
            return error.Status == 0 ? Results.Empty : Results.Json(new { RequestId = id, HostId = http.Request.Host.Value, error.Code, error.Message }, CloudCalls.Json, statusCode: error.Status);
        }
    }

    async Task<object> Act(Func<CloudParameters, Func<object>> call, HttpRequest request, CancellationToken stopping)
    {
        var parameters = new CloudParameters(request.Query.ToDictionary(q => q.Key, q => q.Value.ToString()));
        var act = call(parameters);
        parameters.NothingElse();
        await Settle(stopping);
        var answer = act();
        await Settle(stopping);
        return answer;
    }

    static CloudError Broken(HttpContext http, CloudTrouble trouble)
    {
        if (trouble.RetryAfter is { } wait) http.Response.Headers["x-acs-retry-after"] = $"{wait.TotalMilliseconds:0}";
        if (trouble.Status == 0) http.Abort();
        return new CloudError(trouble.Status, trouble.Code, "So it was ordered.");
    }

    async Task Settle(CancellationToken stopping)
    {
        await turn.WaitAsync(stopping);
        try
        {
            await World.Settle(stopping);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Not a periodic timer: a virtual clock that jumps by days is looked at once.</summary>
    async Task Beat(TimeSpan every)
    {
        try
        {
            for (; ; await Task.Delay(every, clock, ending.Token)) await Look();
        }
        catch (OperationCanceledException)
        {
        }

        async Task Look()
        {
            try
            {
                await Settle(ending.Token);
            }
            catch (Exception error) when (error is IOException or HostUnreachable)
            {
                // seen again at the next beat, and by whoever asks for it
            }
        }
    }

    const string InstanceToken = "metadata-token";

    static IResult OfInstance(HttpRequest request, Func<IResult> answer) => request.Headers["x-aliyun-ecs-metadata-token"] == InstanceToken ? answer() : Results.StatusCode(403);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await beating;
        await app.StopAsync();
        await app.DisposeAsync();
        ending.Dispose();
        turn.Dispose();
    }
}
