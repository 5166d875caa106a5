using System.Text.Json;
using BotOps.Core.Access;
using BotOps.Core.Releases;

namespace BotOps.IntegrationTests.Web;

public sealed class LiveTests
{
    [SkippableFact]
    public async Task A_release_that_changes_sends_the_sections_that_differ_and_no_others()
    {
        await using var site = await Site.Start();
        var asker = await site.Rows.Person("developer", "Developer", Role.Requester);
        var release = await site.Rows.Release(await site.Rows.Environment(hosts: ["pay-01"]), asker, [["pay-01"]]);
        using var browser = await site.SignedIn(asker);
        await using var stream = await EventStream.Open(browser, $"/releases/{release.Id}/events");
        var first = new HashSet<string>();
        while (first.Count < 5) first.Add(Key(await stream.Next("section")));

        await site.Rows.Put(release, ReleaseState.Rejected, reason: "after the freeze");
        var changed = await stream.Next("section");

        Assert.Equal(["decisions", "head", "hosts", "sources", "timeline"], first.Order());
        Assert.Equal("head", Key(changed));
        Assert.Contains("Rejected", changed.Data, StringComparison.Ordinal);
        Assert.Contains("after the freeze", changed.Data, StringComparison.Ordinal);
    }

    static string Key(EventStream.Event section) => JsonDocument.Parse(section.Data).RootElement.GetProperty("key").GetString()!;
}
