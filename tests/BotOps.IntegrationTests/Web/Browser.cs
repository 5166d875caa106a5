using BotOps.Core.Access;
using BotOps.IntegrationTests.Support;
using Microsoft.Playwright;

namespace BotOps.IntegrationTests.Web;

/// <summary>A Chromium that is signed in by a link, as a person is.</summary>
sealed class Browser(IPlaywright playwright, IBrowser chromium, IPage page) : IAsyncDisposable
{
    const string Program = "/usr/bin/chromium";
    public const string Missing = "chromium is not installed (tests/run installs it)";

    public static bool Available => File.Exists(Program);
    public IPage Page => page;

    /// <summary>What the page's scripts and its policy complained about.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Browser> Open(Site site, Person person, int width = 1440, int height = 2400, ColorScheme scheme = ColorScheme.Light)
    {
        Skip.IfNot(Available, Missing);
        Assertions.SetDefaultExpectTimeout((float)Eventually.Limit.TotalMilliseconds);
        var playwright = await Playwright.CreateAsync();
        var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program });
        var page = await chromium.NewPageAsync(new() { BaseURL = site.Address.ToString(), ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme });
        var browser = new Browser(playwright, chromium, page);
        page.Console += (_, message) => { if (message.Type is "error" or "warning") browser.Complaints.Add(message.Text); };
        page.PageError += (_, error) => browser.Complaints.Add(error);

        await page.GotoAsync($"/login?token={await site.Link(person)}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync("**/");
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }
}
