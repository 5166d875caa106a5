using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Releases;
using Microsoft.EntityFrameworkCore;
using static BotOps.Core.Releases.ReleaseState;

namespace BotOps.IntegrationTests.Releases;

/// <summary>
/// Every state × every button × every role. A cell of the table is true (it happens), anything else is refused and changes nothing;
/// and what is drawn is what may be pressed. A state or a button that the table does not know fails the test.
/// </summary>
public class WhoMayWhatTests
{
    enum Who { Asker, OtherRequester, Approver, Operator, Nobody }

    static readonly ReleaseState[] Endings = [.. Enum.GetValues<ReleaseState>().Where(s => s.Ended())];

    /// <param name="In">States in which it happens.</param>
    /// <param name="By">Who may do it there.</param>
    /// <param name="Drawn">States in which it is a button, for the same persons unless <paramref name="For"/> says otherwise.</param>
    sealed record Row(ReleaseState[] In, Who[] By, ReleaseState[] Drawn, Who[]? For = null);

    static readonly Dictionary<string, Row> Table = new()
    {
        ["approve"] = new([AwaitingApproval], [Who.Approver], [AwaitingApproval]),
        ["reject"] = new([AwaitingApproval], [Who.Approver], [AwaitingApproval]),
        ["withdraw"] = new([Queued, Building, RollingOut], [Who.Approver], [Queued, Building]),
        ["cancel"] = new([AwaitingApproval, Queued], [Who.Asker, Who.Operator], [Queued]),
        ["pause"] = new([Building, RollingOut], [Who.Asker, Who.Operator], [RollingOut]),
        ["resume"] = new([Paused], [Who.Asker, Who.Operator], [Paused]),
        ["abort"] = new([Building, RollingOut, Paused, AwaitingDecision], [Who.Operator], [Building, RollingOut, Paused, AwaitingDecision]),
        ["answer/retry"] = new([AwaitingDecision], [Who.Operator], [AwaitingDecision]),
        ["answer/leave-out"] = new([AwaitingDecision], [Who.Operator], [AwaitingDecision]),
        ["answer/roll-back"] = new([AwaitingDecision], [Who.Operator], [AwaitingDecision]),
        ["answer/stop"] = new([AwaitingDecision], [Who.Operator], [AwaitingDecision]),
        ["retry"] = new([.. Endings.Except([Succeeded, RolledBack])], [Who.Asker, Who.OtherRequester, Who.Approver, Who.Operator],
            [SucceededWithFailures, Failed, BuildFailed, Aborted, Expired, Cancelled], [Who.Asker, Who.Operator]),
        ["rollback"] = new([.. Enum.GetValues<ReleaseState>().Except([RollingBack])], [Who.Asker, Who.OtherRequester, Who.Approver, Who.Operator],
            [Paused, Succeeded, SucceededWithFailures, Failed, Aborted], [Who.Asker, Who.Operator]),
        ["lock-unlock"] = new([RolledBack], [Who.Operator], [RolledBack]),
        ["sign-off"] = new([RolledBack], [Who.Approver], [RolledBack]),
    };

    /// <summary>AwaitingApproval has one more button for the asker alone.</summary>
    static bool IsDrawn(string button, ReleaseState state, Who who) =>
        (button, state, who) == ("cancel", AwaitingApproval, Who.Asker) || (Table[button].Drawn.Contains(state) && (Table[button].For ?? Table[button].By).Contains(who));

    public static TheoryData<ReleaseState> States => [.. Enum.GetValues<ReleaseState>()];

    [SkippableTheory]
    [MemberData(nameof(States))]
    public async Task Every_button_does_what_the_table_says_for_every_role_and_is_drawn_for_those_who_may(ReleaseState state)
    {
        await using var rig = await ReleaseRig.Create();
        var people = await People(rig);
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(2);
        await rig.Deployed();
        rig.Commits.Head = LineOfCommits.Id(3);

        var id = await Put(rig, state);
        await SameButtons(rig, id, state, people);
        var before = await Rows(rig, id);
        foreach (var (action, row) in Table)
            foreach (var (who, person) in people.Where(p => !(row.In.Contains(state) && row.By.Contains(p.Key))))
            {
                await Refused(rig, id, action, person, $"{action} by {who} in {state}");
                Assert.Equal(before, await Rows(rig, id));
            }

        foreach (var (action, row) in Table.Where(t => t.Value.In.Contains(state)))
            foreach (var who in row.By)
            {
                await Clear(rig);
                id = await Put(rig, state);
                before = await Rows(rig, id);
                await Press(rig, id, action, people[who]);
                Assert.True(before != await Rows(rig, id), $"{action} by {who} in {state} does something");
            }
    }

    static async Task Refused(ReleaseRig rig, long id, string action, Person person, string what)
    {
        var error = await Record.ExceptionAsync(() => Press(rig, id, action, person));
        Assert.True(error is UserError, $"{what} is refused, but: {error?.ToString() ?? "it happened"}");
        Assert.NotEmpty(error!.Message);
    }

    static Task<Reply?> Press(ReleaseRig rig, long id, string action, Person person) => rig.Use<PressButton, Reply?>(async use =>
    {
        var (name, answer) = action.Split('/') is [var first, var second] ? (first, second) : (action, null);
        if (name == "lock-unlock")
        {
            var held = await rig.Db(db => db.Locks.OrderByDescending(l => l.Id).Select(l => l.Id).FirstOrDefaultAsync());
            return await use.Handle(new ChatEvent(ChatEventKind.Press, person.Handle, ReleaseRig.Channel, Action: name, Value: $"{held}"), person, default);
        }
        var more = answer ?? (name == "rollback" ? $"{await rig.Db(db => db.Builds.MinAsync(b => b.Id))}" : null);
        return await use.Handle(new ChatEvent(ChatEventKind.Press, person.Handle, ReleaseRig.Channel, Action: name, Value: more is null ? $"{id}/1" : $"{id}/1/{more}", Input: "a reason"), person, default);
    });

