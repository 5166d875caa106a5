using System.Text.RegularExpressions;
using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using BotOps.Core.Projects;
using BotOps.Core.Releases;
using BotOps.Core.Sources;
using BotOps.IntegrationTests.Support;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Releases;

/// <summary>Each person is answered in their language; what everybody reads is in the language of the house.</summary>
public partial class LanguageTests
{
    [SkippableFact]
    public async Task The_same_late_press_is_answered_to_each_in_their_own_language()
    {
        await using var rig = await ReleaseRig.Create();
        await Speaks(rig, rig.OtherLead, Languages.Chinese);
        var third = rig.Operator;
        await rig.Save(db => Task.FromResult(db.Roles.Add(new RoleGrant { PersonId = third.Id, Role = Role.Approver })));
        var release = await rig.Deploy();
        await rig.Approve(release.Id, rig.Lead);

        Assert.Equal($"Lead approved #{release.Id} just now before you. Nothing changed by your press.", (await Press(rig, third, "approve", release)).Text);
        Assert.Equal($"Lead 刚刚已先于你批准 #{release.Id}。本次操作未生效。", (await Press(rig, rig.OtherLead, "approve", release)).Text);
    }

    [SkippableFact]
    public async Task Refusals_help_plans_and_what_is_broken_are_said_in_the_language_of_who_asked()
    {
        await using var rig = await ReleaseRig.Create();
        await Speaks(rig, rig.Dev, Languages.Chinese);

        Assert.StartsWith("没有选项 --serail", (await Type(rig, rig.Dev, "/deploy order-svc --serail")).Text, StringComparison.Ordinal);
        Assert.All((await Type(rig, rig.Dev, "/botops help")).Lines!, line => Assert.Matches(Han(), line[^1].Text));
        var plan = await Type(rig, rig.Dev, "/deploy order-svc --plan");
        Assert.Equal("4 台主机，2 批：2、2", plan.Plan!.Head[1].Text);
        Assert.Equal("主机", plan.Plan.Facts.Single(f => f.Kind == FactKind.Hosts).Name);

        rig.Commits.Broken = new SourceError("https://git.example.org/r is away.");
        Assert.Equal("无法读取代码库：https://git.example.org/r is away.未创建任何内容。", (await Type(rig, rig.Dev, "/deploy order-svc")).Text);
        rig.Commits.Broken = new InvalidOperationException("a bug");
        Assert.StartsWith("BotOps 自身处理出错", (await Type(rig, rig.Dev, "/deploy order-svc")).Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Who_speaks_Chinese_leaves_no_Chinese_where_others_read()
    {
        await using var rig = await ReleaseRig.Create();
        foreach (var person in new[] { rig.Dev, rig.Lead, rig.OtherLead, rig.Operator }) await Speaks(rig, person, Languages.Chinese);
        await rig.Save(db => db.Assignments.Where(a => a.Host.Name == "order-4").ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, "disk")));
        rig.Hosts.Instead = (host, verb) => Task.FromResult(host == "order-3" && verb == "preflight" ? ObedientHosts.Fails("no room") : null);

        var rejected = await Deploy(rig);
        await Press(rig, rig.Lead, "reject", rejected, input: "not now");
        var cancelled = await Deploy(rig);
        await Press(rig, rig.Dev, "cancel", cancelled);
        var changed = await Deploy(rig);
        await rig.Save(async db => await ReleaseRig.NewSettings(db, rig.Production, new Settings { Run = new RunSettings { Port = 81 } }));
        await Press(rig, rig.Lead, "approve", changed); // is void, and asked again
        Assert.Equal(2, (await rig.Release(changed.Id)).Round);
        await Press(rig, rig.Lead, "approve", changed, round: 2);
        var waiting = await Deploy(rig);
        await Press(rig, rig.OtherLead, "approve", waiting);
        await Press(rig, rig.Operator, "abort", changed, round: 2);
        await rig.EndBuild(waiting.Id);
        rig.Hosts.Instead = (_, _) => Task.FromResult<BotOps.Core.Hosts.HostAnswer?>(null);
        await Press(rig, rig.Operator, "pause", waiting);
        await Press(rig, rig.Operator, "abort", waiting);
        await rig.RollOut(waiting.Id);
        Assert.Equal(ReleaseState.Aborted, await rig.State(waiting.Id));

        var kept = await Kept(rig);
        Assert.All(kept, row => Assert.DoesNotMatch(Han(), row));
        Assert.Contains(kept, row => row.Contains("Not started: the settings changed.", StringComparison.Ordinal));
        Assert.Contains(kept, row => row.Contains("no reason given", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Who_answers_withdraws_rolls_back_and_signs_off_in_Chinese_leaves_none_either()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Deployed();

        rig.Commits.Head = LineOfCommits.Id(2);
        var answered = await DecisionTests.Asking(rig, "order-2");
        foreach (var answer in new[] { Answer.Retry, Answer.LeaveOut })
        {
            await InChinese(() => Answers(rig, answered, answer));
            await rig.RollOut(answered);
        }
        rig.Hosts.Instead = (_, _) => Task.FromResult<BotOps.Core.Hosts.HostAnswer?>(null);
        await rig.Save(db => db.Assignments.ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, (string?)null)));

        rig.Commits.Head = LineOfCommits.Id(3);
        var stopped = await DecisionTests.Asking(rig, "order-2");
        await InChinese(() => Answers(rig, stopped, Answer.Stop));
        rig.Hosts.Instead = (_, _) => Task.FromResult<BotOps.Core.Hosts.HostAnswer?>(null);
        await rig.Save(db => db.Assignments.ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftOut, (string?)null)));

        rig.Commits.Head = LineOfCommits.Id(4);
        var back = await DecisionTests.Asking(rig, "order-2");
        rig.Hosts.Instead = (_, _) => Task.FromResult<BotOps.Core.Hosts.HostAnswer?>(null);
        await InChinese(() => Answers(rig, back, Answer.RollBack));
        await rig.RollOut(back);
        Assert.Equal(ReleaseState.RolledBack, await rig.State(back));
        await InChinese(() => rig.Use<SignOff>(use => use.Handle(back, rig.Lead.Id, default)));
        await rig.Save(db => db.Locks.ExecuteUpdateAsync(set => set.SetProperty(l => l.EndedAt, rig.Clock.GetUtcNow())));

        rig.Commits.Head = LineOfCommits.Id(5);
        var withdrawn = (await rig.Deploy()).Id;
        await InChinese(() => rig.Approve(withdrawn, rig.Lead));
        await InChinese(() => rig.Use<WithdrawApproval>(use => use.Handle(withdrawn, rig.Lead.Id, default)));
        Assert.Equal(ReleaseState.Aborted, await rig.State(withdrawn));

        rig.Commits.Head = LineOfCommits.Id(6);
        var running = await DecisionTests.Rolling(rig, "--serial --pause first");
        await rig.RollOut(running);
        await InChinese(() => rig.Use<RequestRollback>(use => use.Handle(
            (RollbackInput)CommandParser.Parse("/rollback order-svc --take-over --reason bad"), rig.Operator.Id, ReleaseRig.Channel, default)));
        Assert.Equal(ReleaseState.Aborted, await rig.State(running));

        var kept = await Kept(rig);
        Assert.All(kept, row => Assert.DoesNotMatch(Han(), row));
        Assert.Contains(kept, row => row.Contains("Lead withdrew the approval", StringComparison.Ordinal));
        Assert.Contains(kept, row => row.Contains("taken over by the rollback", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_person_chooses_a_language_and_is_answered_in_it_at_once()
    {
        await using var rig = await ReleaseRig.Create();

        Assert.Equal("BotOps speaks English to you; /botops language zh changes that.", (await Type(rig, rig.Dev, "/botops whoami")).Lines![0][0].Text);
        Assert.Equal("BotOps 对你使用中文；输入 /botops language en 可切换。", (await Type(rig, rig.Dev, "/botops language zh-CN")).Text);
        Assert.Equal("你是 Dev，@dev。", (await Type(rig, rig.Dev, "/botops whoami")).Text);
        await Type(rig, rig.Dev, "/botops language zh"); // is theirs already

        var entry = Assert.Single(await rig.Db(db => db.Audit.Where(a => a.Action == "language").ToListAsync()));
        Assert.Equal((rig.Dev.Id, "person/dev", "en", "zh-Hans"), (entry.PersonId!.Value, entry.Subject, entry.Before, entry.After));
    }

    static async Task Speaks(ReleaseRig rig, Person person, string language) =>
        await rig.Save(db => db.Persons.Where(p => p.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Language, language)));

    static async Task<Release> Deploy(ReleaseRig rig)
    {
        await Send(rig, new ChatEvent(ChatEventKind.Command, rig.Dev.Handle, ReleaseRig.Channel, Text: "/deploy order-svc --hosts order-1,order-3,order-4"));
        return await rig.Db(db => db.Releases.OrderByDescending(r => r.Id).FirstAsync());
    }

    static async Task<Reply> Type(ReleaseRig rig, Person person, string text) =>
        (await Send(rig, new ChatEvent(ChatEventKind.Command, person.Handle, ReleaseRig.Channel, Text: text)))!;

    static async Task<Reply> Press(ReleaseRig rig, Person person, string action, Release release, int round = 1, string? input = null) =>
        (await Send(rig, new ChatEvent(ChatEventKind.Press, person.Handle, ReleaseRig.Channel, Action: action, Value: $"{release.Id}/{round}", Input: input)))!;

    /// <summary>What the person is answered privately, if anything.</summary>
    static async Task<Reply?> Send(ReleaseRig rig, ChatEvent happened)
    {
        await rig.The<IInbox>().Accept("fake", "t", $"{Guid.NewGuid()}", happened, default);
        using var worker = rig.New<InboxWorker>();
        await worker.StartAsync(default);
        await Eventually.True(() => rig.Db(db => db.Inbox.AllAsync(i => i.DoneAt != null)), "the event is handled");
        await worker.StopAsync(default);
        var last = await rig.Db(db => db.Inbox.MaxAsync(i => i.Id));
        return (Reply?)(await rig.Db(db => db.Outbox.SingleOrDefaultAsync(m => m.Key == $"inbox/{last}/reply")))?.Content;
    }

    static Task Answers(ReleaseRig rig, long id, Answer answer) => rig.Use<AnswerQuestion>(use => use.Handle(id, null, answer, rig.Operator.Id, default));

    static async Task InChinese(Func<Task> press)
    {
        using var speech = Languages.Speak(Languages.Chinese);
        await press();
    }

    /// <summary>All rows in which something is kept that more than one person reads.</summary>
    static Task<List<string>> Kept(ReleaseRig rig) => rig.Db(async db =>
    {
        var kept = await Texts(db, "select content::text as \"Value\" from botops.outbox where private_to is null");
        foreach (var table in new[] { "releases", "release_history", "host_runs", "assignments", "controls", "locks", "builds", "audit" })
            kept.AddRange(await Texts(db, $"select to_jsonb(r)::text as \"Value\" from botops.{table} r"));
        Assert.NotEmpty(kept);
        return kept;
    });

    static Task<List<string>> Texts(BotOpsDb db, string sql) => db.Database.SqlQueryRaw<string>(sql).Where(text => text != null).ToListAsync();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
