using BotOps.IntegrationTests.Chat;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotOps.IntegrationTests.Web;

/// <summary>A whole sandbox in a real browser, as its users see it.</summary>
public class StoryTests(Stage stage) : IClassFixture<Stage>
{
    [SkippableFact]
    public async Task The_story_is_played_by_mouse_in_two_browsers()
    {
        await stage.Shipped();
        await using var ops = await stage.Open("ops");
        var page = ops.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Home" }).ClickAsync();
        await Expect(page.Locator("[data-section=others]")).ToContainTextAsync("4 of 4");
        await page.GetByRole(AriaRole.Link, new() { Name = "#1 order-svc → production" }).ClickAsync();
        await Expect(page.Locator("#log-count")).ToContainTextAsync("lines");
        await Stage.Picture(page, "release", "/releases/1", ".log-rows li", 1300);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("healthy");
        await Expect(page.Locator(".search output")).ToContainTextAsync("of 4");
        await page.Locator("#hit-next").ClickAsync();
        await Expect(page.Locator(".log-rows mark.now")).ToBeInViewportAsync();
        await page.Locator("#log-source").SelectOptionAsync("host:order-03");
        await Expect(page.Locator(".search output")).ToHaveTextAsync("1 of 1");
        await page.Locator(".log-rows a.n").Nth(2).ClickAsync();
        await Expect(page.Locator(".log-rows .linked")).ToHaveCountAsync(1);
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#log-save").ClickAsync());
        Assert.Equal("release-1-host-order-03.txt", download.SuggestedFilename);
        Assert.Contains("release 1 is healthy", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = "# deploys" }).ClickAsync();
        await Expect(page.Locator("#thread")).ToContainTextAsync("Thread of #1");
    }

    [SkippableFact]
    public async Task The_story_is_played_by_keyboard_alone()
    {
        await stage.Shipped();
        await using var developer = await stage.Open("developer");
        await using var lead = await stage.Open("lead-2");
        var keys = developer.Page.Keyboard;
        await keys.PressAsync("/");
        await keys.TypeAsync("/depl");
        await Expect(developer.Page.Locator(".suggest-list li").First).ToBeVisibleAsync();
        await keys.PressAsync("Tab");
        await keys.TypeAsync("order-svc master --seri");
        await Expect(developer.Page.Locator(".suggest-list li[aria-selected=true]")).ToContainTextAsync("--serial");
        await keys.PressAsync("Tab");
        await Expect(developer.Page.Locator(".channel .reads")).ToContainTextAsync("order-svc");
        await keys.PressAsync("Enter");
        await Expect(lead.Card).ToContainTextAsync("one at a time"); // not another test's
        await Expect(lead.Card).ToContainTextAsync("Awaiting approval");
        var number = await lead.Card.Locator(".number").InnerTextAsync();
        await Stage.Picture(lead.Page, "chat", "/chat?release=1", "#thread .results", 1000);

        keys = lead.Page.Keyboard;
        await keys.PressAsync("k"); // the newest message
        await keys.PressAsync("a");
        await Expect(lead.Card).Not.ToContainTextAsync("Awaiting approval");
        await keys.PressAsync("Enter");
        await Expect(lead.Page.Locator("#thread")).ToContainTextAsync($"Thread of {number}");
        await Expect(lead.Page.Locator("#thread")).ToContainTextAsync("4 of 4 updated", Stage.Patient);
        await keys.PressAsync("?");
        await Expect(lead.Page.Locator("#keys")).ToBeVisibleAsync();
        await keys.PressAsync("Escape");
        await keys.PressAsync("Escape");
        await Expect(lead.Page.Locator("#thread")).ToHaveCountAsync(0);

        await Reach(lead.Page, $".channel .number[href='/releases/{number[1..]}']");
        await keys.PressAsync("Enter");
        await Expect(lead.Page.Locator("#log-count")).ToContainTextAsync("lines");
        await keys.PressAsync("/");
        await keys.TypeAsync("runs build:");
        await keys.PressAsync("Enter");
        await Expect(lead.Page.Locator(".search output")).ToContainTextAsync("of ");
        await keys.PressAsync("Escape");
        await keys.PressAsync("t");
        await Expect(lead.Page.Locator("#log-times")).ToHaveAttributeAsync("aria-pressed", "true");
        await keys.PressAsync("l");
        await Expect(lead.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"#L\d+$"));
    }

    [SkippableFact]
    public async Task A_cut_network_is_said_and_what_was_missed_is_there_once_afterwards()
    {
        await stage.Shipped();
        await using var network = new CutProxy(stage.Url);
        await using var lead = await stage.Open("lead-1", through: network.Address);
        var release = await lead.Page.Context.NewPageAsync();
        await release.GotoAsync("/releases/1");
        await Expect(release.Locator("#live")).ToHaveTextAsync("Live");
        using var ops = await stage.BotOps.Person("ops");
        await ops.Say("before the cut");
        await Expect(lead.Messages.GetByText("before the cut")).ToBeVisibleAsync();

        network.Cut();
        await Expect(lead.Page.Locator("#live")).ToContainTextAsync("Connection lost");
        await Expect(release.Locator("#live")).ToContainTextAsync("Connection lost");
        await ops.Say("during the cut");
        network.Mend();

        await Expect(lead.Page.Locator("#live")).ToHaveTextAsync("Live");
        await Expect(release.Locator("#live")).ToHaveTextAsync("Live");
        await Expect(lead.Messages.GetByText("during the cut")).ToHaveCountAsync(1);
        await Expect(lead.Messages.GetByText("before the cut")).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task Hostile_text_is_text_everywhere_and_widens_no_phone()
    {
        await stage.Shipped();
        stage.Branch("hostile", $"{Stage.Hostile} {new string('W', 10_000)}");
        using var developer = await stage.BotOps.Person("developer");
        await developer.Say($"{Stage.Hostile} {new string('x', 3000)}");
        var number = await developer.Deploy($"/deploy order-svc hostile --note '{Stage.Hostile.Replace("'", "", StringComparison.Ordinal)}'");

        await using var lead = await stage.Open("lead-1", width: 390, height: 844);
        await Expect(lead.Card).ToContainTextAsync("<img src=x");
        foreach (var path in (string[])["/chat", $"/chat?release={number}", "/", $"/releases/{number}", "/history"])
        {
            await lead.Page.GotoAsync(path);
            if (path != "/") await Expect(lead.Page.Locator("body")).ToContainTextAsync("onerror");
            Assert.DoesNotContain("taken", await lead.Page.TitleAsync(), StringComparison.Ordinal);
            Assert.Equal(0, await lead.Page.Locator("img").CountAsync());
            Assert.True(await lead.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= 390, $"{path} is wider than the phone");
        }
    }

    [SkippableTheory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Axe_finds_nothing_serious_in_either_theme(int width)
    {
        Skip.IfNot(Axe.Available, "axe-core is not installed (tests/run installs it where node and npm are)");
        await stage.Shipped();
        await using var ops = await stage.Open("ops", width);
        foreach (var path in (string[])["/chat", "/chat?release=1", "/", "/releases/1", "/history"])
        {
            await ops.Page.GotoAsync(path);
            if (path.StartsWith("/rel", StringComparison.Ordinal)) await Expect(ops.Page.Locator("#log-count")).ToContainTextAsync("lines");
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await ops.Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce }); // no colour is judged on its way to another
                var found = await Axe.Judge(ops.Page);
                Assert.True(found.Count == 0, $"{path}, {scheme}, {width} px: {string.Join("\n", found)}");
            }
        }
    }

    [SkippableFact]
    public async Task A_page_is_small_and_takes_nothing_from_elsewhere()
    {
        await stage.Shipped();
        await using var ops = await stage.Open("ops");
        foreach (var path in (string[])["/chat?release=1", "/releases/1", "/", "/history"])
        {
            var answer = await ops.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
            var bytes = await ops.Page.EvaluateAsync<long>("performance.getEntries().reduce((sum, e) => sum + (e.decodedBodySize ?? 0), 0)");
            Assert.InRange(bytes, 10_000, 300_000);
            Assert.Equal([stage.Url.Authority], await ops.Page.EvaluateAsync<string[]>("[...new Set(performance.getEntriesByType('resource').map(e => new URL(e.name).host))]"));
            Assert.DoesNotContain("unsafe", answer!.Headers["content-security-policy"], StringComparison.Ordinal);
        }
    }

    /// <summary>Back by Tab, as often as it takes.</summary>
    static async Task Reach(IPage page, string selector)
    {
        for (var tabs = 0; tabs < 100 && !await page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector); tabs++)
            await page.Keyboard.PressAsync("Shift+Tab");
        Assert.True(await page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector), $"{selector} is not reached by Tab");
    }
}
