using System.Diagnostics;
using System.Text;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;
using BotOps.Sandbox.Postgres;
using Npgsql;

namespace BotOps.IntegrationTests.Survival;

[Collection(SurvivalCollection.Name)]
public class SecretsTests(SharedBotOps shared)
{
    const string BuildSecret = "w7+Kq/9z&Tr=4m:Xe/P2", RepositoryToken = "ghq_81x+Zt/Qm5&uV0rKd3";

    /// <summary>Prints the variable as it is, in base64 and URL-encoded, as builds do that quarrel with a registry.</summary>
    const string Leak =
        """
        echo "token $TOKEN"; printf %s "$TOKEN" | base64; printf %s "user:$TOKEN" | base64
        for ((i = 0; i < ${#TOKEN}; i++)); do c=${TOKEN:i:1}; case $c in [a-zA-Z0-9.~_-]) printf %s "$c";; *) printf %%%02X "'$c";; esac; done; echo
        mkdir out; cp VERSION out/
        """;

    [SkippableFact]
    public async Task No_secret_is_in_a_dump_of_the_database_or_in_any_file_or_output()
    {
        var botops = await shared.Start();
        botops.Variables["SURVIVAL_BUILD"] = BuildSecret;
        botops.Variables["SURVIVAL_GIT"] = RepositoryToken;
        await using var server = await GitServer.Start(botops.Below("sources"), "deployer", RepositoryToken);
        using var person = await botops.Person("developer");
        var project = await SmallProject.Add(botops, "secretive",
            change: (_, usual) => usual with { Build = SmallProject.Building(Leak) with { Secrets = new Dictionary<string, string> { ["TOKEN"] = "env:SURVIVAL_BUILD" } } },
            source: project => new Repository("git", $"{server.Url}/{project.Name}", Token: "env:SURVIVAL_GIT", TokenUser: "deployer"));
        await using var worker = await botops.StartWorker();

        var release = await person.Deploy("/deploy secretive");
        await botops.Becomes(release, ReleaseState.Succeeded);
        await botops.ToldOnce(release);

        Assert.Contains((await botops.BuildLog(release)).Select(l => l.Text), text => text.StartsWith("token ", StringComparison.Ordinal)); // it did print
        Assert.Equal(["1"], await project.Answers());
        var forms = Forms(BuildSecret).Concat(Forms(RepositoryToken)).Append(Convert.ToBase64String(Encoding.UTF8.GetBytes($"deployer:{RepositoryToken}"))).ToList();
        var dump = await Dump(botops);
        Assert.Contains("secretive", dump, StringComparison.Ordinal);
        foreach (var form in forms)
        {
            Assert.DoesNotContain(form, dump, StringComparison.Ordinal);
            Assert.DoesNotContain(form, botops.Output, StringComparison.Ordinal);
            Assert.Empty(Grep(form, botops.Folder));
        }
    }

    static IEnumerable<string> Forms(string secret) => [secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Uri.EscapeDataString(secret)];

    /// <summary>Bytes are dumped as hexadecimal digits, so the log is read as text apart.</summary>
    internal static async Task<string> Dump(RunningBotOps botops)
    {
        var at = new NpgsqlConnectionStringBuilder(botops.ConnectionString);
        var start = new ProcessStartInfo(Path.Combine(PostgresBinaries.Find(), "pg_dump"), ["-h", at.Host!, "-p", $"{at.Port}", "-U", at.Username!, at.Database!]) { RedirectStandardOutput = true };
        start.Environment["PGPASSWORD"] = at.Password;
        using var dump = Process.Start(start)!;
        var text = await dump.StandardOutput.ReadToEndAsync();
        await dump.WaitForExitAsync();
        Assert.Equal(0, dump.ExitCode);
        var logs = await botops.Rows("select convert_from(text, 'utf8') from botops.log_chunks");
        return text + string.Concat(logs.Select(row => row[0]));
    }

    internal static string Grep(string text, string folder, params string[] without)
    {
        using var grep = Process.Start(new ProcessStartInfo("grep", ["-rlaF", "--devices=skip", .. without.Select(name => $"--exclude-dir={name}"), "-e", text, "--", folder]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        grep.ErrorDataReceived += (_, _) => { }; // files that go away meanwhile
        grep.BeginErrorReadLine();
        var found = grep.StandardOutput.ReadToEnd();
        grep.WaitForExit(); // else the next look at the processes sees this one, and the secret that it searched for
        return found;
    }
}
