using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Projects.Adding;
using BotOps.Core.Projects.Catalog;
using BotOps.Core.Sources;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotOps.IntegrationTests.Catalog;

/// <summary>Projects that are added in chat: tried out first, added by a press, and from then on managed there and not by a file.</summary>
public class AddProjectTests
{
    const string Line = "/botops project add pay-svc --repo https://git.example.org/pay.git --hosts order-1,order-2 --build-command \"make 'all in' \\\"x y\\\"\" --artifact out,conf/*.yaml"
        + " --strip out --start-command \"./run --port {port}\" --port 8080 --health /health --branch main";

    [SkippableFact]
    public async Task A_project_is_tried_out_and_added_by_one_press()
    {
        await using var rig = await ReleaseRig.Create();
        rig.Hosts.Instead = (host, verb) => Task.FromResult(host == "order-2" && verb == "preflight" ? ObedientHosts.Fails("port 8080 belongs to nginx (77)") : null);

        var tried = await rig.Type(Line, rig.Operator);
        var said = Said(tried!);
        Assert.Contains("✓ The repository answers: main is 0000000 “m1” (Developer)", said, StringComparison.Ordinal);
        Assert.Contains("order-2: port 8080 belongs to nginx (77)", said, StringComparison.Ordinal);
        Assert.Contains("production: order-1, order-2", said, StringComparison.Ordinal);
        Assert.DoesNotContain("order-3", said, StringComparison.Ordinal);
        Assert.False(await rig.Db(db => db.Projects.AnyAsync(p => p.Name == "pay-svc")), "a dry run adds nothing");

        var button = Assert.Single(tried!.Buttons!);
        Assert.StartsWith("This needs the role admin", await ReleaseRig.Refused(Press(rig, button, rig.Dev)), StringComparison.Ordinal);
        Assert.Contains("/deploy pay-svc main", Said((await Press(rig, button, rig.Operator))!), StringComparison.Ordinal);
        Assert.Equal(Texts.Adding.DraftGone, await ReleaseRig.Refused(Press(rig, button, rig.Operator)));

        var project = await rig.Db(db => db.Projects.Include(p => p.Environments).SingleAsync(p => p.Name == "pay-svc"));
        Assert.Equal(("chat:operator", "main", $"{ReleaseRig.Channel}"), (project.ManagedBy, project.Repository.DefaultRef, project.Channels.Single()));
        var settings = await rig.Db(db => db.SettingsRevisions.Where(r => r.Id == project.Environments[0].SettingsRevisionId).Select(r => r.Settings).SingleAsync());
        Assert.Equal(["make", "'all", "in'", "x y"], settings.Build.Command); // double quotes keep words together, as System.CommandLine splits
        Assert.Equal(["out", "conf/*.yaml"], settings.Build.Artifact);
        Assert.Equal((8080, "http", "/health"), (settings.Run.Port, settings.Run.Health.Kind, settings.Run.Health.Path));
        Assert.True(await rig.Db(db => db.Audit.AnyAsync(a => a.Action == "apply" && a.Subject == "project pay-svc" && a.PersonId == rig.Operator.Id)));
    }

    [SkippableTheory]
    [InlineData("--hosts order-1,order-2", "--hosts oder-1", "There is no host oder-1. Did you mean order-")]
    [InlineData("https://git", "https://user:hunter2@git", "has a credential in it")]
    [InlineData("--port 8080", "--port 808080", "is not a port")]
    [InlineData("--branch main", "--token hunter2hunter2", "looks like a secret")]
    [InlineData("--artifact out", "--artifact ../etc", "leaves the checked-out tree")]
    [InlineData("add pay-svc", "add order-svc", "a catalog file manages it")]
    [InlineData("project add", "project move", "write /botops project add")]
    public async Task What_is_wrong_is_named_and_nothing_is_kept(string right, string wrong, string says)
    {
        await using var rig = await ReleaseRig.Create();

        Assert.Contains(says, await ReleaseRig.Refused(rig.Type(Line.Replace(right, wrong, StringComparison.Ordinal), rig.Operator)), StringComparison.Ordinal);
        Assert.Equal(0, await rig.Db(db => db.ProjectDrafts.CountAsync()));
    }

