using System.Collections.Concurrent;
using BotOps.Adapters.Web;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.IntegrationTests.Support;
using BotOps.Sandbox.Chat;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotOps.IntegrationTests.Chat;

/// <summary>The web chat alone over HTTP, with an inbox that only keeps what it gets.</summary>
sealed class ChatHost : IAsyncDisposable
{
    readonly string keys = Path.Combine(Path.GetTempPath(), $"botops-chat-keys-{Guid.NewGuid():N}");
    readonly string database;
    WebApplication app = null!;

    ChatHost(string database) => this.database = database;

    public RecordingInbox Inbox { get; } = new();
    public string Address { get; private set; } = "http://127.0.0.1:0";
    public IChatPlatform Platform => app.Services.GetRequiredService<IChatPlatform>();
    public WebChatStore Store => app.Services.GetRequiredService<WebChatStore>();
    public ChatStream Stream => app.Services.GetRequiredService<ChatStream>();
    public NpgsqlDataSource Database => app.Services.GetRequiredService<NpgsqlDataSource>();

    public static async Task<ChatHost> Start()
    {
        var host = new ChatHost(await Support.Database.Create());
        await using (var db = Support.Database.Open(host.database))
        {
            foreach (var (handle, name, roles) in People)
            {
                var person = new Person { Handle = handle, Name = name };
                db.Add(person);
                db.Add(new Account { Platform = "web", Tenant = "sandbox", ExternalId = handle, PersonId = person.Id });
                db.AddRange(roles.Select(role => new RoleGrant { PersonId = person.Id, Role = role }));
            }
            await db.SaveChangesAsync();
        }
        await host.Open();
        return host;
    }

    static readonly (string, string, Role[])[] People =
    [
        ("developer", "Developer", [Role.Requester]),
        ("lead-1", "Lead 1", [Role.Requester, Role.Approver]),
        ("lead-2", "Lead 2", [Role.Approver]),
        ("ops", "Operator", [Role.Operator, Role.Admin]),
    ];

    /// <summary>Starts it, again at the same address after <see cref="Close"/>.</summary>
    public async Task Open()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System).AddSingleton<IInbox>(Inbox).AddSingleton<IComposerHelp, FixedHelp>();
        services.AddSingleton(NpgsqlDataSource.Create(database)).AddSingleton<Notifications>().AddHostedService(s => s.GetRequiredService<Notifications>());
        services.AddDbContextFactory<BotOpsDb>(options => BotOpsDb.Configure(options, database));
        services.AddDataProtection().PersistKeysToFileSystem(Directory.CreateDirectory(keys));
        services.AddAuthorization().AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.Name = "botops";
        });
        services.AddRazorComponents(); // as BotOps' own pages do
        services.AddWebChat();

        app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapEmbeddedAssets(System.Reflection.Assembly.Load("botops"));
        app.MapWebChat();
        await app.StartAsync();
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public async Task Close()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    public async Task Speaks(string handle, string language)
    {
        await using var db = Support.Database.Open(database);
        await db.Persons.Where(p => p.Handle == handle).ExecuteUpdateAsync(set => set.SetProperty(p => p.Language, language));
    }

    public async Task<ChatView> ViewOf(string handle)
    {
        var people = await app.Services.GetRequiredService<ChatPeople>().All(CancellationToken.None);
        return new ChatView(people.Single(p => p.Handle == handle), people, DateTimeOffset.UtcNow);
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        Directory.Delete(keys, recursive: true);
    }

    sealed class FixedHelp : IComposerHelp
    {
        public Task<ComposerHelp> Suggest(Guid personId, string text, CancellationToken stopping) => Task.FromResult(new ComposerHelp(
            "Asks for order-svc at master to production.",
            text.EndsWith("--", StringComparison.Ordinal)
                ? [new($"{text}serial ", "--serial", null, "One host at a time"), new($"{text}batch ", "--batch", "LIST", "Wave sizes: 3, 25% or 1,25%,100%")]
                : []));

        public Task<IReadOnlyList<string>> Examples(Guid personId, CancellationToken stopping) =>
            Task.FromResult<IReadOnlyList<string>>(["/deploy order-svc master --serial", "/deploy order-svc master --plan", "/botops status"]);
    }
}

sealed class RecordingInbox : IInbox
{
    readonly ConcurrentDictionary<string, ChatEvent> events = new();

    /// <summary>False: as when the database does not take it in time.</summary>
    public bool Accepts { get; set; } = true;
    public IReadOnlyCollection<ChatEvent> Events => [.. events.Values];

    public Task<bool> Accept(string platform, string tenant, string eventId, ChatEvent chatEvent, CancellationToken stopping)
    {
        Assert.Equal(("web", "sandbox"), (platform, tenant));
        if (Accepts) events.TryAdd(eventId, chatEvent);
        return Task.FromResult(Accepts);
    }

    public async Task<ChatEvent> Only(ChatEventKind kind) =>
        await Eventually.Value(() => Task.FromResult(Events.SingleOrDefault(e => e.Kind == kind)), $"one {kind} in the inbox");
}
