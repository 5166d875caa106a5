using BotOps.Core.Hosts;
using BotOps.Core.Projects;
using BotOps.Core.Releases;

namespace BotOps.IntegrationTests.Releases;

/// <summary>When a rollout writes the managed files.</summary>
public class RenderTests
{
    [SkippableFact]
    public async Task Files_are_written_after_the_artifact_came_and_before_anything_stops()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Settings { Run = new RunSettings { Start = ["./run"], Files = [new ManagedFile("a", "1\n")] } }));

        await rig.Deployed("--hosts order-1");

        Assert.Equal(["fetch", "render", "stop", "activate", "start"], Verbs(rig, "fetch", "render", "stop", "activate", "start"));
    }

    [SkippableFact]
    public async Task A_project_without_files_is_not_asked_to_render_any()
    {
        await using var rig = await ReleaseRig.Create();

        await rig.Deployed("--hosts order-1");

        Assert.Equal(["fetch"], Verbs(rig, "fetch", "render"));
    }

    /// <summary>Its folder may have been cleared away meanwhile, and be unpacked again from an archive that is there.</summary>
    [SkippableFact]
    public async Task A_host_that_goes_back_gets_the_files_of_the_release_that_it_goes_back_to()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Save(db => ReleaseRig.NewSettings(db, rig.Production, new Settings { Run = new RunSettings { Start = ["./run"], Files = [new ManagedFile("a", "1\n")] } }));
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        var id = await DecisionTests.Asking(rig, "order-1");
        rig.Hosts.Instead = (_, _) => Task.FromResult<HostAnswer?>(null);
        rig.Hosts.Calls.Clear();

        await rig.Use<AnswerQuestion>(use => use.Handle(id, null, Answer.RollBack, rig.Operator.Id, default));
        await rig.RollOut(id);

        Assert.Equal(ReleaseState.RolledBack, await rig.State(id));
        Assert.Equal(["fetch", "render", "stop", "activate", "start"], Verbs(rig, "fetch", "render", "stop", "activate", "start"));
    }

    static IEnumerable<string> Verbs(ReleaseRig rig, params string[] verbs) =>
        rig.Hosts.Calls.Where(c => c.StartsWith("order-1 ", StringComparison.Ordinal)).Select(c => c.Split(' ')[1]).Where(verbs.Contains);
}
