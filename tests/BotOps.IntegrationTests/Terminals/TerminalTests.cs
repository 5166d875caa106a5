using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Terminals;

/// <summary>The executable's own verbs: a real process, a real database, no chat and no page.</summary>
public sealed class TerminalTests : IDisposable
{
    readonly string data = Directory.CreateTempSubdirectory("botops-verbs-").FullName;

    [SkippableFact]
    public async Task Approve_approves_as_the_person_whose_account_the_user_is_and_leaves_the_build_to_the_workers()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        var release = await rig.Deploy();
        await Map(rig, rig.Lead);

        var done = await Run(rig, "approve", $"{release.Id}");

        Assert.True(done.ExitCode == 0, done.Errors);
        Assert.Equal(ReleaseState.Building, await rig.State(release.Id));
        var entry = await rig.Db(db => db.Audit.SingleAsync(a => a.Action == "approve"));
        Assert.Equal((rig.Lead.Id, $"#{release.Id}", $"({OsUser.Current()})"), (entry.PersonId!.Value, entry.Subject, entry.Why));
        Assert.Equal(1, await rig.Db(db => db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from hangfire.jobqueue where queue = 'build'").SingleAsync()));
        Assert.Contains($"#{release.Id} order-svc → production: Building", done.Output, StringComparison.Ordinal);
        Assert.Contains("No worker is running.", done.Output, StringComparison.Ordinal);
        Assert.Contains("approved", (await rig.Said(release.Id)).Single(), StringComparison.OrdinalIgnoreCase); // its thread in the channel
    }

    [SkippableFact]
    public async Task Who_has_not_the_role_is_refused_and_nothing_changes()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        var release = await rig.Deploy(by: rig.Lead);
        await Map(rig, rig.Dev);
        var before = await rig.Db(db => db.Audit.CountAsync());

        var refused = await Run(rig, "approve", $"#{release.Id}");
        var wrong = await Run(rig, "aprove", $"{release.Id}");
        var bad = await Run(rig, "reject", $"{release.Id}");

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("role approver for order-svc to production. Ask @lead or @other-lead.", refused.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, wrong.ExitCode);
        Assert.Equal(2, bad.ExitCode);
        Assert.Contains("Try: botops reject 42 --reason 'after the freeze'", bad.Errors, StringComparison.Ordinal);
        Assert.Equal(ReleaseState.AwaitingApproval, await rig.State(release.Id));
        Assert.Equal(before, await rig.Db(db => db.Audit.CountAsync()));
    }

    [SkippableFact]
    public async Task A_user_whom_nobody_mapped_is_nobody()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        await rig.Save(async db =>
        {
            db.Accounts.Add(new Account { Platform = OsUser.Platform, Tenant = "another-machine", ExternalId = OsUser.Current().Name, PersonId = rig.Operator.Id });
            db.Accounts.Add(new Account { Platform = "web", Tenant = OsUser.AnyMachine, ExternalId = OsUser.Current().Name, PersonId = rig.Operator.Id });
            await Task.CompletedTask;
        });

        var refused = await Run(rig, "status");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"Ask @operator to give your person the account in the catalog, accounts: [os/{OsUser.Current().Name}]", refused.Errors, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Commits_that_would_disappear_are_asked_again_and_yes_answers()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        rig.Commits.Head = LineOfCommits.Id(3);
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        var release = await rig.Deploy();
        await Map(rig, rig.Lead);

        var asked = await Run(rig, "approve", $"{release.Id}");
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains($"If you mean it: botops approve {release.Id} --yes", asked.Errors, StringComparison.Ordinal);
        Assert.Equal(ReleaseState.AwaitingApproval, await rig.State(release.Id));

