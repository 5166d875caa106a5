using BotOps.Core.Access;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotOps.IntegrationTests.Web;

public sealed class BrowserTests
{
    [SkippableFact]
    public async Task The_log_follows_its_newest_line_until_one_scrolls_up_and_again_when_asked()
    {
        await using var site = await Site.Start();
        var (release, lead) = await Seed(site, lines: 5000);
        await using var browser = await Browser.Open(site, lead);
        var page = browser.Page;
        await page.GotoAsync($"/releases/{release.Id}");
        await Expect(page.Locator("#L5000")).ToBeInViewportAsync();

        await site.Rows.Append(release.LogId, "pay-01", "live one", "live two");
        await Expect(page.Locator("#L5002")).ToBeInViewportAsync();
        await Expect(page.Locator("#L5002")).ToContainTextAsync("live two");

        await page.Locator(".log-lines").HoverAsync();
        await page.Mouse.WheelAsync(0, -600);
        await Expect(page.Locator("#L5002")).Not.ToBeInViewportAsync();
        var top = await Top(page);
        await site.Rows.Append(release.LogId, "pay-01", [.. Enumerable.Range(1, 1177).Select(n => $"flood {n}")]);

        var pill = page.Locator("#log-newer");
        await Expect(pill).ToContainTextAsync("1,177 newer lines");
        Assert.Equal(top, await Top(page));
        await pill.ClickAsync();
        await Expect(page.Locator("#L6179")).ToBeInViewportAsync();
        await Expect(pill).ToBeHiddenAsync();

        await page.Locator(".log .search input").FillAsync("it broke");
        await Expect(page.Locator(".log .search output")).ToHaveTextAsync("no hit");
        await site.Rows.Append(release.LogId, "pay-02", [.. Enumerable.Range(1, 30_000).Select(n => n == 15_000 ? "ERROR it broke" : $"too fast {n}")]);
        await Expect(page.Locator("#L36179")).ToBeInViewportAsync(); // of so many only the last are sent
        await Expect(page.Locator("#log-rail .rail-err")).ToHaveCountAsync(1);
        await Expect(page.Locator(".log .search output")).ToContainTextAsync("1");
        await page.Locator("#log-error").ClickAsync();
        await Expect(page.Locator("#L21179")).ToContainTextAsync("ERROR it broke");
        await Expect(page.Locator("#L21180")).ToContainTextAsync("too fast 15001");
        Assert.Empty(browser.Complaints);
    }

    [SkippableFact]
    public async Task Of_two_hundred_thousand_lines_only_those_that_can_be_seen_are_in_the_page()
    {
        await using var site = await Site.Start();
        var (release, lead) = await Seed(site, lines: 200_000);
        await site.Rows.EndLog(release.LogId);
        await using var browser = await Browser.Open(site, lead);
        var page = browser.Page;

        await page.GotoAsync($"/releases/{release.Id}?log=rollout#L100000");
        await Expect(page.Locator("#L100000")).ToBeInViewportAsync();
        await Expect(page.Locator("#L100000")).ToContainTextAsync("line 100000");
        await Expect(page.Locator("#L100000")).ToHaveClassAsync("linked");
        Assert.InRange(await page.Locator(".log-rows li").CountAsync(), 20, 100);

        await page.Locator(".log-lines").EvaluateAsync("e => e.scrollTop = 0");
        await Expect(page.Locator("#L1")).ToContainTextAsync("line 1");
        await page.Keyboard.PressAsync("f");
        await Expect(page.Locator("#L200000")).ToBeInViewportAsync();
        Assert.Empty(browser.Complaints);
    }

