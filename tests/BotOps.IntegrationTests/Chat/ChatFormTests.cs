using BotOps.Core.Chat;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotOps.IntegrationTests.Chat;

/// <summary>A form in a private reply, in a real browser; the page's own policy forbids inline styles and scripts, and breaking it is an error there.</summary>
public class ChatFormTests(Browser browser) : IClassFixture<Browser>
{
    static readonly Form Deploy = new("deploy", "Ask for the release",
    [
        new("project", "Project", Free: false, Needed: true, null, [new("", ""), new("order-svc", "order-svc"), new("report-svc", "report-svc")]),
        new("ref", "Branch, tag or commit", Free: true, Needed: false, null, [new("master", "master"), new("release/11.3", "release/11.3")], "Left empty: the branch that the project names"),
        new("environment", "Environment", Free: false, Needed: false, null, [new("", "Left empty: the only one"), new("production", "production")]),
        new("strategy", "Hosts", Free: false, Needed: false, "", [new("", "As usual"), new("serial", "One host at a time")]),
        new("note", "Note", Free: true, Needed: false, Cards.Hostile, []),
    ], new Dictionary<string, string> { ["pause"] = "first" });

    [SkippableFact]
    public async Task It_is_filled_in_and_sent_by_keyboard_alone()
    {
        await using var host = await ChatHost.Start();
        await using var developer = await browser.Open(host, "developer");
        await developer.Send("/deploy");
        var reference = await Ask(host);

        await Expect(developer.Page.GetByLabel("Project")).ToBeFocusedAsync();
        await developer.Page.Keyboard.TypeAsync("order"); // a list chooses what begins so
        await developer.Page.Keyboard.PressAsync("Tab");
        await developer.Page.Keyboard.TypeAsync("release/11.3");
        await developer.Page.Keyboard.PressAsync("Enter");

        var sent = await host.Inbox.Only(ChatEventKind.Form);
        Assert.Equal(("developer", "deploy", reference, Cards.Channel), (sent.ExternalId, sent.Action, sent.Value, sent.Place));
        Assert.Equal(
            new Dictionary<string, string> { ["pause"] = "first", ["project"] = "order-svc", ["ref"] = "release/11.3", ["note"] = Cards.Hostile }, sent.Filled!);
        await Expect(developer.Composer).ToBeFocusedAsync();
    }

    [SkippableFact]
    public async Task A_needed_field_is_not_left_empty_and_a_form_is_sent_once()
    {
        await using var host = await ChatHost.Start();
        await using var developer = await browser.Open(host, "developer");
        await using var lead = await browser.Open(host, "lead-1");
        var reference = await Ask(host);

        await developer.Button("Ask for the release").ClickAsync();
        await Expect(developer.Page.GetByLabel("Project")).ToBeFocusedAsync();
        Assert.Empty(host.Inbox.Events);

        host.Inbox.Accepts = false;
        await developer.Page.GetByLabel("Project").SelectOptionAsync("report-svc");
        await developer.Page.GetByLabel("Hosts").SelectOptionAsync("serial");
        await developer.Button("Ask for the release").ClickAsync();
        await Expect(developer.Page.Locator(".ask-form .refused")).ToContainTextAsync("Not accepted");

        host.Inbox.Accepts = true;
        await developer.Button("Ask for the release").ClickAsync();
        Assert.Equal("report-svc", (await host.Inbox.Only(ChatEventKind.Form)).Filled!["project"]);
        await Expect(developer.Button("Ask for the release")).ToBeDisabledAsync();

        await host.Platform.Update(new Delivery(Cards.Channel, null, new Reply("Sent:", Lines: [[new Span("/deploy report-svc", Code: true)]]), "edit"), reference, CancellationToken.None);
        await Expect(developer.Page.Locator(".ask-form")).ToHaveCountAsync(0);
        await Expect(lead.Page.Locator(".private")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task Who_writes_already_keeps_the_focus()
    {
        await using var host = await ChatHost.Start();
        await using var developer = await browser.Open(host, "developer");
        await developer.Composer.FillAsync("half a word");

        await Ask(host);

        await Expect(developer.Page.Locator(".ask-form")).ToBeVisibleAsync();
        await Expect(developer.Composer).ToBeFocusedAsync();
    }

    [SkippableTheory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Its_fields_lie_within_the_message(int width, ColorScheme scheme)
    {
        await using var host = await ChatHost.Start();
        await using var developer = await browser.Open(host, "developer", width, 1180, scheme);
        await Ask(host);

        await Expect(developer.Page.Locator(".ask-form")).ToBeVisibleAsync();
        var message = (await developer.Page.Locator(".private").BoundingBoxAsync())!;
        foreach (var field in await developer.Page.Locator(".ask-form .text, .ask-form button").AllAsync())
        {
            var box = (await field.BoundingBoxAsync())!;
            Assert.InRange(box.X + box.Width, message.X, message.X + message.Width);
            Assert.InRange(box.Height, 24, 60);
        }
    }

    static Task<string> Ask(ChatHost host) =>
        host.Platform.Post(new Delivery(Cards.Channel, "developer", new Reply("Say which project. Nothing was created.", Form: Deploy), "form"), CancellationToken.None);
}
