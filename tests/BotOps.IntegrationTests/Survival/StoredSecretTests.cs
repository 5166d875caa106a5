using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Sources;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Survival;

[Collection(SurvivalCollection.Name)]
public class StoredSecretTests(SharedBotOps shared)
{
    const string BuildToken = "bt_Kq/9z&Tr=4m:Xe/P2", GitToken = "gt_81x+Zt/Qm5&uV0rKd3";
    const string Password = "pw-Zx81+/&?=first-line\npw-second: line of it\npw-third/line%of~it";

    /// <summary>Prints it as it is, in base64, and URL-encoded.</summary>
    const string Leak =
        """
        leak() { printf 'error: no login with %s\n' "$1"; printf %s "$1" | base64; printf %s "user:$1" | base64 -w0; echo; (LC_ALL=C; for ((i = 0; i < ${#1}; i++)); do c=${1:i:1}; case $c in [a-zA-Z0-9.~_-]) printf %s "$c";; *) printf %%%02X "'$c";; esac; done; echo); };
        """;

    [SkippableFact]
    public async Task A_stored_secret_reaches_git_build_and_service_and_nothing_else_through_rotation_and_failure()
    {
        var botops = await shared.Start();
        botops.Variables["BOTOPS_BotOps__SecretKeys"] = Path.Combine(botops.Folder, "shared-keys");
        await using var server = await GitServer.Start(botops.Below("sources"), "deployer", GitToken);
        var project = await SmallProject.Add(botops, "vaulted", change: Settings, source: p => new Repository("git", $"{server.Url}/{p.Name}", Token: "secret:git-token", TokenUser: "deployer"));
        using var person = await botops.Person("developer");
        await Set(botops, "build-token", BuildToken);
        await Set(botops, "git-token", GitToken);
        await Set(botops, "db", Password);
        await using var worker = await botops.StartWorker();

        var first = await person.Deploy("/deploy vaulted");
        await botops.Becomes(first, ReleaseState.Succeeded);
        await botops.ToldOnce(first);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Password))), await Proof(project));
        Assert.Contains((await botops.BuildLog(first)).Select(l => l.Text), text => text == "error: no login with •••"); // it did print
        await NothingIsSeen(botops);

        var old = Assert.Single(Directory.GetFiles(botops.Variables["BOTOPS_BotOps__SecretKeys"]));
        Assert.Contains(old, await Run(botops, "", "secret", "rotate"), StringComparison.Ordinal);
        File.Delete(old);
        var list = await Run(botops, "", "secret", "list");
        Assert.Matches("(?m)^db +version 1, .* used by vaulted production: run.secrets.DB_PASSWORD$", list);
        Assert.Contains("vaulted production: run.secrets.DB_PASSWORD", await Run(botops, "", 2, "secret", "rm", "db"), StringComparison.Ordinal);

        project.Commit("leaks");
        var second = await person.Deploy("/deploy vaulted --on-fail stop");
        var failed = await botops.Becomes(second, ReleaseState.Failed);
        await botops.ToldOnce(second);
        Assert.Contains("its own log: error: no login with •••", failed.Reason, StringComparison.Ordinal);
        var log = (await botops.Log((await botops.Release(second)).LogId)).Select(l => l.Text).ToList();
        Assert.True(log.Count(text => text.Contains("•••", StringComparison.Ordinal)) >= 5, string.Join('\n', log)); // three lines, base64, URL-encoded
        await NothingIsSeen(botops, "hosts"); // the service's own log, on its host, is the service's
    }

    static Settings Settings(SmallProject project, Settings usual) => usual with
    {
        Build = SmallProject.Building($"{Leak} leak \"$TOKEN\"; mkdir out; cp VERSION out/") with { Secrets = new Dictionary<string, string> { ["TOKEN"] = "secret:build-token" } },
        Run = usual.Run with
        {
            Start = ["bash", "-c", $"{Leak} printf %s \"$DB_PASSWORD\" | sha256sum > proof; [ $(cat VERSION) != leaks ] || {{ leak \"$DB_PASSWORD\"; exit 1; }}; exec busybox httpd -f -p {{address}}:{{port}} -h ."],
            Secrets = new Dictionary<string, string> { ["DB_PASSWORD"] = "secret:db" },
            Health = usual.Run.Health with { Command = ["bash", "-c", "[ -n \"$DB_PASSWORD\" ] && busybox wget -q -O - http://{address}:{port}/VERSION"] },
        },
    };

    static async Task NothingIsSeen(RunningBotOps botops, params string[] without)
    {
        var dump = await SecretsTests.Dump(botops);
        Assert.Contains("vaulted", dump, StringComparison.Ordinal);
        foreach (var form in new[] { BuildToken, GitToken, Password }.SelectMany(Forms).Distinct())
        {
            Assert.DoesNotContain(form, dump, StringComparison.Ordinal);
            Assert.DoesNotContain(form, botops.Output, StringComparison.Ordinal);
            Assert.Empty(SecretsTests.Grep(form, botops.Folder, without));
            Assert.Empty(Running.Of(form));
        }
    }

    /// <summary>Each line, as it is and as tools write it, and the lines of its base64.</summary>
    static IEnumerable<string> Forms(string secret)
    {
        var units = secret.Split('\n').Append(secret).Distinct().ToList();
        var base64 = units.Concat(units.Select(u => $"user:{u}")).SelectMany(u => Convert.ToBase64String(Encoding.UTF8.GetBytes(u)).Chunk(76)).Select(c => new string(c)).Where(line => line.Length > 12);
        return [.. secret.Split('\n'), .. units.Select(Uri.EscapeDataString), .. units.Select(u => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(u))), .. base64];
    }

    static async Task<string> Proof(SmallProject project)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return (await http.GetStringAsync(new Uri($"http://{project.Hosts[0].Address}:{project.Port}/proof")))[..64];
    }

    static async Task Set(RunningBotOps botops, string name, string value) =>
        Assert.Equal($"secret:{name} is kept.\n", await Run(botops, value + "\n", "secret", "set", name));

    static Task<string> Run(RunningBotOps botops, string input, params string[] arguments) => Run(botops, input, 0, arguments);

    /// <summary>The executable as an admin runs it; returns what it printed.</summary>
    static async Task<string> Run(RunningBotOps botops, string input, int code, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "botops.dll"), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in botops.Variables) start.Environment[name] = value;
        start.Environment["BOTOPS_ConnectionStrings__BotOps"] = botops.ConnectionString;
        start.Environment["BOTOPS_BotOps__DataFolder"] = Path.Combine(botops.Folder, "admin");
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (printed, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(BotOpsProcess.Limit);
        var text = await printed + await errors;
        Assert.True(process.ExitCode == code, $"{string.Join(' ', arguments)}: {process.ExitCode}\n{text}");
        return text;
    }
}
