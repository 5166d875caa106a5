using BotOps.IntegrationTests.Support;
using Microsoft.Playwright;

namespace BotOps.IntegrationTests.Chat;

/// <summary>The installed Chromium, one for all tests of the chat.</summary>
public sealed class Browser : IAsyncLifetime
{
    const string Program = "/usr/bin/chromium";
    IPlaywright? playwright;
    IBrowser? browser;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Program)) return;
        Assertions.SetDefaultExpectTimeout((float)Eventually.Limit.TotalMilliseconds);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            Args = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-dev-shm-usage"],
        });
    }

    /// <summary>A page of a person with a session of their own; every error in it fails the test when it is closed.</summary>
    internal Task<ChatTab> Open(ChatHost host, string handle, int width = 1440, int height = 1180, ColorScheme scheme = ColorScheme.Light) =>
        Open(host.Address, handle, width, height, scheme);

    internal async Task<ChatTab> Open(string address, string handle, int width, int height, ColorScheme scheme)
    {
        Skip.If(browser is null, $"Chromium is not installed as {Program} (tests/run installs it)");
        var context = await browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, BaseURL = address });
        context.SetDefaultTimeout((float)Eventually.Limit.TotalMilliseconds);
        var tab = new ChatTab(context, await context.NewPageAsync());
        await tab.SpeakAs(handle);
        return tab;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>What a person does in the chat, in their words.</summary>
sealed class ChatTab : IAsyncDisposable
{
    readonly IBrowserContext context;
    readonly List<string> errors = [];

    public ChatTab(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("net::ERR", StringComparison.Ordinal) && !message.Text.Contains("503", StringComparison.Ordinal)) errors.Add(message.Text);
        };
    }

    public IPage Page { get; }
    public ILocator Messages => Page.Locator(".channel .messages");
    public ILocator Composer => Page.Locator("#say-channel");
    public ILocator Card => Page.Locator(".channel .card:not(.first-visit)").Last;

    public async Task SpeakAs(string handle)
    {
        await Page.GotoAsync("/chat");
        if (await Page.Locator($"[name=person][value={handle}]").IsCheckedAsync()) return;

        var reloaded = Page.WaitForResponseAsync(r => r.Url.EndsWith("/chat", StringComparison.Ordinal) && r.Request.IsNavigationRequest);
        await Page.EvaluateAsync("handle => document.querySelector(`[name=person][value=${handle}]`).click()", handle);
        await reloaded;
        await Page.Locator("#live:not(.cut)").WaitForAsync();
    }

    public async Task Send(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
    }

    public ILocator Button(string label) => Page.GetByRole(AriaRole.Button, new() { Name = label, Exact = true });

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Assert.Empty(errors);
    }
}