        var done = await Run(rig, "approve", $"{release.Id}", "--yes");
        Assert.True(done.ExitCode == 0, done.Errors);
        Assert.Equal(ReleaseState.Building, await rig.State(release.Id));
    }

    [SkippableFact]
    public async Task A_rollback_that_takes_over_asks_first_and_yes_answers()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        var running = (await rig.Deploy("--serial --pause first")).Id;
        await rig.Approve(running, rig.Lead);
        await rig.EndBuild(running);
        await rig.RollOut(running);
        await Map(rig, rig.Operator);
        Keep(builds: 2);

        var asked = await Run(rig, "rollback", "order-svc", "--reason", "errors at checkout");
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("If you mean it: botops rollback order-svc --reason 'errors at checkout' --yes", asked.Errors, StringComparison.Ordinal);
        Assert.Equal(ReleaseState.Paused, await rig.State(running));

        var done = await Run(rig, "rollback", "order-svc", "--reason", "errors at checkout", "--yes");
        Assert.True(done.ExitCode == 0, done.Errors);
        var (aborted, back) = (await rig.Release(running), await rig.Release(running + 1));
        Assert.Equal((ReleaseState.Aborted, ReleaseState.RollingOut, "errors at checkout"), (aborted.State, back.State, back.Note));
    }

    [SkippableFact]
    public async Task An_open_question_can_be_read_and_answered()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        var id = (await rig.Deploy("--serial")).Id;
        await rig.Approve(id, rig.Lead);
        await rig.EndBuild(id);
        rig.Hosts.Instead = (host, verb) => Task.FromResult(verb == "activate" && host == "order-2" ? ObedientHosts.Fails("no room") : null);
        await rig.RollOut(id);
        Assert.Equal(ReleaseState.AwaitingDecision, await rig.State(id));
        await Map(rig, rig.Operator);

        var status = await Run(rig, "status");
        Assert.Contains("order-2 failed", status.Output, StringComparison.Ordinal);
        Assert.Contains($"botops answer {id} stop", status.Output, StringComparison.Ordinal);

        var done = await Run(rig, "answer", $"{id}", "stop");
        Assert.True(done.ExitCode == 0, done.Errors);
        Assert.Equal(ReleaseState.Failed, await rig.State(id));
    }

    [SkippableFact]
    public async Task The_first_admin_of_the_configuration_can_act_at_once()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        await rig.Save(db => db.Roles.Where(r => r.Role == Role.Admin).ExecuteDeleteAsync());
        var user = OsUser.Current().Name;

        var done = await VerbProcess.Run(new Dictionary<string, string>(Variables(rig)) { ["BOTOPS_BotOps__FirstAdmin"] = $"boss os/{user}" }, "grant", "@dev", "admin", "*", "--reason", "it's \"her\" $(id)");

        Assert.True(done.ExitCode == 0, done.Errors);
        Assert.Contains("@dev is admin for all projects now.", done.Output, StringComparison.Ordinal);
        Assert.Equal(["boss", "dev"], await rig.Use<Roles, IReadOnlyList<string>>(roles => roles.Admins(default)));
        Assert.Equal($"it's \"her\" $(id) ({OsUser.Current()})", await rig.Db(db => db.Audit.Where(a => a.Action == "grant").Select(a => a.Why).SingleAsync()));
    }

    [SkippableFact]
    public async Task Serve_makes_the_first_admin_at_its_start()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        await rig.Save(db => db.Roles.Where(r => r.Role == Role.Admin).ExecuteDeleteAsync());

        await using var serve = BotOpsProcess.Start(["serve", "--role", "web", "--urls", "http://127.0.0.1:0"], new Dictionary<string, string>(Variables(rig)) { ["BOTOPS_BotOps__FirstAdmin"] = "boss slack/T012/U345" });
        await serve.Says("There was no admin: boss (slack/T012/U345) is admin of everything now.");
        await serve.Says("BotOps serves");

        Assert.Equal(["boss"], await rig.Use<Roles, IReadOnlyList<string>>(roles => roles.Admins(default)));
    }

    [SkippableFact]
    public async Task Drain_waits_until_nothing_is_under_way_says_so_everywhere_and_lasts_until_it_is_ended()
    {
        await using var rig = await ReleaseRig.Create(realClock: true);
        await Map(rig, rig.Operator);

        var drained = await Run(rig, "drain", "--reason", "upgrade", "--wait");
        var (status, doctor) = (await Run(rig, "status"), await Run(rig, "doctor"));
        var ended = await Run(rig, "drain", "--end");

        Assert.True(drained.ExitCode == 0, drained.Errors);
        Assert.StartsWith("BotOps is being drained by Operator (“upgrade”): nothing new starts, also after a restart.", drained.Output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing is under way.\n", drained.Output, StringComparison.Ordinal);
        Assert.Contains("BotOps is being drained by Operator (“upgrade”)", status.Output, StringComparison.Ordinal);
        Assert.Contains("FAIL drain BotOps is being drained by Operator", doctor.Output, StringComparison.Ordinal);
        Assert.Equal((0, "The drain of Operator (“upgrade”) is over: everything goes on from where it was.\n"), (ended.ExitCode, ended.Output));
        Assert.Equal(rig.Operator.Id, await rig.Db(db => db.Audit.Where(a => a.Action == "end drain").Select(a => a.PersonId).SingleAsync()));
    }

    [SkippableFact]
    public async Task A_release_asked_for_in_a_terminal_is_told_in_the_projects_channels_and_nowhere_else()
    {
        await using var rig = await ReleaseRig.Create();
        var terminal = new Place(OsUser.Platform, "build-1", "anna");
        var silent = await Ask(rig, terminal);
        await rig.Save(async db => (await db.Projects.SingleAsync()).Channels = ["fake/t/orders"]);
        var told = await Ask(rig, terminal);
        await rig.Approve(silent, rig.Lead);

        Assert.Equal([$"release/{told}/card@fake/t/orders"], await rig.Db(db => db.Outbox.Select(m => m.Key).ToListAsync()));
    }

    /// <summary>What the rig built, as the executable's own store has it.</summary>
    void Keep(int builds)
    {
        var shelf = Directory.CreateDirectory(Path.Combine(data, "artifacts", "00")).FullName;
        for (var build = 1; build <= builds; build++) File.WriteAllText(Path.Combine(shelf, $"{build:x64}.1"), "x");
    }

    static async Task<long> Ask(ReleaseRig rig, Place place) => await rig.Use<RequestRelease, long>(async request =>
        (await request.Handle(new Core.Chat.Commands.DeployInput("order-svc", null, null, new PlanOptions()), rig.Dev.Id, place, default)).Id);

    static Task Map(ReleaseRig rig, Person person) => rig.Save(async db =>
    {
        db.Accounts.Add(new Account { Platform = OsUser.Platform, Tenant = OsUser.AnyMachine, ExternalId = OsUser.Current().Name, PersonId = person.Id });
        await Task.CompletedTask;
    });

    Task<VerbProcess> Run(ReleaseRig rig, params string[] arguments) => VerbProcess.Run(Variables(rig), arguments);

    Dictionary<string, string> Variables(ReleaseRig rig)
    {
        // The rig's artifacts are in memory; what was built is kept in this folder for the executable
        Directory.CreateDirectory(Path.Combine(data, "artifacts", "incoming"));
        return new() { ["BOTOPS_ConnectionStrings__BotOps"] = rig.Database, ["BOTOPS_BotOps__DataFolder"] = data };
    }

    public void Dispose() => Directory.Delete(data, recursive: true);
}
