using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Web;

public sealed class LanguageTests
{
    static readonly string[] English = ["Rolling out", "Approved by", "Decisions", "Timeline", "updated", "Waits for", "Sign out", "Follow<", "first error", "Draining</li>", "In service"];

    [SkippableFact]
    public async Task A_page_is_written_in_the_language_of_who_reads_it()
    {
        await using var site = await Site.Start();
        var (release, english, chinese) = await Seed(site);
        using var one = await site.SignedIn(english);
        using var other = await site.SignedIn(chinese);

        foreach (var path in new[] { "/", $"/releases/{release.Id}" })
        {
            var (en, zh) = (await one.GetStringAsync(path), WebUtility.HtmlDecode(await other.GetStringAsync(path)));
            Assert.Contains("<html lang=\"en\"", en, StringComparison.Ordinal);
            Assert.Contains("<html lang=\"zh-Hans\"", zh, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", en);
            Assert.Contains("发布中", zh, StringComparison.Ordinal);
            Assert.All(English, word => Assert.DoesNotContain(word, zh, StringComparison.Ordinal));
        }
        Assert.Contains("1月6日 00:54", WebUtility.HtmlDecode(await other.GetStringAsync($"/releases/{release.Id}")), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_stranger_is_spoken_to_as_their_browser_wants()
    {
        await using var site = await Site.Start();

        Assert.Contains("Sign in first", await Ask(null), StringComparison.Ordinal);
        Assert.Contains("Sign in first", await Ask("de, fr;q=0.9"), StringComparison.Ordinal);
        Assert.Contains("Sign in first", await Ask("zh-CN;q=0, en"), StringComparison.Ordinal);
        Assert.Contains("请先登录", await Ask("zh-CN,zh;q=0.9,en;q=0.8"), StringComparison.Ordinal);
        Assert.Contains("请先登录", await Ask("de, en;q=0.2, zh;q=0.7"), StringComparison.Ordinal);

        async Task<string> Ask(string? languages)
        {
            using var stranger = site.Stranger();
            if (languages is not null) stranger.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", languages);
            return WebUtility.HtmlDecode(await (await stranger.GetAsync("/")).Content.ReadAsStringAsync());
        }
    }

    [SkippableFact]
    public async Task A_refused_press_and_an_error_are_told_in_the_language_of_who_pressed()
    {
        await using var site = await Site.Start();
        var (release, _, chinese) = await Seed(site);
        using var browser = await site.SignedIn(chinese);

        var refused = await (await browser.PostAsJsonAsync($"/api/v1/releases/{release.Id}/explode", new { })).Content.ReadFromJsonAsync<JsonElement>();
        var missing = await (await browser.GetAsync("/nowhere")).Content.ReadAsStringAsync();

        Assert.Equal("操作未成功", refused.GetProperty("title").GetString());
        Assert.StartsWith("此处不能对发布单执行“explode”", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("此处没有内容", WebUtility.HtmlDecode(missing), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_open_page_is_told_when_its_reader_has_chosen_another_language()
    {
        await using var site = await Site.Start();
        var (release, english, _) = await Seed(site);
        using var browser = await site.SignedIn(english);
        await using var stream = await EventStream.Open(browser, $"/releases/{release.Id}/events");
        await stream.Next("section");

        await using (var db = site.Rows.Open())
            await db.Persons.Where(p => p.Id == english.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Language, Languages.Chinese));
        await site.Rows.Put(release, ReleaseState.Paused, reason: "as asked"); // as the answer to /botops language does, it raises the outbox

        Assert.Equal("\"zh-Hans\"", (await stream.Next("language")).Data);
    }

    static async Task<(Release Release, Person English, Person Chinese)> Seed(Site site)
    {
        var english = await site.Rows.Person("developer", "Developer", Role.Requester); // Europe/Berlin
        var chinese = await site.Rows.Person("lead", "Lead", Role.Operator);
        await using (var db = site.Rows.Open())
            await db.Persons.Where(p => p.Id == chinese.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Language, Languages.Chinese));
        var environment = await site.Rows.Environment(hosts: ["pay-01", "pay-02"]);
        var release = await site.Rows.Release(environment, english, [["pay-01"], ["pay-02"]], at: new DateTimeOffset(2026, 1, 5, 23, 54, 0, TimeSpan.Zero));
        await site.Rows.Ran(release, 1, "pay-01", HostRunState.Succeeded, DateTimeOffset.UtcNow.AddMinutes(-2));
        await site.Rows.Put(release, ReleaseState.RollingOut);
        return (release, english, chinese);
    }
}
