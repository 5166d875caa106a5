using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Survival;

[Collection(SurvivalCollection.Name)]
public class HostileTextTests(SharedBotOps shared)
{
    [SkippableFact]
    public async Task Hostile_text_as_names_and_refs_gets_a_private_answer_and_creates_nothing()
    {
        var botops = await shared.Start();
        using var person = await botops.Person("developer");
        await SmallProject.Add(botops, "harmless");
        var file = Path.Combine(botops.Below("traps"), "touched");
        await using var worker = await botops.StartWorker();
        string[] texts =
        [
            $"$(touch {file})", $"`touch {file}`", $"; touch {file}", "; rm -rf ~", $"--upload-pack=touch {file}", $"--upload-pack=touch${{IFS}}{file}", $"-c core.sshCommand='touch {file}'",
            "@/etc/passwd", "../../../etc/passwd", "refs/heads/../../x", "HEAD^{/x}", "ext::sh -c touch% " + file, "'\"; drop table botops.releases; --",
            new string('a', 10_000), "🚀💥", "‮תירבע", "master\nmaster", "%00", "<script>alert(1)</script>",
        ];

        var said = new List<(string Text, Guid Id)>();
        foreach (var text in texts)
            foreach (var line in new[] { $"/deploy {text}", $"/deploy harmless {text}", $"/deploy harmless \"{text}\"", $"/botops status {text}" })
                said.Add((line, await person.Say(line)));
        foreach (var (text, id) in said)
        {
            var answer = await person.Answer(id);
            Assert.False(string.IsNullOrWhiteSpace(answer?.Text), text);
            Assert.True(answer!.Text.Length < 2_000, $"{text}: an answer of {answer.Text.Length} characters");
        }

        Assert.Contains("Did you mean harmless?", (await person.Answer(await person.Say("/deploy harmles")))!.Text, StringComparison.Ordinal);
        Assert.False(await botops.Read(db => db.Releases.AnyAsync(r => db.Environments.Any(e => e.Id == r.EnvironmentId && e.Project.Name == "harmless"))));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(file)!));
        var own = await botops.Rows("select count(*) from webchat.messages where key like 'inbox/%' and private_to is distinct from 'developer' and private_to is null");
        Assert.Equal("0", own[0][0]);
    }
}