    static async Task SameButtons(ReleaseRig rig, long id, ReleaseState state, Dictionary<Who, Person> people)
    {
        var buttons = (await rig.Card(id)).Buttons.Concat(
            await rig.Use<TellRelease, Content?>(use => use.Tell($"release/{id}/question/1", default)) is Asking asks ? asks.Answers.Select(a => a.Button) : []).ToList();
        Assert.All(buttons, b => Assert.True(Table.ContainsKey(NameOf(b)), $"the table knows {NameOf(b)}"));

        foreach (var action in Table.Keys)
            foreach (var (who, person) in people)
            {
                var drawn = buttons.Exists(b => NameOf(b) == action && (b.May is null || b.May.Contains(person.Handle)));
                Assert.True(drawn == IsDrawn(action, state, who), $"{action} is {(drawn ? "" : "not ")}drawn for {who} in {state}");
            }
    }

    static string NameOf(Button button) => button.Action == "answer" ? $"answer/{button.Value.Split('/')[2]}" : button.Action;

    /// <summary>A release as it is in that state, with all that belongs to it.</summary>
    static async Task<long> Put(ReleaseRig rig, ReleaseState state)
    {
        rig.Commits.Head = LineOfCommits.Id(Convert.ToInt32(rig.Commits.Head, 16) + 1); // built anew each time
        var release = await rig.Deploy("--serial");
        if (state is AwaitingApproval or Rejected or Expired or Cancelled) return await Set(rig, release.Id, state);

        await rig.Save(db =>
        {
            db.Approvals.Add(new Approval { ReleaseId = release.Id, Round = 1, PersonId = rig.Lead.Id, At = rig.Clock.GetUtcNow() });
            return Task.CompletedTask;
        });
        if (state == Queued) return await Set(rig, release.Id, state);

        await Set(rig, release.Id, AwaitingApproval);
        await rig.Approve(release.Id, rig.OtherLead);
        if (state is Building or BuildFailed) return state == Building ? release.Id : await End(rig, release.Id, state);
        await rig.EndBuild(release.Id);
        if (state == RollingOut) return release.Id;

        DecisionTests.Fail(rig, "order-2");
        await rig.RollOut(release.Id);
        rig.Hosts.Instead = (_, _) => Task.FromResult<Core.Hosts.HostAnswer?>(null);
        if (state == AwaitingDecision) return release.Id;
        if (state is RollingBack or RolledBack) await rig.Use<AnswerQuestion>(use => use.Handle(release.Id, null, Answer.RollBack, rig.Operator.Id, default));
        if (state == RolledBack) await rig.RollOut(release.Id);
        if (state is RollingBack or RolledBack) return release.Id;
        return state == Paused ? await Set(rig, release.Id, state) : await End(rig, release.Id, state);
    }

    static async Task<long> End(ReleaseRig rig, long id, ReleaseState state)
    {
        await rig.Save(db => db.Claims.ExecuteDeleteAsync());
        await rig.Db(db => db.Database.ExecuteSqlAsync($"update botops.releases set question = null, ended_at = now() where id = {id}"));
        return await Set(rig, id, state);
    }

    static async Task<long> Set(ReleaseRig rig, long id, ReleaseState state)
    {
        await rig.Db(db => db.Database.ExecuteSqlAsync($"update botops.releases set state = {state.ToString()}, queued_at = now(), question = case when {state.ToString()} = 'AwaitingDecision' then question end where id = {id}"));
        return id;
    }

    /// <summary>Whatever the last cell left is over.</summary>
    static async Task Clear(ReleaseRig rig)
    {
        await rig.Save(db => db.Claims.ExecuteDeleteAsync());
        await rig.Save(db => db.Controls.ExecuteDeleteAsync());
        await rig.Db(db => db.Database.ExecuteSqlAsync($"update botops.releases set state = 'Cancelled', ended_at = now(), question = null where state not in ('Succeeded')"));
        await rig.Db(db => db.Database.ExecuteSqlAsync($"update botops.locks set ended_at = now()"));
        await rig.Db(db => db.Database.ExecuteSqlAsync($"update botops.assignments set left_out = null"));
        await rig.Db(db => db.Database.ExecuteSqlAsync($"update botops.builds set bad_since = null"));
    }

    static Task<string> Rows(ReleaseRig rig, long id) => rig.Db(async db => string.Join('|',
        await db.Releases.Where(r => r.Id == id).Select(r => $"{r.State} {r.Round} {r.SignedOffAt}").SingleAsync(),
        await db.Releases.CountAsync(), await db.Controls.CountAsync(), await db.Approvals.CountAsync(), await db.Locks.CountAsync(l => l.EndedAt == null),
        string.Join(',', await db.HostRuns.Where(r => r.ReleaseId == id).OrderBy(r => r.Id).Select(r => $"{r.State}").ToListAsync())));

    static async Task<Dictionary<Who, Person>> People(ReleaseRig rig)
    {
        var (other, nobody) = (new Person { Handle = "other", Name = "Other" }, new Person { Handle = "nobody", Name = "Nobody" });
        await rig.Save(async db =>
        {
            db.Persons.AddRange(other, nobody);
            await db.SaveChangesAsync();
            db.Roles.Add(new RoleGrant { PersonId = other.Id, Role = Role.Requester });
        });
        return new() { [Who.Asker] = rig.Dev, [Who.OtherRequester] = other, [Who.Approver] = rig.Lead, [Who.Operator] = rig.Operator, [Who.Nobody] = nobody };
    }
}
