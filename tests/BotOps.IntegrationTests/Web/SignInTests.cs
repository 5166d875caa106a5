using System.Net;
using BotOps.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Web;

public sealed class SignInTests
{
    [SkippableFact]
    public async Task A_link_signs_in_once_and_looking_at_it_does_not_use_it_up()
    {
        await using var site = await Site.Start();
        var lead = await site.Rows.Person("lead-1", "Lead 1", Role.Approver);
        var token = await site.Link(lead);
        using var browser = site.Stranger();

        var preview = await site.Stranger().GetAsync($"/login?token={token}");
        var first = await browser.PostAsync("/login", Site.Token(token));
        var second = await site.Stranger().PostAsync("/login", Site.Token(token));

        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        Assert.False(preview.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Contains("/botops login", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Lead 1", await browser.GetStringAsync("/"), StringComparison.Ordinal);

        var cookie = string.Join(";", first.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [SkippableFact]
    public async Task Of_many_who_use_one_link_at_once_one_gets_in()
    {
        await using var site = await Site.Start();
        var token = await site.Link(await site.Rows.Person("lead-1", "Lead 1", Role.Approver));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => site.Stranger().PostAsync("/login", Site.Token(token))));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Redirect);
    }

    [SkippableFact]
    public async Task An_old_link_and_a_made_up_one_open_nothing()
    {
        await using var site = await Site.Start();
        var token = await site.Link(await site.Rows.Person("lead-1", "Lead 1", Role.Approver));
        site.Clock.Ahead = TimeSpan.FromMinutes(11);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.Stranger().PostAsync("/login", Site.Token(token))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.Stranger().PostAsync("/login", Site.Token("abc"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.Stranger().PostAsync("/login", Site.Token(""))).StatusCode);
    }

    [SkippableFact]
    public async Task A_disabled_person_is_out_at_the_next_request_and_cannot_come_back()
    {
        await using var site = await Site.Start();
        var lead = await site.Rows.Person("lead-1", "Lead 1", Role.Approver);
        var another = await site.Link(lead);
        using var browser = await site.SignedIn(lead);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);

        await using var db = site.Rows.Open();
        await db.Persons.ExecuteUpdateAsync(set => set.SetProperty(p => p.Disabled, true));

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await site.Stranger().PostAsync("/login", Site.Token(another))).StatusCode);
    }

    [SkippableFact]
    public async Task The_database_and_the_disk_keep_nothing_that_signs_in()
    {
        await using var site = await Site.Start();
        var token = await site.Link(await site.Rows.Person("lead-1", "Lead 1"));

        await using var db = site.Rows.Open();
        Assert.DoesNotContain(token, (await db.SignInLinks.SingleAsync()).TokenSha256, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(site.Keys));
    }

    [SkippableFact]
    public async Task Signing_out_ends_the_session()
    {
        await using var site = await Site.Start();
        using var browser = await site.SignedIn(await site.Rows.Person("lead-1", "Lead 1", Role.Approver));

        await browser.PostAsync("/logout", null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/")).StatusCode);
    }

    [SkippableFact]
    public async Task A_form_of_another_site_signs_nobody_in()
    {
        await using var site = await Site.Start();
        var token = await site.Link(await site.Rows.Person("lead-1", "Lead 1", Role.Approver));
        using var browser = site.Stranger();
        using var strange = new HttpRequestMessage(HttpMethod.Post, "/login") { Content = Site.Token(token) };
        strange.Headers.Add("Origin", "https://elsewhere.example.org");

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(strange)).StatusCode);
    }
}
