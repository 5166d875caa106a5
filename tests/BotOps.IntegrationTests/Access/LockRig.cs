using BotOps.Core;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.IntegrationTests.Releases;
using Microsoft.EntityFrameworkCore;

namespace BotOps.IntegrationTests.Access;

/// <summary>Types and presses as people do, and reads what they are told.</summary>
static class LockRig
{
    public static Task<Reply?> Type(this ReleaseRig rig, Person person, string text) => rig.Use<RunCommand, Reply?>(use =>
        use.Handle(new ChatEvent(ChatEventKind.Command, person.Handle, ReleaseRig.Channel, Text: text), person, default));

    public static Task Press(this ReleaseRig rig, Person person, Button button, string? input = null) => rig.Use<PressButton>(use =>
        use.Handle(new ChatEvent(ChatEventKind.Press, person.Handle, ReleaseRig.Channel, Action: button.Action, Value: button.Value, Input: input), person, default));

    public static async Task<UserError> Refusal(this Task work) => await Assert.ThrowsAsync<UserError>(() => work);

    public static Task Grant(this ReleaseRig rig, Person person, Role role) => rig.Save(async db =>
    {
        await Task.CompletedTask;
        db.Roles.Add(new RoleGrant { PersonId = person.Id, Role = role });
    });

    /// <summary>What time has done to locks, as the reconciler looks.</summary>
    public static async Task LookAtLocks(this ReleaseRig rig)
    {
        foreach (var id in await rig.Use<WatchLocks, IReadOnlyList<long>>(use => use.Due(default))) await rig.Use<WatchLocks>(use => use.Look(id, default));
    }

    public static Task<List<EnvironmentLock>> Locks(this ReleaseRig rig) => rig.Db(db => db.Locks.AsNoTracking().OrderBy(l => l.Id).ToListAsync());

    /// <summary>What was said to the person alone, oldest first.</summary>
    public static Task<List<Reply>> ToldPrivately(this ReleaseRig rig, Person person) => rig.Db(async db =>
        (await db.Outbox.AsNoTracking().Where(m => m.PrivateTo == person.Handle).OrderBy(m => m.Id).ToListAsync()).ConvertAll(m => (Reply)m.Content!));

    /// <summary>The lines in the channel, oldest first.</summary>
    public static Task<List<string>> SaidOfLocks(this ReleaseRig rig) => rig.Db(async db =>
        (await db.Outbox.AsNoTracking().Where(m => m.Key.StartsWith("lock/") && m.PrivateTo == null).OrderBy(m => m.Id).ToListAsync()).ConvertAll(m => m.Content!.Push));

    /// <summary>As <c>operator steal lock: why</c>, oldest first.</summary>
    public static Task<List<string>> Audited(this ReleaseRig rig, string subject) => rig.Db(async db =>
        await (from entry in db.Audit
               join person in db.Persons on entry.PersonId equals person.Id into persons
               from person in persons.DefaultIfEmpty()
               where entry.Subject == subject
               orderby entry.Id
               select (person == null ? "nobody" : person.Handle) + " " + entry.Action + (entry.Why == null ? "" : ": " + entry.Why)).ToListAsync());
}
