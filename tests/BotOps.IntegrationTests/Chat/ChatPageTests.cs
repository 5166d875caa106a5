using BotOps.Core.Chat;
using BotOps.IntegrationTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BotOps.IntegrationTests.Chat;

public class ChatPageTests(Browser browser) : IClassFixture<Browser>
{
    [SkippableFact]
    public async Task A_typed_command_reaches_the_inbox_and_the_channel_of_everybody()
    {
        await using var host = await ChatHost.Start();
        await using var developer = await browser.Open(host, "developer");
        await using var lead = await browser.Open(host, "lead-1");

        await developer.Send("/deploy order-svc master --serial");

        Assert.Equal(new ChatEvent(ChatEventKind.Command, "developer", Cards.Channel, Text: "/deploy order-svc master --serial"), await host.Inbox.Only(ChatEventKind.Command));
        await Expect(lead.Page.Locator(".channel .typed")).ToHaveTextAsync("/deploy order-svc master --serial");
        await Expect(developer.Composer).ToHaveValueAsync("");
        await developer.Composer.PressAsync("ArrowUp");
        await Expect(developer.Composer).ToHaveValueAsync("/deploy order-svc master --serial");
    }

    [SkippableFact]
    public async Task A_command_that_was_not_accepted_stays_in_the_composer_and_says_so()
    {
        await using var host = await ChatHost.Start();
        await using var developer = await browser.Open(host, "developer");
        host.Inbox.Accepts = false;

        await developer.Send("/botops status");
        await Expect(developer.Page.Locator(".channel .reads")).ToContainTextAsync("Not accepted");
        await Expect(developer.Composer).ToHaveValueAsync("/botops status");

        host.Inbox.Accepts = true;
        await developer.Composer.PressAsync("Enter");
        await Expect(developer.Page.Locator(".channel .typed")).ToHaveCountAsync(1);
        Assert.Single(host.Inbox.Events);
    }

    [SkippableFact]
    public async Task A_question_about_a_long_line_keeps_within_a_phone_and_its_answers_can_be_read()
    {
        await using var host = await ChatHost.Start();
        await using var ops = await browser.Open(host, "ops");
        await ops.Page.SetViewportSizeAsync(390, 844);
        var answer = new AnswerLine(new Button("answer", "Overwrite", "1/1/overwrite"), "the edits on the hosts are lost");
        var difference = new Excerpt("config/shop.json", "order-02", false, [new ExcerptLine($"+ {new string('x', 400)}")], "/releases/1");

        await host.Platform.Post(new Delivery(Cards.Channel, null, new Asking("Files were edited", ["No host was touched."], null, [difference], [answer], "Asked now"), "question"), CancellationToken.None);

        var (question, button) = (await ops.Page.Locator(".question").BoundingBoxAsync(), await ops.Page.Locator(".question .answer").BoundingBoxAsync());
        Assert.True(question!.X + question.Width <= 390, $"the question ends at {question.X + question.Width}");
        Assert.True(button!.X + button.Width <= question.X + question.Width, $"the answer ends at {button.X + button.Width}, the question at {question.X + question.Width}");
    }

