using BotOps.Adapters.Chat.Webhook;
using BotOps.Composition;
using BotOps.Core;
using BotOps.Core.Chat;
using BotOps.IntegrationTests.Chat;
using BotOps.IntegrationTests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotOps.IntegrationTests.Composition;

public sealed class ServeWebhookTests : IDisposable
{
    readonly string data = Directory.CreateTempSubdirectory("botops-serve-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [SkippableFact]
    public async Task Serve_delivers_to_the_webhooks_of_its_configuration()
    {
        await using var server = await WebhookServer.Start();
        await using var app = Compose(Read(await Database.Create(), ("Ops:Url", server.Url), ("ops:kind", "JSON")), ServeRole.Worker);
        await app.StartAsync();

        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Outbox>().Say("k", new Place("webhook", "ops", "pager"), new Line(Tone.Bad, "failed", ["It failed"], DateTimeOffset.UtcNow), Urgency.Failure);

        await Eventually.True(() => !server.Seen.IsEmpty, "it is posted");
        Assert.Contains("It failed", Assert.Single(server.Seen).Text, StringComparison.Ordinal);
        await app.StopAsync();
    }

    [SkippableFact]
    public async Task A_process_that_only_has_pages_and_one_without_webhooks_dispatch_nothing()
    {
        var database = await Database.Create();
        await using var web = Compose(Read(database, ("ops:Url", "https://hooks.example.org/x")), ServeRole.Web);
        await using var bare = Compose(Read(database), ServeRole.All);

        Assert.DoesNotContain(web.Services.GetServices<IHostedService>(), s => s is Dispatcher);
        Assert.DoesNotContain(bare.Services.GetServices<IHostedService>(), s => s is Dispatcher);
        Assert.Equal(["ops"], web.Services.GetServices<IChatPlatform>().Single().Tenants); // it writes the calls that workers deliver
    }

    [Theory]
    [InlineData("Url", "//hooks/t0k3n-of-it", "BotOps:Webhooks:ops:Url")]
    [InlineData("Kind", "t0k3n-of-it", "json, dingtalk")]
    [InlineData("Kind", "1", "json, dingtalk")]
    [InlineData("Secret", "t0k3n-of-it", "BotOps:Webhooks:ops:Secret")]
    public void What_is_wrong_with_a_webhook_is_told_by_name_and_never_repeated(string field, string value, string told)
    {
        var error = Assert.Throws<UserError>(() =>
            Read("Host=nowhere", [.. new Dictionary<string, string> { ["ops:Url"] = "https://x.example.org", [$"ops:{field}"] = value }.Select(f => (f.Key, f.Value))]));

        Assert.Contains(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t0k3n-of-it", error.Message, StringComparison.Ordinal);
    }

    static BotOpsSettings Read(string database, params (string Name, string Value)[] webhooks) => BotOpsSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
        [new("ConnectionStrings:BotOps", database), .. webhooks.Select(w => KeyValuePair.Create($"BotOps:Webhooks:{w.Name}", (string?)w.Value))]).Build(), ServeRole.All);

    WebApplication Compose(BotOpsSettings settings, ServeRole role)
    {
        var builder = Verbs.Builder.Create(["http://127.0.0.1:0"]);
        builder.AddBotOps(settings with { Role = role, DataFolder = data, Artifacts = Path.Combine(data, "artifacts"), ParallelRollouts = 1, ParallelBuilds = 1 });
        var app = builder.Build();
        app.MapBotOps();
        return app;
    }
}
