using BotOps.Core.Chat;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary>A command without its needed words asks for them in a form, and the form does what the words would have done.</summary>
public class FormTests
{
    [SkippableFact]
    public async Task A_bare_deploy_asks_in_a_form_for_what_this_person_may_mean()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Environment("secret-svc", "production", new Policy(), 1);
        await rig.Save(db => db.Roles.Where(g => g.PersonId == rig.Dev.Id).ExecuteUpdateAsync(set => set.SetProperty(g => g.Project, "order-svc")));

        var form = await FormOf(rig, "/deploy --batch 3 --pause first --note \"fix of the login\"");

        Assert.Equal(["project", "ref", "environment", "strategy", "note"], form.Fields.Select(f => f.Name));
        Assert.Equal(["order-svc"], form.Fields[0].Choices.Select(c => c.Value).Where(v => v != ""));
        Assert.Equal(["order-svc", null, "production", "batch=3", "fix of the login"], form.Fields.Select(f => f.Value));
        Assert.Equal(("pause", "first"), form.Kept.Select(k => (k.Key, k.Value)).Single());
    }

    [SkippableFact]
    public async Task A_sent_form_asks_for_the_release_that_its_values_say()
    {
        await using var rig = await ReleaseRig.Create();
        var form = await FormOf(rig, "/deploy --pause first");

        await Send(rig, form, new() { ["project"] = "order-svc", ["strategy"] = "serial", ["note"] = "--plan; $(touch /tmp/x)" });

        var release = await rig.Db(db => db.Releases.SingleAsync());
        Assert.Equal("--plan; $(touch /tmp/x)", release.Note);
        Assert.True(release.Options.Serial);
        Assert.Equal(PauseAfter.First, release.Options.Pause);
    }

    [SkippableFact]
    public async Task A_form_that_was_sent_is_drawn_as_the_line_it_stands_for_and_not_for_others()
    {
        await using var rig = await ReleaseRig.Create();
        var form = await FormOf(rig, "/deploy");
        await rig.Save(db => db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(m => m.Reference, "ref").SetProperty(m => m.Sent, 1)));

        await Send(rig, form, new() { ["project"] = "order-svc" }, who: "lead", id: "stranger's");
        Assert.NotNull(((Reply)(await rig.Db(db => db.Outbox.FirstAsync(m => m.PrivateTo == "dev"))).Content!).Form);

        await Send(rig, form, new() { ["project"] = "order-svc" });
        var asked = await rig.Db(db => db.Outbox.FirstAsync(m => m.PrivateTo == "dev"));
        var spent = Assert.IsType<Reply>(asked.Content);
        Assert.Null(spent.Form);
        Assert.Equal("/deploy order-svc", spent.Lines![0][0].Text);
        Assert.True(asked.Wanted > asked.Sent);
    }

    [SkippableFact]
    public async Task A_wrong_value_is_refused_privately_and_the_form_comes_again_as_it_was_filled_in()
    {
        await using var rig = await ReleaseRig.Create();
        var form = await FormOf(rig, "/deploy");

        await Send(rig, form, new() { ["project"] = "order-svc", ["ref"] = "--upload-pack=x", ["strategy"] = "halves" });

        var refused = await Last(rig);
        Assert.Equal("--upload-pack=x", refused.AtFault);
        Assert.Equal(["order-svc", "--upload-pack=x", null, "halves", null], refused.Form!.Fields.Select(f => f.Name == "environment" ? null : f.Value));
        Assert.Empty(await rig.Db(db => db.Releases.ToListAsync()));
    }

    [SkippableFact]
    public async Task A_reject_without_its_words_asks_for_release_and_reason()
    {
        await using var rig = await ReleaseRig.Create();
        var release = await rig.Deploy();
        var form = await FormOf(rig, "/botops reject", who: "lead");
        Assert.Equal(["release", "reason"], form.Fields.Select(f => f.Name));
        Assert.Equal($"{release.Id}", form.Fields[0].Value); // the only one that it can be

        await Send(rig, form, new() { ["release"] = $"{release.Id}", ["reason"] = "after the freeze" }, who: "lead");

        Assert.Equal(ReleaseState.Rejected, await rig.State(release.Id));
    }

    [SkippableFact]
    public async Task Who_may_not_use_the_command_gets_no_form()
    {
        await using var rig = await ReleaseRig.Create();
        await Happens(rig, "e", new ChatEvent(ChatEventKind.Command, "dev", ReleaseRig.Channel, Text: "/botops reject"));

        var refused = await Last(rig);
        Assert.Null(refused.Form);
        Assert.Contains("role approver", refused.Text);
    }

    static async Task<Form> FormOf(ReleaseRig rig, string line, string who = "dev")
    {
        await Happens(rig, "typed", new ChatEvent(ChatEventKind.Command, who, ReleaseRig.Channel, Text: line));
        return (await Last(rig)).Form!;
    }

    static Task Send(ReleaseRig rig, Form form, Dictionary<string, string> values, string who = "dev", string id = "sent") => Happens(rig, id,
        new ChatEvent(ChatEventKind.Form, who, ReleaseRig.Channel, Action: form.Command, Value: "ref", Filled: form.Filled(values)));

    static async Task<Reply> Last(ReleaseRig rig) =>
        Assert.IsType<Reply>((await rig.Db(db => db.Outbox.Where(m => m.PrivateTo != null).OrderBy(m => m.Id).LastAsync())).Content);

    static async Task Happens(ReleaseRig rig, string id, ChatEvent happened)
    {
        await rig.The<IInbox>().Accept("fake", "t", id, happened, default);
        using var worker = rig.New<InboxWorker>();
        await worker.StartAsync(default);
        await Eventually.True(() => rig.Db(db => db.Inbox.AllAsync(i => i.DoneAt != null)), "every event handled");
        await worker.StopAsync(default);
    }
}
