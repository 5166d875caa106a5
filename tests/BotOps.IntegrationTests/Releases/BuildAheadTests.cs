using BotOps.Core;
using BotOps.Core.Builds;
using BotOps.Core.Chat;
using BotOps.Core.Jobs;
using BotOps.Core.Logs;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Secrets;
using BotOps.Core.Sources;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace BotOps.IntegrationTests.Releases;

/// <summary>A build ahead of time: ordered, told in one message, found by a later deploy, taken back.</summary>
public class BuildAheadTests
{
    [SkippableFact]
    public async Task A_deploy_finds_what_was_built_ahead()
    {
        await using var rig = await ReleaseRig.Create();
        Assert.Null(await rig.Type("/build order-svc master", rig.Dev));
        Assert.Equal(["BuildJob 1"], rig.Jobs.Enqueued);
        Assert.Equal("build build:1: order-svc master " + LineOfCommits.Id(1), await rig.Db(db => db.Audit.Select(a => $"{a.Action} {a.Subject}: {a.After}").SingleAsync()));
        await rig.Built(1);

        var release = await rig.Deployed();
        Assert.Equal(1, release.BuildId);
        Assert.Single(rig.Jobs.Enqueued, j => j.StartsWith("BuildJob", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Its_one_message_follows_the_log_and_says_how_it_ended()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Type("/build order-svc master", rig.Dev);
        var message = await rig.Db(db => db.Outbox.SingleAsync());
        Assert.Equal(("build/1", "deploys", (long?)1), (message.Topic, message.Channel, message.Follows));
        await Log(rig, "── dotnet publish", "restored");

        var live = Assert.IsType<Excerpt>(await Says(rig));
        Assert.Equal(("order-svc: build:1 of 0000000, asked by Dev", true, "/builds/1/log"), (live.Title, live.Live, live.Path));
        Assert.Equal(["── dotnet publish", "restored"], live.Lines.Select(l => l.Text));
        Assert.Contains("build:1 order-svc 0000000 waits to be built, asked by Dev, 0 s", Lines(await rig.Type("/botops status", rig.Lead)));

        await rig.Built(1);
        Assert.Equal($"order-svc: Built build:1 in 0 s · 1 kB · sha256 {new string('0', 12)} · asked by Dev · log · /deploy order-svc build:1", (await Says(rig)).Push);
    }

    [SkippableFact]
    public async Task A_failure_shows_the_lines_around_the_first_error()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Type("/build order-svc master", rig.Dev);
        await Log(rig, "compiling", "error CS1002: ; expected");
        await rig.Built(1, succeeds: false);

        var failure = Assert.IsType<Excerpt>(await Says(rig));
        Assert.Equal("order-svc: build:1, asked by Dev, failed: make exited with 2.", failure.Title);
        Assert.Equal("error CS1002: ; expected", failure.Lines.Single(l => l.Error).Text);
    }

    [SkippableFact]
    public async Task What_is_built_or_being_built_already_is_said_at_once()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Type("/build order-svc master", rig.Dev);
        Assert.Equal("0000000 is being built already: build:1. Its message in the channel tells how it goes.", (await rig.Type("/build order-svc master", rig.Lead))!.Text);

        await rig.Built(1);
        rig.Clock.Advance(TimeSpan.FromMinutes(3));
        var reply = (await rig.Type("/build order-svc master", rig.Lead))!;
        Assert.Equal(("0000000 is built already: build:1, 3 m ago. Nothing was built.", "/deploy order-svc build:1 to production"), (reply.Text, reply.TryInstead));
        Assert.Single(await rig.Db(db => db.Builds.ToListAsync()));
        Assert.Single(await rig.Db(db => db.Outbox.ToListAsync()));
    }

    [SkippableFact]
    public async Task Who_ordered_it_or_an_operator_takes_it_back_while_no_release_waits_for_it()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Type("/build order-svc master", rig.Dev);
        Assert.Contains("role operator", await ReleaseRig.Refused(rig.Type("/botops cancel build:1", rig.Lead)));

