using System.Text.RegularExpressions;
using BotOps.Core.Releases;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Survival;

[Collection(SurvivalCollection.Name)]
public partial class LanguageStoryTests(SharedBotOps shared)
{
    [SkippableFact]
    public async Task Neither_a_Chinese_asker_nor_a_worker_on_a_Chinese_machine_changes_what_everybody_reads()
    {
        var botops = await shared.Start();
        using var person = await botops.Person("developer");
        await SmallProject.Add(botops, "worded");
        botops.Variables["LANG"] = "zh_CN.UTF-8";
        await using var worker = await botops.StartWorker();
        botops.Variables.Remove("LANG");
        try
        {
            Assert.Matches(Han(), (await person.Answer(await person.Say("/botops language zh")))!.Text);
            Assert.Contains("lang=\"zh-Hans\"", await person.Get("/chat"), StringComparison.Ordinal);
            Assert.Matches(Han(), (await person.Answer(await person.Say("/deploy worded --plan")))!.Plan!.StripNote);

            var release = await person.Deploy("/deploy worded");
            await botops.Becomes(release, ReleaseState.Succeeded);
            await botops.ToldOnce(release);

            Assert.Contains("BotOps 正在运行 (worker)", worker.Output, StringComparison.Ordinal);
            var log = await botops.Read(db => db.Releases.Where(r => r.Id == release).Select(r => r.LogId).SingleAsync());
            Assert.All(await botops.BuildLog(release), line => Assert.DoesNotMatch(Han(), line.Text));
            Assert.All(await botops.Log(log), line => Assert.DoesNotMatch(Han(), line.Text));
            Assert.Contains(await botops.Log(log), line => line.Text.StartsWith("── Succeeded", StringComparison.Ordinal));
            var told = await botops.Rows($"select content::text from webchat.messages where key like 'release/{release}/%'");
            Assert.NotEmpty(told);
            Assert.All(told, row => Assert.DoesNotMatch(Han(), row[0]));
        }
        finally
        {
            await person.Answer(await person.Say("/botops language en"));
        }
    }

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
