using BotOps.Core.Chat;
using BotOps.Core.Releases;

namespace BotOps.IntegrationTests.Releases;

/// <summary>What the card says and which buttons it has in each state; its push text is all that a phone shows.</summary>
public class CardTests
{
    [SkippableFact]
    public async Task A_request_shows_what_the_decision_needs()
    {
        await using var rig = await ReleaseRig.Create();
        rig.Commits.Head = LineOfCommits.Id(1);
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(6);
        var card = await rig.Card((await rig.Deploy("master --note \"the big one\"")).Id);

        Assert.Equal("#2 order-svc → production, master, 4 hosts, +5 −0", card.Push);
        Assert.Equal((5, 0, 3, 2), (card.Added, card.Gone, card.Commits.Count, card.MoreCommits));
        Assert.Contains("“the big one”", card.Head.Select(s => s.Text));
        Assert.Contains("build:1", Words(card.Facts.Single(f => f.Name == "Runs now")));
        Assert.Contains("4 hosts ready", Words(card.Facts.Single(f => f.Name == "Preflight")));
        Assert.Equal("0 of 1 approvals · expires 5 Jan 14:00 UTC", card.Foot);
        Assert.Equal(["approve", "reject", "cancel"], Actions(card));
        Assert.Equal(["dev"], card.Buttons[2].May!);
    }

    [SkippableFact]
    public async Task Its_states_have_their_words_and_buttons()
    {
        await using var rig = await ReleaseRig.Create();
        var id = (await rig.Deploy("--serial")).Id;
        await rig.Approve(id, rig.Lead);
        await Is(rig, id, "Building", "building", ["withdraw", "abort"]);

        await rig.Use<ControlRollout>(use => use.Pause(id, rig.Dev.Id, default));
        await Is(rig, id, "Building", "building", ["resume", "abort"]); // to undo the press; the pressed one is gone
        await rig.EndBuild(id);
        await rig.RollOut(id);
        await Is(rig, id, "Paused", "paused", ["resume", "abort"]);

        await rig.Use<ControlRollout>(use => use.Resume(id, rig.Dev.Id, default));
        await Is(rig, id, "Rolling out", "rolling out", ["pause", "abort"]);
        await rig.Use<ControlRollout>(use => use.Abort(id, rig.Operator.Id, "no", default));
        await Is(rig, id, "Rolling out", "rolling out", []);
        await rig.RollOut(id);
        await Is(rig, id, "Aborted", "aborted", ["retry"]);
        Assert.Equal("Aborted by Operator, 5 Jan 12:00 UTC.", (await rig.Card(id)).Foot);
        Assert.All((await rig.Card(id)).Strip, wave => Assert.Equal(Cell.Skip, wave[0].State));
    }

    [SkippableFact]
    public async Task A_success_says_what_is_current_and_a_partial_one_that_nothing_changed()
    {
        await using var rig = await ReleaseRig.Create();
        var part = await rig.Deployed("--hosts order-1");
        Assert.Contains("current build is unchanged", (await rig.Card(part.Id)).Text[0][0].Text);

        var whole = await rig.Deployed();
        Assert.Equal("build:1 is current now.", (await rig.Card(whole.Id)).Text[0][0].Text);
        Assert.EndsWith(": succeeded", (await rig.Card(whole.Id)).Push);
    }

    static async Task Is(ReleaseRig rig, long id, string word, string push, string[] buttons)
    {
        var card = await rig.Card(id);
        Assert.Equal(word, card.State.Word);
        Assert.EndsWith($": {push}", card.Push);
        Assert.Equal(buttons, Actions(card));
    }

    static string[] Actions(Card card) => [.. card.Buttons.Select(b => b.Action)];
    static string Words(Fact fact) => string.Concat(fact.Lines.SelectMany(l => l).Select(s => s.Text));
}
