using System.Diagnostics;
using BotOps.Core.Doctor;
using BotOps.Core.Hosts;
using BotOps.IntegrationTests.Hosts;
using BotOps.IntegrationTests.Support;
using BotOps.Tests;

namespace BotOps.IntegrationTests.Salt;

/// <summary>What goes wrong between BotOps and a minion, which Salt itself mostly calls a success.</summary>
public class SaltTroubleTests
{
    [SkippableFact]
    public async Task Whatever_a_minion_returns_that_is_no_answer_is_a_failure_that_names_it()
    {
        await using var rig = await SaltRig.Create();
        var expected = new (object? Returned, string Problem)[]
        {
            (null, "minion order-01 returned null for botops.call, which is no answer: its log says why"),
            (false, "minion order-01 returned false for botops.call"),
            (true, "minion order-01 returned true for botops.call"),
            ("", "minion order-01 returned \"\" for botops.call"),
            (new { }, "minion order-01 returned {} for botops.call"),
            (Array.Empty<string>(), "minion order-01 returned [] for botops.call"),
            ("Minion did not return. [Not connected]", "minion order-01 did not answer (Minion did not return. [Not connected]): does salt-minion run there"),
            ("'botops.call' is not available.", "minion order-01 has no botops.call: copy deploy/salt/_modules/botops.py"),
            ("Passed invalid arguments: call() got an unexpected keyword argument 'seen'.", "minion order-01 has the module botops of another version"),
            ("The minion function caused an exception: Traceback (most recent call last):\n  File \"x\", line 1\nMemoryError: no room", "botops.call failed on minion order-01: MemoryError: no room"),
            ("ERROR: executor splay not found", "minion order-01 says: ERROR: executor splay not found"),
            (new { protocol = 2 }, "minion order-01 has the module botops of another version"),
            (new { protocol = 1, problem = "there is no user app on this host" }, "minion order-01 says: there is no user app on this host"),
        };

        foreach (var (returned, problem) in expected)
        {
            await rig.Api.Let("order-01", new { returns = returned });
            Assert.StartsWith($"order-01: {problem}", await rig.Problem(), StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public async Task A_minion_that_is_silent_unknown_or_forgets_its_job_is_named_in_time()
    {
        await using var rig = await SaltRig.Create();

        await rig.Api.Let("order-01", new { silent = true });
        var clock = Stopwatch.StartNew();
        Assert.Matches("^order-01: minion order-01 did not answer within [0-9]+ s: does salt-minion run there, and reach the master", await rig.Problem());
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1.8), TimeSpan.FromSeconds(15)); // following, and the limit

        Assert.Equal("order-01: the master knows no minion gone.example.org: accept its key there (salt-key -a gone.example.org), or set salt: minion in the catalog",
            await rig.Problem(new SaltAccess { Minion = "gone.example.org" }));
    }

    [SkippableFact]
    public async Task Salt_api_that_is_away_distrusted_or_lets_nobody_in_says_what_to_do()
    {
        await using (var stranger = await SaltRig.Create(options => options with { User = "stranger" }))
            Assert.StartsWith("order-01: salt-api does not let stranger in (eauth pam): check BotOps:Salt:User, Password and Eauth", await stranger.Problem(), StringComparison.Ordinal);
        await using (var distrusting = await SaltRig.Create(options => options with { Ca = Other(options.Ca!) }))
            Assert.Matches("^order-01: the certificate of salt-api at https://127.0.0.1:[0-9]+/ is not trusted: .*: set BotOps:Salt:Ca", await distrusting.Problem());
        await using (var away = await SaltRig.Create(options => options with { Url = new Uri($"https://127.0.0.1:{Ports.Free()}/") }))
            Assert.Matches("^order-01: salt-api at https://127.0.0.1:[0-9]+/ cannot be reached: ", await away.Problem());
        await using var unset = await SaltRig.Create(options => options with { Url = null });
        Assert.Equal("order-01: there is a host with transport: salt, and no BotOps:Salt:Url", await unset.Problem());
    }

    [SkippableFact]
    public async Task The_doctor_asks_every_minion()
    {
        var database = await Database.Create();
        await using var rig = await SaltRig.Create(database: database);
        Assert.Equal(CheckState.Ok, (await rig.Doctor.Run(default)).State);
        await using (var db = Database.Open(database))
        {
            db.Hosts.AddRange(SaltRig.New(), new Host { Name = "web-01", Address = "127.0.0.1", Root = "/srv", Transport = "salt", Salt = new SaltAccess { Minion = "web.example.org" } });
            await db.SaveChangesAsync();
        }

        Assert.Equal($"salt-api at {rig.Api.Url} lets BotOps in, 2 minions answered", (await rig.Doctor.Run(default)).Text);

        await rig.Api.Let("web.example.org", new { returns = "'botops.about' is not available." });
        var missing = await rig.Doctor.Run(default);
        Assert.Equal(CheckState.Fail, missing.State);
        Assert.StartsWith("web-01: minion web.example.org has no botops.about: copy deploy/salt/_modules/botops.py", missing.Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_execution_module_passes_its_own_tests()
    {
        Skip.IfNot(SaltApiDouble.Available, SaltApiDouble.Missing);
        var start = new ProcessStartInfo("python3", ["-m", "unittest", Path.GetFileName(SaltApiDouble.ModuleTest)])
        {
            WorkingDirectory = Path.GetDirectoryName(SaltApiDouble.ModuleTest)!, RedirectStandardError = true,
            Environment =
            {
                ["BOTOPS_MODULE"] = SaltApiDouble.Module, ["BOTOPS_SCRIPT"] = Path.Combine(ShippedFiles.Root, "deploy", "hosts", "botops-host"), ["PYTHONDONTWRITEBYTECODE"] = "1",
            },
        };
        using var tests = Process.Start(start)!;
        var said = await tests.StandardError.ReadToEndAsync();
        await tests.WaitForExitAsync();
        Assert.True(tests.ExitCode == 0, said);
    }

    static string Other(string certificate)
    {
        var other = Path.Combine(Path.GetDirectoryName(certificate)!, "other.crt");
        SaltApiDouble.Sign(other, Path.ChangeExtension(other, ".key"));
        return other;
    }
}