    [SkippableFact]
    public async Task Colours_are_classes_and_a_hostile_line_is_text()
    {
        await using var site = await Site.Start();
        var (release, lead) = await Seed(site, lines: 1);
        await site.Rows.Append(release.LogId, "pay-01", "\u001b[1;31mERROR\u001b[0m <img src=x onerror=alert(1)>", "\u001b[38;5;9mother\u001b[0m");
        await using var browser = await Browser.Open(site, lead);
        await browser.Page.GotoAsync($"/releases/{release.Id}");

        await Expect(browser.Page.Locator("#L2 .ansi-red.ansi-bold")).ToHaveTextAsync("ERROR");
        await Expect(browser.Page.Locator("#L2 .t")).ToHaveTextAsync("ERROR <img src=x onerror=alert(1)>");
        await Expect(browser.Page.Locator("#L3 .t")).ToHaveTextAsync("other");
        await browser.Page.Locator("#log-error").ClickAsync();
        await Expect(browser.Page.Locator("#L2")).ToHaveClassAsync("err linked");
    }

    [SkippableFact]
    public async Task One_host_can_be_read_alone()
    {
        await using var site = await Site.Start();
        var (release, lead) = await Seed(site, lines: 1500);
        await site.Rows.Append(release.LogId, "pay-01", "own line");
        await site.Rows.Append(release.LogId, "build", "somebody else's");
        await site.Rows.Ran(release, 1, "pay-01", HostRunState.Verifying, DateTimeOffset.UtcNow.AddMinutes(-1));
        await using var browser = await Browser.Open(site, lead);
        await browser.Page.GotoAsync($"/releases/{release.Id}");

        await browser.Page.Locator("#log-source").SelectOptionAsync("host:pay-01");
        await Expect(browser.Page.Locator("#log-count")).ToHaveTextAsync("1 line");
        await Expect(browser.Page.Locator(".log-rows")).ToContainTextAsync("own line");
        await site.Rows.Append(release.LogId, "pay-01", "and another");
        await Expect(browser.Page.Locator("#L1503")).ToContainTextAsync("and another");
    }

    [SkippableFact]
    public async Task The_page_changes_while_one_looks_and_a_press_reaches_the_use_case()
    {
        await using var site = await Site.Start();
        var (release, _) = await Seed(site, lines: 1);
        var ops = await site.Rows.Person("ops", "Operator", Role.Operator);
        await using var browser = await Browser.Open(site, ops);
        var page = browser.Page;
        await page.GotoAsync($"/releases/{release.Id}");
        await site.Rows.Ran(release, 1, "pay-01", HostRunState.Verifying, DateTimeOffset.UtcNow.AddMinutes(-1));
        await Expect(page.Locator("[data-section=hosts]")).ToContainTextAsync("Verifying");
        await Expect(page.Locator("#log-source option")).ToHaveCountAsync(2); // the host's lines can be read alone now
        await Expect(page.Locator("#log-source")).ToHaveValueAsync("rollout");

        await page.GetByRole(AriaRole.Button, new() { Name = "Abort…" }).ClickAsync();
        await page.Locator("dialog[open]").GetByLabel("Reason").FillAsync("traffic spike");
        await page.GetByRole(AriaRole.Button, new() { Name = "Abort", Exact = true }).ClickAsync();
        await Eventually.True(() => site.Presses.All.Count > 0, "the press arrives");
        Assert.Equal(new Presses.Press(release.Id, "abort", ops.Id, "traffic spike"), Assert.Single(site.Presses.All));

        await site.Rows.Put(release, ReleaseState.Aborted, "traffic spike");
        await Expect(page.Locator(".release-title .state")).ToHaveTextAsync("Aborted");
        await Expect(page.Locator("[data-verb]")).ToHaveCountAsync(0);
        Assert.Empty(browser.Complaints);
    }

    static Task<double> Top(IPage page) => page.Locator(".log-lines").EvaluateAsync<double>("e => e.scrollTop");

    static async Task<(Release, Person)> Seed(Site site, int lines)
    {
        var lead = await site.Rows.Person("lead-1", "Lead 1", Role.Approver);
        var environment = await site.Rows.Environment(hosts: ["pay-01", "pay-02"]);
        var release = await site.Rows.Release(environment, lead, [["pay-01"], ["pay-02"]]);
        await site.Rows.Append(release.LogId, "build", [.. Enumerable.Range(1, lines).Select(n => $"line {n}")]);
        await site.Rows.Put(release, ReleaseState.RollingOut);
        return (release, lead);
    }
}
