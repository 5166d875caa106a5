using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BotOps.Core.Access;

namespace BotOps.IntegrationTests.Web;

public sealed class LogTests
{
    [SkippableFact]
    public async Task A_log_is_read_by_ranges_and_by_source()
    {
        await using var site = await Site.Start();
        var log = await site.Rows.Log([.. Enumerable.Range(1, 3000).Select(n => $"line {n}")]);
        await site.Rows.Append(log, "pay-01", "── Verifying", "ERROR keystore not readable");
        await site.Rows.Append(log, "build", "0 errors");
        using var lead = await site.SignedIn(await site.Rows.Person("lead-1", "Lead 1", Role.Approver));

        var range = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/logs/{log}?from=999&count=3");
        var host = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/logs/{log}/numbers?source=pay-01");
        var error = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/logs/{log}/first-error");

        Assert.Equal(3003, range.GetProperty("lines").GetInt64());
        Assert.Equal(["line 999", "line 1000", "line 1001"], range.GetProperty("items").EnumerateArray().Select(i => i[3].GetString()));
        Assert.Equal([3001, 3002], host.GetProperty("numbers").EnumerateArray().Select(n => n.GetInt64()));
        Assert.Equal(3002, error.GetProperty("line").GetInt64());
    }

    [SkippableFact]
    public async Task A_text_is_found_whatever_its_case_and_colours_and_lines_are_kept_as_text()
    {
        await using var site = await Site.Start();
        var log = await site.Rows.Log("Keystore opened", "one");
        await site.Rows.Append(log, "pay-01", "no key\u001b[31mSTORE\u001b[0m here", "two");
        using var lead = await site.SignedIn(await site.Rows.Person("lead-1", "Lead 1", Role.Approver));

        var all = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/logs/{log}/search?text=keystore");
        var host = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/logs/{log}/search?text=keystore&source=pay-01");

        Assert.Equal((2, 4), (all.GetProperty("count").GetInt64(), all.GetProperty("lines").GetInt64()));
        Assert.Equal([1, 3], all.GetProperty("numbers").EnumerateArray().Select(n => n.GetInt64()));
        Assert.Equal([3], host.GetProperty("numbers").EnumerateArray().Select(n => n.GetInt64()));
        Assert.Equal("no keySTORE here\ntwo\n", await lead.GetStringAsync($"/api/v1/logs/{log}/text?source=pay-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lead.GetAsync($"/api/v1/logs/{log}/search?text=")).StatusCode);
    }

    [SkippableFact]
    public async Task A_stream_goes_on_where_the_browser_lost_it_and_ends_with_the_log()
    {
        await using var site = await Site.Start();
        var log = await site.Rows.Log("one", "two", "three");
        using var lead = await site.SignedIn(await site.Rows.Person("lead-1", "Lead 1", Role.Approver));

        await using (var stream = await EventStream.Open(lead, $"/api/v1/logs/{log}/events?from=2"))
        {
            Assert.Equal(["two", "three"], Lines(await stream.Next("lines")));
            await site.Rows.Append(log, "build", "four");
            var live = await stream.Next("lines");
            Assert.Equal(["four"], Lines(live));
            Assert.Equal("4", live.Id);
        }

        await site.Rows.Append(log, "build", "five");
        await using var again = await EventStream.Open(lead, $"/api/v1/logs/{log}/events?from=2", lastEventId: "4");
        Assert.Equal(["five"], Lines(await again.Next("lines")));
        await site.Rows.Append(log, "build", [.. Enumerable.Range(6, 2000).Select(n => $"{n}")]);
        await using (var near = await EventStream.Open(lead, $"/api/v1/logs/{log}/events?from=1&near=3"))
        {
            Assert.Equal(["2003", "2004", "2005"], Lines(await near.Next("lines")));
            await site.Rows.Append(log, "build", "2006", "2007");
            Assert.Equal(["2006", "2007"], Lines(await near.Next("lines")));
        }

        Assert.Equal(2000, Lines(await again.Next("lines")).Count()); // who does not say so gets all
        await site.Rows.EndLog(log);
        await again.Next("end");
    }

    static IEnumerable<string?> Lines(EventStream.Event batch) =>
        JsonDocument.Parse(batch.Data).RootElement.GetProperty("lines").EnumerateArray().Select(line => line[3].GetString());
}
