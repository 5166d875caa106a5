using System.Buffers.Text;
using System.Text;
using BotOps.Core.Chat;
using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary>A managed file that was edited by hand stops the release before the first host.</summary>
public class FilesEditedTests
{
    const string Path = "config/app.yaml", Ours = "pool: 10\nport: {port}\n", Theirs = "pool: 60\nport: 0\n";

    [SkippableFact]
    public async Task It_asks_with_the_difference_and_Overwrite_goes_on()
    {
        await using var rig = await Rig();
        var id = await Asking(rig);

        var asks = Assert.IsType<Asking>(await rig.Use<TellRelease, Content?>(use => use.Tell($"release/{id}/question/1", default)));
        Assert.Equal(["take-over", "overwrite", "stop"], asks.Answers.Select(a => a.Button.Value.Split('/')[2]));
        Assert.Contains(asks.Differences.Single().Lines, line => line.Text == "+pool: 60");
        Assert.DoesNotContain(rig.Hosts.Calls, call => call.EndsWith(" stop", StringComparison.Ordinal));

        await rig.Use<AnswerQuestion>(use => use.Handle(id, 1, Answer.Overwrite, rig.Operator.Id, default));
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(id));
    }

    [SkippableFact]
    public async Task Take_over_makes_the_edit_a_settings_revision_and_asks_for_the_same_with_it()
    {
        await using var rig = await Rig();
        var id = await Asking(rig);

        await rig.Use<AnswerQuestion>(use => use.Handle(id, 1, Answer.TakeOver, rig.Operator.Id, default));
        var (ended, again) = (await rig.Release(id), await rig.Release(id + 1));
        Assert.Equal(ReleaseState.Failed, ended.State);
        Assert.Equal((ReleaseState.AwaitingApproval, (long?)id, ended.Commit), (again.State, again.RetryOf, again.Commit));
        var files = (await rig.Db(db => db.SettingsRevisions.SingleAsync(r => r.Id == again.SettingsRevisionId))).Settings.Run.Files;
        Assert.Equal("pool: 60\nport: {port}\n", Assert.Single(files).Content); // only what the hand changed

        await rig.Approve(again.Id, rig.Lead);
        await rig.RollOut(again.Id);
        Assert.Equal(ReleaseState.Succeeded, await rig.State(again.Id));
    }

    static async Task<ReleaseRig> Rig()
    {
        var rig = await ReleaseRig.Create();
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Settings { Run = new RunSettings { Files = [new ManagedFile(Path, Ours)] } }));
        return rig;
    }

    static async Task<long> Asking(ReleaseRig rig)
    {
        rig.Hosts.Model = (host, call) => Task.FromResult<HostAnswer?>((host.Name, call.Verb) is ("order-2", "edited") ? new HostAnswer(0, "", new Dictionary<string, string>
        {
            ["path.0"] = Path, ["encoding.0"] = FileText.Utf8, ["state.0"] = "changed", ["was.0"] = Coded(Ours.Replace("{port}", "0")), ["content.0"] = Coded(Theirs),
        }) : null);
        var id = await DecisionTests.Rolling(rig, "");
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.AwaitingDecision, await rig.State(id));
        return id;
    }

    static string Coded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
