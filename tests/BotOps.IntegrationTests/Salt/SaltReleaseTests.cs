using BotOps.Core.Hosts;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using BotOps.IntegrationTests.Survival;

namespace BotOps.IntegrationTests.Salt;

/// <summary>A whole BotOps whose hosts are reached by Salt, and pull what they run from its pages.</summary>
public class SaltReleaseTests
{
    [SkippableFact]
    public async Task A_release_over_salt_is_pulled_by_its_hosts()
    {
        var folder = Directory.CreateTempSubdirectory("botops-salt-");
        await using var api = await SaltApiDouble.Start(folder.FullName, "wide-1", "wide-2.example.org");
        try
        {
            var password = Path.Combine(folder.FullName, "password");
            await File.WriteAllTextAsync(password, SaltApiDouble.Password);
            await using var botops = await RunningBotOps.Start(variables: new Dictionary<string, string>
            {
                ["BOTOPS_BotOps__Salt__Url"] = api.Url.ToString(), ["BOTOPS_BotOps__Salt__User"] = SaltApiDouble.User,
                ["BOTOPS_BotOps__Salt__Password"] = $"file:{password}", ["BOTOPS_BotOps__Salt__Ca"] = api.Ca, ["BOTOPS_BotOps__Salt__Follow"] = "00:00:01",
                ["BOTOPS_BotOps__SecretKeys"] = Path.Combine(folder.FullName, "keys"),
            });
            botops.Variables["BOTOPS_BotOps__ArtifactsUrl"] = botops.Url.ToString(); // the worker's hosts reach the sandbox's pages
            using var person = await botops.Person("ops");
            var project = await SmallProject.Add(botops, "wide", hosts: 2, reach: host => host with { Transport = "salt", Salt = host.Name == "wide-2" ? new SaltAccess { Minion = "wide-2.example.org" } : null });
            await using var worker = await botops.StartWorker();

            var release = await person.Deploy("/deploy wide");
            await botops.Becomes(release, ReleaseState.Succeeded);
            await botops.ToldOnce(release);
            Assert.Equal(["1", "1"], await project.Answers());
            Assert.Equal(2, await api.Jobs("botops.put")); // the script, once a host: the artifact did not go by Salt
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
