using BotOps.IntegrationTests.Chat;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotOps.IntegrationTests.Web;

/// <summary>A whole sandbox in a real browser, as its users see it.</summary>
public class StoryTests(Stage stage) : IClassFixture<Stage>
{
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

    [SkippableFact]
    public async Task A_page_is_small_and_takes_nothing_from_elsewhere()
    {
        await stage.Shipped();
        await using var ops = await stage.Open("ops");
        foreach (var path in (string[])["/chat?release=1", "/releases/1"])
        {
            var answer = await ops.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
            var bytes = await ops.Page.EvaluateAsync<long>("performance.getEntries().reduce((sum, e) => sum + (e.decodedBodySize ?? 0), 0)");
            Assert.InRange(bytes, 10_000, 300_000);
            Assert.Equal([stage.Url.Authority], await ops.Page.EvaluateAsync<string[]>("[...new Set(performance.getEntriesByType('resource').map(e => new URL(e.name).host))]"));
            Assert.DoesNotContain("unsafe", answer!.Headers["content-security-policy"], StringComparison.Ordinal);
        }
    }
}