        var release = await rig.Deploy();
        await rig.Approve(release.Id, rig.Lead);
        var awaited = await Assert.ThrowsAsync<UserError>(() => rig.Type("/botops cancel build:1", rig.Dev));
        Assert.Equal(($"#{release.Id} waits for build:1; abort that instead. Nothing changed.", $"/botops abort {release.Id}"), (awaited.Message, awaited.TryInstead));
        await rig.EndBuild(release.Id, succeeds: false);

        await rig.Type("/build order-svc master", rig.Dev);
        await rig.Type("/botops cancel build:2 --reason \"wrong branch\"", rig.Dev);
        Assert.True(await rig.Db(db => db.Builds.Where(b => b.Id == 2).Select(b => b.CancelRequested).SingleAsync()));
        Assert.Contains("is being cancelled already", await ReleaseRig.Refused(rig.Type("/botops cancel build:2", rig.Operator)));
        await rig.Save(async db => (await db.Builds.SingleAsync(b => b.Id == 2)).Cancel("aborted", rig.Clock.GetUtcNow()));
        Assert.Equal("order-svc: build:2 was cancelled by Dev: “wrong branch”", (await Says(rig, 2)).Push);
        Assert.Contains("has ended", await ReleaseRig.Refused(rig.Type("/botops cancel build:2", rig.Operator)));
        Assert.Contains("There is no build:3", await ReleaseRig.Refused(rig.Type("/botops cancel build:3", rig.Operator)));
    }

    [SkippableFact]
    public async Task A_deploy_builds_anew_what_was_taken_back()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Type("/build order-svc master", rig.Dev);
        await rig.Type("/botops cancel build:1", rig.Dev);

        var release = await rig.Deploy();
        await rig.Approve(release.Id, rig.Lead);
        Assert.Equal(2, (await rig.Release(release.Id)).BuildId);
    }

    [SkippableFact]
    public async Task Who_is_no_requester_or_names_no_commit_orders_nothing()
    {
        await using var rig = await ReleaseRig.Create();
        rig.Commits.Broken = new SourceError("There is no branch, tag or commit “mastre”.");
        await Assert.ThrowsAsync<SourceError>(() => rig.Type("/build order-svc mastre", rig.Dev));
        await rig.Save(db => db.Roles.Where(g => g.PersonId == rig.Dev.Id).ExecuteDeleteAsync());
        Assert.Contains("no role yet", await ReleaseRig.Refused(rig.Type("/build order-svc master", rig.Dev)));
        Assert.Empty(await rig.Db(db => db.Builds.ToListAsync()));
    }

    [SkippableFact]
    public async Task A_build_whose_worker_died_or_whose_job_was_lost_is_started_again()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        await rig.Type("/build order-svc master", rig.Dev);
        await rig.Save(db => db.Builds.ExecuteUpdateAsync(set => set
            .SetProperty(b => b.State, BuildState.Running).SetProperty(b => b.Worker, "dead").SetProperty(b => b.LeaseUntil, DateTimeOffset.UtcNow.AddSeconds(-1))));
        rig.Jobs.Enqueued.Clear();

        var reconciler = rig.New<Reconciler>();
        await reconciler.StartAsync(default);
        await Eventually.True(() => rig.Jobs.Enqueued.Contains("BuildJob 1"), "the build is started again");
        await reconciler.StopAsync(default);
    }

    static async Task<Content> Says(ReleaseRig rig, long build = 1) => (await rig.Use<TellRelease, Content?>(tell => tell.Tell($"build/{build}", default)))!;

    static async Task Log(ReleaseRig rig, params string[] lines)
    {
        await using var log = rig.The<LogStore>().Open(1, SecretMask.None, default);
        foreach (var line in lines) await log.Write("build", line, default);
    }

    static List<string> Lines(Reply? reply) => [.. reply!.Lines!.Select(l => string.Concat(l.Select(s => s.Text)))];
}
