using System.Net;
using System.Web;
using BotOps.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Web;

public sealed class PageLinkTests
{
    [SkippableFact]
    public async Task A_link_of_ones_own_signs_in_and_leads_to_its_page_and_looking_at_it_does_nothing()
    {
        await using var site = await Site.Start();
        var lead = await site.Rows.Person("lead-1", "Lead 1", Role.Approver);
        var link = site.PageLink(lead, "/history?person=lead-1");
        using var phone = site.Stranger();

        var preview = await site.Stranger().GetAsync(link);
        var opened = await phone.PostAsync("/open", Form(link));

        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        Assert.False(preview.Headers.Contains("Set-Cookie"));
        Assert.Equal("strict-origin", preview.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("data-at-once", await preview.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/history?person=lead-1", opened.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/history")).StatusCode);
        await using var db = site.Rows.Open();
        var noted = await db.Audit.SingleAsync(a => a.Action == "sign-in");
        Assert.Equal((lead.Id, "/history?person=lead-1"), (noted.PersonId, noted.After));

        site.Clock.Ahead = TimeSpan.FromHours(11); // within the session
        Assert.Equal("/history?person=lead-1", (await phone.GetAsync(link)).Headers.Location?.ToString()); // signed in already: straight there
    }

    [SkippableFact]
    public async Task It_opens_nothing_for_a_disabled_person_nor_after_a_day_nor_another_page_nor_from_another_site()
    {
        await using var site = await Site.Start();
        var (lead, other) = (await site.Rows.Person("lead-1", "Lead 1", Role.Approver), await site.Rows.Person("lead-2", "Lead 2", Role.Approver));
        var (link, left) = (site.PageLink(other, "/releases/42"), site.PageLink(lead, "/releases/42"));
        await using (var db = site.Rows.Open()) await db.Persons.Where(p => p.Id == lead.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Disabled, true));

        await Refused(site, left);
        await Refused(site, link.Replace("42", "43", StringComparison.Ordinal));
        using (var strange = new HttpRequestMessage(HttpMethod.Post, "/open") { Content = Form(link), Headers = { { "Origin", "https://elsewhere.example.org" } } })
            Assert.Equal(HttpStatusCode.Forbidden, (await site.Stranger().SendAsync(strange)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await site.Stranger().PostAsync("/open", Form(link))).StatusCode);
        site.Clock.Ahead = TimeSpan.FromHours(25);
        await Refused(site, link);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.Stranger().GetAsync(link)).StatusCode);
    }

    [SkippableFact]
    public async Task Who_is_signed_in_as_another_has_to_press()
    {
        await using var site = await Site.Start();
        var (lead, other) = (await site.Rows.Person("lead-1", "Lead 1", Role.Approver), await site.Rows.Person("lead-2", "Lead 2", Role.Approver));
        using var browser = await site.SignedIn(lead);

        var asked = await browser.GetStringAsync(site.PageLink(other, "/history"));

        Assert.Contains("Lead 1", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("data-at-once", asked, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_plain_link_says_what_to_type_and_one_lands_on_its_page_after_the_sign_in()
    {
        await using var site = await Site.Start();
        var lead = await site.Rows.Person("lead-1", "Lead 1", Role.Approver);
        using var phone = site.Stranger();
        phone.DefaultRequestHeaders.Add("Accept", "text/html");

        Assert.Contains("/botops login 42", await (await phone.GetAsync("/releases/42")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await phone.GetAsync("/history?project=shop");
        Assert.Equal("/history?project=shop", (await SignIn("")).Headers.Location?.ToString());
        Assert.Equal("/releases/42", (await SignIn("/releases/42")).Headers.Location?.ToString());
        Assert.Equal("/", (await SignIn("//elsewhere.example.org/")).Headers.Location?.ToString());

        async Task<HttpResponseMessage> SignIn(string to) => await phone.PostAsync("/login", new FormUrlEncodedContent([new("token", await site.Link(lead)), new("to", to)]));
    }

    [SkippableFact]
    public async Task One_tap_is_enough()
    {
        await using var site = await Site.Start();
        var lead = await site.Rows.Person("lead-1", "Lead 1", Role.Approver);
        await using var browser = await Browser.Open(site, lead);
        await browser.Page.GotoAsync("about:blank"); // a page that is open notices by itself that it is signed out, and loads again
        await browser.Page.Context.ClearCookiesAsync();

        await browser.Page.GotoAsync(site.PageLink(lead, "/history"));
        await browser.Page.WaitForURLAsync("**/history");

        Assert.Contains("Lead 1", await browser.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(browser.Complaints);
    }

    static async Task Refused(Site site, string link)
    {
        var answer = await site.Stranger().PostAsync("/open", Form(link));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("/botops login", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    static FormUrlEncodedContent Form(string link)
    {
        var fields = HttpUtility.ParseQueryString(new Uri(new Uri("http://x"), link).Query);
        return new([new("to", fields["to"]!), new("token", fields["token"]!)]);
    }
}
