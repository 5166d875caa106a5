using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Builds;
using BotOps.Core.Releases;
using BotOps.Core.Sources;
using BotOps.IntegrationTests.Support;

namespace BotOps.IntegrationTests.Web;

public sealed class PageTests
{
    static readonly string[][] Waves = [["pay-01"], ["pay-02", "pay-03"]];
    static readonly string[] Hosts = ["pay-01", "pay-02", "pay-03"];

    [SkippableFact]
    public async Task Without_a_session_every_address_is_401_and_says_how_to_get_one()
    {
        await using var site = await Site.Start();
        using var stranger = site.Stranger();

        foreach (var path in new[] { "/", "/events", "/releases/1", "/releases/1/events" })
        {
            var answer = await stranger.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains("/botops login", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        foreach (var path in new[] { "/api/v1/releases/1", "/api/v1/releases/1/hosts", "/api/v1/logs/1", "/api/v1/logs/1/events" })
        {
            var answer = await stranger.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsJsonAsync("/api/v1/releases/1/abort", new { })).StatusCode);
        Assert.Empty(site.Presses.All);
    }

    [SkippableFact]
    public async Task A_person_without_any_role_reads_nothing()
    {
        await using var site = await Site.Start();
        using var guest = await site.SignedIn(await site.Rows.Person("guest", "Guest"));

        Assert.Equal(HttpStatusCode.Forbidden, (await guest.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await guest.GetAsync("/api/v1/releases/1")).StatusCode);
    }

    [SkippableFact]
    public async Task Every_answer_forbids_scripts_and_styles_in_the_page_and_no_page_has_any()
    {
        await using var site = await Site.Start();
        var release = await Seed(site);
        using var lead = await site.SignedIn(await site.Rows.Person("lead-9", "Lead 9", Role.Approver));

        foreach (var path in new[] { "/", $"/releases/{release.Id}", "/releases/999999", "/nowhere", "/login?token=x", "/assets/app.css", "/healthz", $"/api/v1/releases/{release.Id}" })
        {
            var answer = await lead.GetAsync(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            var body = await answer.Content.ReadAsStringAsync();

            Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.DoesNotContain("style=\"", body, StringComparison.Ordinal);
            Assert.DoesNotContain("<style", body, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", body, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task Very_many_hosts_are_a_picture_too()
    {
        await using var site = await Site.Start();
        var hosts = Enumerable.Range(1, 45).Select(n => $"pay-{n:00}").ToArray();
        var lead = await site.Rows.Person("lead-9", "Lead 9", Role.Approver);
        var release = await site.Rows.Release(await site.Rows.Environment(hosts: hosts), lead, [.. hosts.Chunk(15)]);
        foreach (var (index, host) in hosts.Take(4).Index())
            await site.Rows.Ran(release, 1, host, index switch { 0 => HostRunState.Succeeded, 1 => HostRunState.Failed, _ => HostRunState.Verifying }, DateTimeOffset.UtcNow.AddMinutes(-4), "exit code 1", 9);
        await site.Rows.Planned(release, [.. hosts[4..].Index().Select(h => (h.Item, (h.Index + 4) / 15 + 1))]);
        await site.Rows.Put(release, ReleaseState.RollingOut);
        using var browser = await site.SignedIn(lead);
        var page = await browser.GetStringAsync($"/releases/{release.Id}");

        Assert.Equal(5, Regex.Count(page, "<path class=\"st-[tdavr]\"")); // what has ended, a shape a step
        Assert.Equal(2, Regex.Count(page, "<rect class=\"st-v\"[^>]* data-grows")); // what runs grows
        Assert.Contains("<title>pay-02 failed at Verifying</title>", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(">Wave 3</text>", page, StringComparison.Ordinal);
    }

    public static TheoryData<ReleaseState> States => [.. Enum.GetValues<ReleaseState>()];

    [SkippableTheory]
    [MemberData(nameof(States))]
    public async Task The_page_of_a_release_shows_its_state(ReleaseState state)
    {
        await using var site = await Site.Start();
        var release = await Seed(site);
        await site.Rows.Put(release, state, reason: state is ReleaseState.Failed ? "pay-02: GET /health gave 503" : null);
        using var lead = await site.SignedIn(await site.Rows.Person("lead-9", "Lead 9", Role.Approver));

        var page = await lead.GetStringAsync($"/releases/{release.Id}");
        var json = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/releases/{release.Id}");

        Assert.Contains(Texts.Page.State(state).Word, page, StringComparison.Ordinal);
        Assert.Contains("pay-svc → production", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.All(Hosts, host => Assert.Contains(host, page, StringComparison.Ordinal));
        Assert.Equal(state.ToString(), json.GetProperty("state").GetString());
        Assert.Contains($"#{release.Id}", await lead.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task What_a_person_a_commit_or_a_host_says_is_text_and_never_markup()
    {
        const string Evil = "<img src=x onerror=alert(1)>\"'&";
        await using var site = await Site.Start();
        var asker = await site.Rows.Person("evil", $"Eve {Evil}", Role.Requester, Role.Operator);
        var environment = await site.Rows.Environment(hosts: Hosts);
        var commit = new CommitInfo(new string('b', 40), $"title {Evil}", $"author {Evil}", DateTimeOffset.UtcNow);
        var release = await site.Rows.Release(environment, asker, Waves, reference: $"branch{Evil}", note: $"note {Evil}", added: [commit], gone: [commit]);
        await site.Rows.Ran(release, 1, "pay-01", HostRunState.Failed, DateTimeOffset.UtcNow.AddMinutes(-2), reason: $"reason {Evil}");
        await site.Rows.Put(release, ReleaseState.Failed, reason: $"why {Evil}");
        using var browser = await site.SignedIn(asker);

        foreach (var path in new[] { "/", $"/releases/{release.Id}" })
        {
            var page = await browser.GetStringAsync(path);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
            Assert.Contains("&lt;img", page, StringComparison.Ordinal);
        }
        Assert.Contains($"reason {Evil}", WebUtility.HtmlDecode(await browser.GetStringAsync($"/releases/{release.Id}")), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Buttons_are_drawn_for_those_who_may_press_them_and_a_press_is_judged_by_the_use_case()
    {
        await using var site = await Site.Start();
        var release = await Seed(site);
        await site.Rows.Put(release, ReleaseState.RollingOut);
        var ops = await site.Rows.Person("ops", "Operator", Role.Operator);
        using var lead = await site.SignedIn(await site.Rows.Person("lead-9", "Lead 9", Role.Approver));
        using var op = await site.SignedIn(ops);

        Assert.DoesNotContain("data-verb", await lead.GetStringAsync($"/releases/{release.Id}"), StringComparison.Ordinal);
        Assert.Contains("data-verb=\"abort\"", await op.GetStringAsync($"/releases/{release.Id}"), StringComparison.Ordinal);

        var done = await op.PostAsJsonAsync($"/api/v1/releases/{release.Id}/abort", new { reason = "traffic spike" });
        site.Presses.Refuse = new UserError("Lead 1 was faster. Nothing changed by your press.");
        var late = await op.PostAsJsonAsync($"/api/v1/releases/{release.Id}/abort", new { });
        var unknown = await op.PostAsJsonAsync($"/api/v1/releases/{release.Id}/explode", new { });

        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Equal([new Presses.Press(release.Id, "abort", ops.Id, "traffic spike")], site.Presses.All);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Equal("Lead 1 was faster. Nothing changed by your press.", (await late.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }

    [SkippableFact]
    public async Task Times_are_shown_in_the_viewers_zone()
    {
        await using var site = await Site.Start();
        var asker = await site.Rows.Person("developer", "Developer", Role.Requester); // Europe/Berlin
        var environment = await site.Rows.Environment(hosts: Hosts);
        var release = await site.Rows.Release(environment, asker, Waves, at: new DateTimeOffset(2026, 1, 5, 23, 54, 0, TimeSpan.Zero));
        using var browser = await site.SignedIn(asker);

        Assert.Contains(">6 Jan 00:54<", await browser.GetStringAsync($"/releases/{release.Id}"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_front_door_sorts_what_waits_by_whom_it_waits_for()
    {
        await using var site = await Site.Start();
        await Seed(site);
        using var lead = await site.SignedIn(await site.Rows.Person("lead-9", "Lead 9", Role.Approver));
        using var other = await site.SignedIn(await site.Rows.Person("ops", "Operator", Role.Operator));

        var mine = await lead.GetStringAsync("/");
        var theirs = await other.GetStringAsync("/");

        Assert.Contains("Look at it", mine, StringComparison.Ordinal);
        Assert.DoesNotContain("Look at it", theirs, StringComparison.Ordinal);
        Assert.Contains("Waits for @lead-9.", theirs, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Health_tells_whether_the_database_answers()
    {
        await using var site = await Site.Start();
        Assert.Equal("ok\n", await site.Stranger().GetStringAsync("/healthz"));
    }

    static async Task<Release> Seed(Site site)
    {
        var asker = await site.Rows.Person("developer", "Developer", Role.Requester);
        var environment = await site.Rows.Environment(hosts: Hosts);
        var build = await site.Rows.Build(environment, await site.Rows.Log("one", "two"), BuildState.Succeeded, DateTimeOffset.UtcNow.AddMinutes(-5));
        return await site.Rows.Release(environment, asker, Waves, note: "needed before the refund window", build: build.Id);
    }
}