    [SkippableFact]
    public async Task The_card_shows_all_its_parts_as_text_and_only_the_buttons_of_who_looks()
    {
        await using var host = await ChatHost.Start();
        await using var lead = await browser.Open(host, "lead-1");
        await using var developer = await browser.Open(host, "developer");

        await host.Platform.Post(new Delivery(Cards.Channel, null, Cards.Awaiting(Cards.Hostile), "card"), CancellationToken.None);

        foreach (var part in (string[])["#43", "Awaiting approval", "9f3c1e7", "asked by Developer", "+6", "−1", "would disappear", "修正优惠券重复扣减", "3 more", "db.pool.max", "disk 91 %", "no lock", "0 of 1 approvals", Cards.Hostile])
            await Expect(lead.Card).ToContainTextAsync(part);
        await Expect(lead.Card.Locator(".cell.wait")).ToHaveCountAsync(6);
        await Expect(lead.Page.Locator(".byline", new() { HasText = "@lead-1 @lead-2" })).ToBeVisibleAsync();
        Assert.Equal(["Approve…", "Reject…"], await Labels(lead));
        await Expect(developer.Card).ToContainTextAsync("Awaiting approval");
        Assert.Equal(["Cancel"], await Labels(developer));
        Assert.DoesNotContain("taken", await lead.Page.TitleAsync());
        await Expect(lead.Page.Locator(".channel img")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task A_grave_press_is_asked_again_and_counts_once()
    {
        await using var host = await ChatHost.Start();
        await using var lead = await browser.Open(host, "lead-1");
        var reference = await host.Platform.Post(new Delivery(Cards.Channel, null, Cards.Awaiting(), "card"), CancellationToken.None);

        await lead.Button("Approve…").ClickAsync();
        await Expect(lead.Card).ToContainTextAsync("Approve although 1 commit disappears?");
        await lead.Page.Keyboard.PressAsync("Escape");
        await Expect(lead.Button("Approve…")).ToBeFocusedAsync();
        Assert.Empty(host.Inbox.Events);

        await lead.Button("Approve…").ClickAsync();
        await PressWhenArmed(lead, "Approve without c81d4aa");

        Assert.Equal(new ChatEvent(ChatEventKind.Press, "lead-1", Cards.Channel, Action: "approve", Value: "43/1"), await host.Inbox.Only(ChatEventKind.Press));
        await Expect(lead.Card.Locator("[aria-disabled=true]")).ToHaveCountAsync(1);
        await host.Platform.Update(new Delivery(Cards.Channel, null, Cards.Rolling(1), "edit"), reference, CancellationToken.None);
        await Expect(lead.Card).ToContainTextAsync("Rolling out");
        Assert.Equal(["Pause", "Abort…"], await Labels(lead));
    }

    [SkippableFact]
    public async Task Reject_asks_for_a_reason_and_takes_no_empty_one()
    {
        await using var host = await ChatHost.Start();
        await using var lead = await browser.Open(host, "lead-2");
        await host.Platform.Post(new Delivery(Cards.Channel, null, Cards.Awaiting(), "card"), CancellationToken.None);

        await lead.Button("Reject…").ClickAsync();
        var reason = lead.Page.GetByLabel("Reason for Developer");
        await reason.PressAsync("Enter");
        await Expect(lead.Card).ToContainTextAsync("Write a few words first.");
        await reason.FillAsync("after the freeze, please");
        await PressWhenArmed(lead, "Reject");

        var press = await host.Inbox.Only(ChatEventKind.Press);
        Assert.Equal(("lead-2", "reject", "after the freeze, please"), (press.ExternalId, press.Action, press.Input));
    }

    [SkippableFact]
    public async Task A_live_edit_keeps_the_focus_the_open_details_and_a_half_written_reason()
    {
        await using var host = await ChatHost.Start();
        await using var lead = await browser.Open(host, "lead-1");
        var reference = await host.Platform.Post(new Delivery(Cards.Channel, null, Cards.Awaiting(), "card"), CancellationToken.None);

        await lead.Card.Locator("summary").ClickAsync();
        await lead.Button("Reject…").ClickAsync();
        var reason = lead.Page.GetByLabel("Reason for Developer");
        await reason.FillAsync("after the");
        await host.Platform.Update(new Delivery(Cards.Channel, null, Cards.Awaiting() with { Foot = "1 of 2 approvals" }, "edit"), reference, CancellationToken.None);

        await Expect(lead.Card).ToContainTextAsync("1 of 2 approvals");
        await Expect(reason).ToBeFocusedAsync();
        await Expect(reason).ToHaveValueAsync("after the");
        await Expect(lead.Card.Locator("details[open]")).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task The_thread_is_told_live_beside_the_channel()
    {
        await using var host = await ChatHost.Start();
        await using var lead = await browser.Open(host, "lead-1");
        var root = await host.Platform.Post(new Delivery(Cards.Channel, null, Cards.Rolling(0), "card"), CancellationToken.None);
        var thread = Cards.Channel with { Root = root };

        await lead.Page.GetByRole(AriaRole.Link, new() { Name = "Thread", Exact = true }).ClickAsync();
        await Expect(lead.Page.Locator("#thread")).ToContainTextAsync("Thread of #43");
        await host.Platform.Post(new Delivery(thread, null, Cards.Built, "built"), CancellationToken.None);
        await host.Platform.Post(new Delivery(thread, null, Cards.Hosts, "hosts"), CancellationToken.None);
        await host.Platform.Update(new Delivery(Cards.Channel, null, Cards.Rolling(3), "edit"), root, CancellationToken.None);

        await Expect(lead.Page.Locator("#thread")).ToContainTextAsync("order-03");
        await Expect(lead.Page.Locator("#thread-head .cell.ok")).ToHaveCountAsync(3);
        await Expect(lead.Page.Locator(".channel .replies")).ToContainTextAsync("2 replies");
        await lead.Page.GetByLabel("Reply in the thread").First.Locator("input").FillAsync("@botops pause");
        await lead.Page.Keyboard.PressAsync("Enter");
        Assert.Equal(new ChatEvent(ChatEventKind.Command, "lead-1", thread, Text: "pause"), await host.Inbox.Only(ChatEventKind.Command));
    }

    [SkippableFact]
    public async Task After_a_break_it_says_so_and_then_shows_what_was_missed_once()
    {
        await using var host = await ChatHost.Start();
        await using var lead = await browser.Open(host, "lead-1");
        await host.Platform.Post(new Delivery(Cards.Channel, null, new Reply("before"), "before"), CancellationToken.None);
        await Expect(lead.Messages.GetByText("before")).ToBeVisibleAsync();

        await host.Close();
        await Expect(lead.Page.Locator("#live")).ToContainTextAsync("Connection lost");
        await host.Open();
        await host.Platform.Post(new Delivery(Cards.Channel, null, new Reply("meanwhile"), "meanwhile"), CancellationToken.None);

        await Expect(lead.Page.Locator("#live")).ToHaveTextAsync("Live");
        await Expect(lead.Messages.GetByText("meanwhile")).ToHaveCountAsync(1);
        await Expect(lead.Messages.GetByText("before")).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task A_private_reply_offers_what_to_try_and_suggestions_complete_it()
    {
        await using var host = await ChatHost.Start();
        await using var lead = await browser.Open(host, "lead-1");
        await using var other = await browser.Open(host, "lead-2");
        await host.Platform.Post(new Delivery(Cards.Channel, "lead-1", Cards.NoSuchProject, "private"), CancellationToken.None);
        await host.Platform.Post(new Delivery(Cards.Channel, null, new Reply("for all"), "open"), CancellationToken.None);

        await Expect(lead.Page.Locator(".private .at-fault")).ToHaveTextAsync("reprot-svc");
        await Expect(other.Messages.GetByText("for all")).ToBeVisibleAsync();
        await Expect(other.Page.Locator(".private")).ToHaveCountAsync(0);

        await lead.Button("/deploy report-svc release/11.3").ClickAsync();
        await lead.Composer.PressSequentiallyAsync(" --");
        await Expect(lead.Page.Locator(".suggest-list li")).ToHaveCountAsync(2);
        await lead.Composer.PressAsync("ArrowDown");
        await lead.Composer.PressAsync("Tab");
        await Expect(lead.Composer).ToHaveValueAsync("/deploy report-svc release/11.3 --batch ");
    }

    /// <summary>The confirming button counts half a second after it came under the pointer.</summary>
    static async Task PressWhenArmed(ChatTab tab, string label)
    {
        await Expect(tab.Button(label)).Not.ToHaveAttributeAsync("data-settling", "");
        await tab.Button(label).ClickAsync();
    }

    static async Task<IReadOnlyList<string>> Labels(ChatTab tab) => await tab.Card.Locator(".card-foot:not(form *) button").AllInnerTextsAsync();
}
