using System.Net;
using System.Text.RegularExpressions;
using BotOps.Core.Access;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using static Microsoft.Playwright.Assertions;

namespace BotOps.IntegrationTests.Web;

public sealed class HistoryTests
{
    static readonly DateTimeOffset Late = new(2026, 1, 5, 23, 54, 0, TimeSpan.Zero);

    [SkippableFact]
    public async Task It_shows_who_did_what_when_why_before_and_after_as_text_in_the_viewers_zone()
    {
        const string Evil = "<img src=x onerror=alert(1)>\"'&";
        await using var site = await Site.Start();
        var admin = await site.Rows.Person("admin", $"Eve {Evil}", Role.Admin); // Europe/Berlin
        await Note(site, admin, "grant", $"role approver pay-svc of {Evil}", $"before {Evil}", $"after {Evil}", $"why {Evil}");
        using var browser = await site.SignedIn(admin);

        var page = await browser.GetStringAsync("/history");

        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains(">2026-01-06 00:54<", page, StringComparison.Ordinal);
        var text = WebUtility.HtmlDecode(page);
        foreach (var part in new[] { $"Eve {Evil}", $"role approver pay-svc of {Evil}", $"before {Evil} → after {Evil}", $"why {Evil}" })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Only_projects_with_a_role_are_read_and_the_filters_find_project_person_and_release()
    {
        await using var site = await Site.Start();
        var (pay, order) = (await site.Rows.Environment("pay-svc"), await site.Rows.Environment("order-svc"));
        var anna = await site.Rows.Person("anna", "Anna", Role.Requester); // of all projects
        var ben = await Only(site, "ben", "pay-svc");
        var paid = await site.Rows.Release(pay, anna, [["x"]]);
        var ordered = await site.Rows.Release(order, anna, [["x"]]);
        await Note(site, anna, "deploy", $"#{paid.Id}", after: "first of pay");
        await Note(site, anna, "deploy", $"#{ordered.Id}", after: "first of order");
        await Note(site, null, "apply", "project order-svc production", after: "~ project order-svc production: port 1 → 2");
        await Note(site, null, "apply", "host order-01", after: "secret of admins");
        await Note(site, anna, "grant", "role approver pay-svc of ben", after: "made ben approver");
        using var some = await site.SignedIn(ben);
        using var all = await site.SignedIn(await site.Rows.Person("boss", "Boss", Role.Admin));

        await Shows(some, "/history", has: ["first of pay", "made ben approver"], not: ["first of order", "port 1", "secret of admins", "value=\"order-svc\""]);
        await Shows(all, "/history", has: ["first of pay", "first of order", "~ port 1", "secret of admins"], not: []);
        await Shows(all, "/history?project=order-svc", has: ["first of order", "~ port 1"], not: ["first of pay", "secret of admins", "made ben approver"]);
        await Shows(all, "/history?person=@ben", has: ["made ben approver"], not: ["first of pay", "port 1"]);
        await Shows(all, $"/history?release=%23{paid.Id}&project=&person=", has: ["first of pay"], not: ["first of order", "made ben approver"]);
        foreach (var closed in new[] { "/history?project=order-svc", $"/history?release={ordered.Id}" })
        {
            var answer = await some.GetAsync(closed);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("The history of order-svc is for those who have a role there. Ask @boss for one.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task Older_lines_are_on_the_next_page_and_none_is_lost()
    {
        await using var site = await Site.Start();
        var admin = await site.Rows.Person("admin", "Admin", Role.Admin);
        for (var n = 1; n <= 120; n++) await Note(site, admin, "sign-in", $"person/p{n:000}");
        using var browser = await site.SignedIn(admin); // which is one line more

        var seen = new List<string>();
        for (string? next = "/history?person=admin"; next is not null;)
        {
            var page = WebUtility.HtmlDecode(await browser.GetStringAsync(next));
            seen.AddRange(page.Split("person/p").Skip(1).Select(rest => rest[..3]));
            Assert.InRange(seen.Count, 1, 120);
            next = page.Split("href=\"").Skip(1).Select(rest => rest[..rest.IndexOf('"')]).FirstOrDefault(href => href.Contains("below=", StringComparison.Ordinal));
        }
        Assert.Equal(Enumerable.Range(1, 120).Reverse().Select(n => $"{n:000}"), seen);
    }

    [SkippableFact]
    public async Task It_is_linked_and_closed_to_strangers_and_a_person_without_a_role_reads_whom_to_ask()
    {
        await using var site = await Site.Start();
        var lead = await site.Rows.Person("lead", "Lead", Role.Approver);
        var release = await site.Rows.Release(await site.Rows.Environment(), lead, [["x"]]);
        await site.Rows.Person("boss", "Boss", Role.Admin);
        using var reader = await site.SignedIn(lead);
        using var guest = await site.SignedIn(await site.Rows.Person("guest", "Guest"));

        Assert.Contains("href=\"/history\"", await reader.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Contains($"href=\"/history?release={release.Id}\"", await reader.GetStringAsync($"/releases/{release.Id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.Stranger().GetAsync("/history")).StatusCode);
        foreach (var path in new[] { "/", "/history" })
        {
            var answer = await guest.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("You have no role yet. Ask @boss to grant you one.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task It_fits_a_phone_and_breaks_no_rule_of_its_own_policy()
    {
        await using var site = await Site.Start();
        var admin = await site.Rows.Person("ops", "Ops", Role.Admin);
        await site.Rows.Environment("order-svc");
        await Note(site, admin, "grant", "role approver order-svc/production of developer", "requester", "requester, approver order-svc/production", "lead is ill (os/build-1/anna)");
        await using var browser = await Browser.Open(site, admin, width: 390);

        await browser.Page.GotoAsync("/history");
        await Expect(browser.Page.Locator(".history tbody tr").Nth(1)).ToContainTextAsync("Ops @ops");
        await Expect(browser.Page.Locator(".history tbody tr").Nth(1)).ToContainTextAsync("grant role approver order-svc/production of developer");
        await browser.Page.GetByLabel("Project").SelectOptionAsync("order-svc");
        await browser.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(browser.Page).ToHaveURLAsync(new Regex("/history\\?project=order-svc"));

        Assert.True(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
        Assert.Empty(browser.Complaints);
    }

    static async Task Shows(HttpClient browser, string path, string[] has, string[] not)
    {
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(path));
        Assert.All(has, text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.All(not, text => Assert.DoesNotContain(text, page, StringComparison.Ordinal));
    }

    static async Task<Person> Only(Site site, string handle, string project)
    {
        var person = await site.Rows.Person(handle, handle);
        await using var db = site.Rows.Open();
        db.Roles.Add(new RoleGrant { PersonId = person.Id, Role = Role.Operator, Project = project });
        await db.SaveChangesAsync();
        return person;
    }

    static async Task Note(Site site, Person? by, string action, string subject, string? before = null, string? after = null, string? why = null)
    {
        await using var db = site.Rows.Open();
        db.Audit.Add(new AuditEntry { At = Late, PersonId = by?.Id, Action = action, Subject = subject, Before = before, After = after, Why = why });
        await db.SaveChangesAsync();
    }
}
