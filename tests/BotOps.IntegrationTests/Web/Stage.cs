using BotOps.IntegrationTests.Chat;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotOps.IntegrationTests.Web;

/// <summary>One sandbox and one Chromium for all that is played in the pages; the first release is shipped by mouse.</summary>
public sealed class Stage : IAsyncLifetime
{
    /// <summary>Text of the kind that pages have broken over.</summary>
    public const string Hostile = "<img src=x onerror=\"document.title='taken'\"> &amp; \u202egnp.exe zero\u200bwidth ${alert(1)}";

    readonly Chat.Browser chromium = new();
    Task? shipped;
    RunningBotOps? botops;

    public Uri Url => botops!.Url;
    public RunningBotOps BotOps => botops!;

    public async Task InitializeAsync()
    {
        if (!Browser.Available || !Database.Available || !File.Exists("/usr/bin/busybox")) return;
        await chromium.InitializeAsync();
        botops = await RunningBotOps.Start("all");
    }

    internal Task<ChatTab> Open(string handle, int width = 1440, int height = 1000, ColorScheme scheme = ColorScheme.Light, string? through = null)
    {
        Skip.IfNot(botops is not null, Browser.Missing);
        return chromium.Open(through ?? Url.ToString(), handle, width, height, scheme);
    }

    /// <summary>There is a release #1 that has succeeded: asked for by one browser, approved in another that looks on meanwhile.</summary>
    public Task Shipped() => shipped ??= Ship();

    async Task Ship()
    {
        await using var developer = await Open("developer");
        await using var lead = await Open("lead-1");
        await Expect(developer.Page.Locator(".welcome")).ToBeVisibleAsync();
        await developer.Page.Locator("[data-try]").First.ClickAsync();
        await developer.Page.Locator(".channel .composer [type=submit]").ClickAsync();
        await Expect(lead.Card).ToContainTextAsync("Awaiting approval");
        await Expect(lead.Page.Locator("#waits")).ToHaveTextAsync("1");
        await Expect(developer.Button("Cancel")).ToBeVisibleAsync();
        await Expect(developer.Button("Approve")).ToHaveCountAsync(0);
        await Expect(developer.Page.Locator(".welcome, .first-visit")).ToHaveCountAsync(0);

        await lead.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await Calm.Watch(developer.Page);
        await Calm.Watch(lead.Page);
        await lead.Button("Approve").ClickAsync();
        await Expect(lead.Button("Approve")).ToHaveCountAsync(0);
        await lead.Page.Locator(".channel .replies").Last.ClickAsync();
        await lead.Page.Locator("#thread").GetByRole(AriaRole.Link, new() { Name = "Release" }).ClickAsync();
        await Expect(lead.Page.Locator(".tl svg[role=img]")).ToBeVisibleAsync(); // from the build on
        await Calm.Watch(lead.Page);
        await Eventually.True(() => Calm.Moved(developer.Page), "the host under way breathes");
        await Expect(lead.Page.Locator("[data-section=hosts]")).ToContainTextAsync("4 of 4 updated", Patient);
        await Expect(lead.Page.Locator(".release-title .state")).ToHaveTextAsync("Succeeded", new() { Timeout = Patient.Timeout });
        await Expect(developer.Card).ToContainTextAsync("Succeeded");
        await Expect(lead.Page.Locator("#live")).ToHaveTextAsync("Live");
        Assert.False(await Calm.Moved(lead.Page), "something moved for who wants no motion");
        await Calm.Judge(developer.Page);
        await Calm.Judge(lead.Page);
    }

    /// <summary>A build and a rollout, on a machine that does much else.</summary>
    public static LocatorAssertionsToContainTextOptions Patient { get; } = new() { Timeout = (float)BotOpsProcess.Limit.TotalMilliseconds };

    /// <summary>A branch with one commit over master, with this title.</summary>
    public void Branch(string name, string title)
    {
        var repository = Path.Combine(BotOps.Folder, "repos", "order-svc.git");
        string Git(params string[] arguments) => Programs.Run("git", repository, ["-c", "user.name=Eve", "-c", "user.email=eve@example.org", .. arguments]);
        Git("update-ref", $"refs/heads/{name}", Git("commit-tree", "master^{tree}", "-p", "master", "-m", title));
    }

    /// <summary>Writes a picture for the README where that was asked for (tests/run --pictures), so that it shows what is there.</summary>
    /// <param name="ready">What is on the page when all of it is.</param>
    public static async Task Picture(IPage reader, string name, string path, string ready, int height)
    {
        if (Environment.GetEnvironmentVariable("BOTOPS_PICTURES") is not { Length: > 0 } folder) return;
        var page = await reader.Context.NewPageAsync();
        await page.SetViewportSizeAsync(1440, height);
        await page.GotoAsync(path);
        await page.Locator(ready).First.WaitForAsync();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{scheme.ToString().ToLowerInvariant()}.png") });
        }
        await page.CloseAsync();
    }

    public async Task DisposeAsync()
    {
        if (botops is not null) await botops.DisposeAsync();
        await chromium.DisposeAsync();
    }
}