    [SkippableFact]
    public async Task A_repository_that_cannot_be_read_gives_no_button()
    {
        await using var rig = await ReleaseRig.Create();
        rig.Commits.Broken = new SourceError("git.example.org refused the credential");

        var tried = await rig.Type(Line, rig.Operator);
        Assert.Null(tried!.Buttons);
        Assert.Contains("✗ The repository: git.example.org refused the credential", Said(tried), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Of_chat_and_file_one_manages_a_project_and_the_other_is_told_which()
    {
        await using var rig = await ReleaseRig.Create();
        await Press(rig, Assert.Single((await rig.Type(Line, rig.Operator))!.Buttons!), rig.Operator);
        var exported = await Exported(rig);

        Assert.DoesNotContain(await Apply(rig, exported), line => line.Contains("pay-svc", StringComparison.Ordinal)); // what changes nothing is welcome
        var other = exported.Replace("8080", "8081", StringComparison.Ordinal);
        var refused = await ReleaseRig.Refused(Apply(rig, other));
        Assert.Matches(@"^shop\.yaml:\d+: .*pay-svc is managed in chat \(@operator added it\)", refused);
        Assert.Contains("8080", await Exported(rig), StringComparison.Ordinal);

        Assert.Contains(await Apply(rig, other, takeOver: true), line => line.Contains("managed by shop.yaml (was: in chat, by @operator)", StringComparison.Ordinal));
        Assert.Contains("the file shop.yaml manages it", await ReleaseRig.Refused(rig.Type(Line, rig.Operator)), StringComparison.Ordinal);
        Assert.Contains("managed by shop.yaml", Said((await rig.Type("/botops projects", rig.Dev))!), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Without_its_words_a_form_asks_for_them()
    {
        await using var rig = await ReleaseRig.Create();

        var form = (await rig.Type("/botops project add", rig.Operator))!.Form!;
        Assert.Equal(["name", "environment", "repo", "hosts", "build-command", "artifact", "start-command", "strip", "port", "health", "branch", "token", "ssh-key", "known-hosts"], form.Fields.Select(f => f.Name));
        Assert.All(form.Fields, field => Assert.NotEqual(field.Name, field.Label));
        var filled = form.Filled(new Dictionary<string, string>
        {
            ["name"] = "pay-svc", ["repo"] = "/srv/pay.git", ["hosts"] = "order-*", ["build-command"] = "make", ["artifact"] = "out", ["start-command"] = "./run",
        });
        var tried = await rig.Use<RunCommand, Reply?>(run => run.Handle(
            new ChatEvent(ChatEventKind.Form, rig.Operator.Handle, ReleaseRig.Channel, Action: form.Command, Filled: filled), rig.Operator, default));
        Assert.Single(tried!.Buttons!);
    }

    [SkippableFact]
    public async Task The_button_is_gone_once_it_was_pressed()
    {
        await using var rig = await ReleaseRig.Create();
        await Heard(rig, new ChatEvent(ChatEventKind.Command, rig.Operator.Handle, ReleaseRig.Channel, Text: Line));
        var button = Assert.Single(Assert.Single(await Answers(rig)).Buttons!);

        await Heard(rig, new ChatEvent(ChatEventKind.Press, rig.Operator.Handle, ReleaseRig.Channel, Action: button.Action, Value: button.Value));
        var answers = await Answers(rig);
        Assert.Null(answers[0].Buttons);
        Assert.Contains("/deploy pay-svc", Said(answers[1]), StringComparison.Ordinal);
    }

    static async Task Heard(ReleaseRig rig, ChatEvent happened)
    {
        var item = new InboxItem { Platform = "fake", Tenant = "t", EventId = $"{happened.Kind}", Event = happened, ReceivedAt = rig.Clock.GetUtcNow() };
        await rig.Save(async db => await db.Inbox.AddAsync(item));
        await rig.Use<IServiceProvider>(async services =>
        {
            services.GetRequiredService<BotOpsDb>().InboxItem = item.Id;
            await services.GetRequiredService<HandleEvent>().Handle(item, default);
        });
    }

    static Task<List<Reply>> Answers(ReleaseRig rig) => rig.Db(async db =>
        (await db.Outbox.Where(m => m.PrivateTo == rig.Operator.Handle).OrderBy(m => m.Id).ToListAsync()).ConvertAll(m => (Reply)m.Content!));

    static string Said(Reply reply) => string.Join('\n', (reply.Lines ?? []).Select(line => string.Concat(line.Select(s => s.Text))).Prepend(reply.Text));

    static Task<Reply?> Press(ReleaseRig rig, Button button, Person person) => rig.Use<PressButton, Reply?>(press =>
        press.Handle(new ChatEvent(ChatEventKind.Press, person.Handle, ReleaseRig.Channel, Action: button.Action, Value: button.Value), person, default));

    /// <summary>What is exported of it, as a file of its own.</summary>
    static async Task<string> Exported(ReleaseRig rig)
    {
        var all = await rig.Use<ExportCatalog, string>(export => export.Handle(default));
        return "projects:\n" + all[all.IndexOf("- name: pay-svc", StringComparison.Ordinal)..];
    }

    static Task<IReadOnlyList<string>> Apply(ReleaseRig rig, string text, bool takeOver = false) =>
        rig.Use<ApplyCatalog, IReadOnlyList<string>>(apply => apply.Handle([CatalogReader.Read("shop.yaml", text)], null, default, takeOver));
}
