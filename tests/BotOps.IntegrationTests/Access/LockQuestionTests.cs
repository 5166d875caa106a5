using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Access;

/// <summary>Before a lock ends its owner is asked, alone, whether it is still needed.</summary>
public class LockQuestionTests
{
    [SkippableFact]
    public async Task The_owner_is_asked_once_ten_minutes_before_and_keeps_it_as_long_again()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Type(rig.Operator, "/lock order-svc --reason migration");
        rig.Clock.Advance(TimeSpan.FromMinutes(49));
        await rig.LookAtLocks();
        Assert.Empty(await rig.ToldPrivately(rig.Operator));

        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.LookAtLocks();
        await rig.LookAtLocks();
        var question = Assert.Single(await rig.ToldPrivately(rig.Operator));
        Assert.Equal("Your lock of order-svc → production (“migration”) ends at 21:00. Is it still needed?", question.Text); // 13:00 UTC in Shanghai
        Assert.Equal(["Keep for 1 h", "Hand over…", "Unlock"], question.Buttons!.Select(b => b.Label));
        Assert.NotNull(question.Buttons![1].Ask);

        await rig.Press(rig.Operator, question.Buttons[0]);
        var kept = Assert.Single(await rig.Locks(), l => l.EndedAt is null);
        Assert.Equal((rig.Operator.Id, "migration", rig.Clock.GetUtcNow().AddHours(1), null), (kept.OwnerId, kept.Reason, kept.Until, kept.AskedAt));
        Assert.Equal(("You keep order-svc → production locked until 21:50.", null), await Answered(rig));
        Assert.StartsWith("Operator keeps order-svc → production locked until 5 Jan 13:50 UTC", (await rig.SaidOfLocks())[^1]);

        rig.Clock.Advance(TimeSpan.FromMinutes(3));
        var late = await rig.Press(rig.Operator, question.Buttons[2]).Refusal();
        Assert.Equal("This lock of order-svc → production ended 3 m ago, by Operator. Nothing changed by your press.", late.Message);
        Assert.Null((await rig.Locks())[^1].EndedAt);

        rig.Clock.Advance(TimeSpan.FromMinutes(47));
        await rig.LookAtLocks();
        Assert.Equal(["Keep for 1 h", "Hand over…", "Unlock"], (await rig.ToldPrivately(rig.Operator))[^1].Buttons!.Select(b => b.Label));
    }

    [SkippableFact]
    public async Task It_is_handed_over_to_another_operator_who_may_answer_then()
    {
        await using var rig = await ReleaseRig.Create();
        var question = await Asked(rig, "--for 1h");
        Assert.Contains("no other operator of order-svc → production", (await rig.Press(rig.Operator, question.Buttons![1], "lead").Refusal()).Message);
        await rig.Grant(rig.OtherLead, Role.Operator);
        Assert.Contains("Did you mean @other-lead?", (await rig.Press(rig.Operator, question.Buttons[1], "other-led").Refusal()).Message);

        await rig.Press(rig.Operator, question.Buttons[1], " @Other-Lead ");
        Assert.Equal(("You handed the lock of order-svc → production over to Other-lead.", null), await Answered(rig));
        Assert.Equal("Operator handed the lock of order-svc → production over to Other-lead until 5 Jan 13:00 UTC.", (await rig.SaidOfLocks())[^1]);
        Assert.Contains("operator hand over lock", await rig.Audited("project order-svc production"));
        Assert.Contains("is Other-lead's now", (await rig.Press(rig.Operator, question.Buttons[0]).Refusal()).Message);

        var theirs = Assert.Single(await rig.ToldPrivately(rig.OtherLead));
        Assert.StartsWith("Operator handed you the lock of order-svc → production", theirs.Text);
        await rig.Press(rig.OtherLead, theirs.Buttons![2]);
        Assert.Equal(rig.OtherLead.Id, Assert.Single(await rig.Locks()).EndedBy);
        Assert.Null(Assert.Single(await rig.ToldPrivately(rig.OtherLead)).Buttons);
    }

    [SkippableFact]
    public async Task A_short_lock_is_asked_about_at_its_half_and_its_buttons_are_gone_with_it()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Type(rig.Operator, "/lock order-svc --reason x --for 4m");
        rig.Clock.Advance(TimeSpan.FromSeconds(119));
        await rig.LookAtLocks();
        Assert.Empty(await rig.ToldPrivately(rig.Operator));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        await rig.LookAtLocks();
        Assert.NotNull(Assert.Single(await rig.ToldPrivately(rig.Operator)).Buttons);

        rig.Clock.Advance(TimeSpan.FromMinutes(2));
        await rig.LookAtLocks();
        Assert.Equal(("The lock of order-svc → production is over.", null), await Answered(rig));
    }

    [SkippableFact]
    public async Task The_role_counts_at_the_moment_of_the_press()
    {
        await using var rig = await ReleaseRig.Create();
        var question = await Asked(rig, "--for 1h");
        await rig.Save(db => db.Roles.Where(g => g.Role == Role.Operator).ExecuteDeleteAsync());

        Assert.Contains("role operator", (await rig.Press(rig.Operator, question.Buttons![0]).Refusal()).Message);
        Assert.Single(await rig.Locks());
    }

    [SkippableFact]
    public async Task Each_account_on_the_projects_platforms_is_told_in_the_persons_own_language()
    {
        await using var rig = await ReleaseRig.Create();
        await rig.Save(async db =>
        {
            (await db.Persons.SingleAsync(p => p.Id == rig.Operator.Id)).Language = "zh-CN";
            (await db.Projects.SingleAsync()).Channels = ["fake/t/deploys", "fake/t/more", "fake/u/deploys"];
            db.Accounts.Add(new Account { Platform = "fake", Tenant = "u", ExternalId = "op-2", PersonId = rig.Operator.Id });
            db.Accounts.Add(new Account { Platform = "else", Tenant = "t", ExternalId = "op-3", PersonId = rig.Operator.Id });
        });
        await Asked(rig, "--for 1h");

        var told = await rig.Db(db => db.Outbox.Where(m => m.PrivateTo != null).OrderBy(m => m.Id).ToListAsync());
        Assert.Equal(["fake/t/deploys operator", "fake/u/deploys op-2"], told.Select(m => $"{m.Platform}/{m.Tenant}/{m.Channel} {m.PrivateTo}"));
        Assert.All(told, m => Assert.Equal("你对 order-svc → production 的锁定（“x”）将于 21:00 到期。还需要吗？", ((Reply)m.Content!).Text));
        Assert.Equal(3, (await rig.SaidOfLocks()).Count);
    }

    static async Task<Reply> Asked(ReleaseRig rig, string options)
    {
        await rig.Type(rig.Operator, $"/lock order-svc --reason x {options}");
        rig.Clock.Advance(TimeSpan.FromMinutes(50));
        await rig.LookAtLocks();
        return (await rig.ToldPrivately(rig.Operator))[^1];
    }

    static async Task<(string Text, IReadOnlyList<Button>? Buttons)> Answered(ReleaseRig rig)
    {
        var question = Assert.Single(await rig.ToldPrivately(rig.Operator));
        return (question.Text, question.Buttons);
    }
}
