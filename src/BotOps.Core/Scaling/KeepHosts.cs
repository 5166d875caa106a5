using System.Globalization;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Persistence;
using Hangfire;

namespace BotOps.Core.Scaling;

/// <summary>What a person wants of a stay, until the cloud has confirmed it.</summary>
/// <param name="Until">Null: for good.</param>
/// <param name="Net">When the cloud is to release them by itself; null: never.</param>
public sealed record Keeping(DateTimeOffset? Until, string Zone, DateTimeOffset? Net, Guid By, DateTimeOffset At);

/// <summary>Keep until…, and Keep for good. The wish is written down; <see cref="KeepJob"/> asks the cloud, and until it has answered nothing is given back.</summary>
public sealed class KeepHosts(BotOpsDb db, Roles roles, ReadUntil read, Audit audit, ScaleStory story, IBackgroundJobClient jobs, TimeProvider clock)
{
    public async Task Handle(KeepInput input, Guid person, CancellationToken stopping) =>
        await Keep(input.Order, person, input.Until is { } until ? await read.Of(until, person, stopping) : null, stopping);

    /// <summary>A press: a moment that its button names, words that it asked for, or for good.</summary>
    public Task Pressed(ChatEvent press, Guid person, CancellationToken stopping)
    {
        var parts = (press.Value ?? "").Split('/');
        if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) throw new UserError(Texts.UnknownButton);
        return press.Action switch
        {
            StayQuestion.Longer when parts is [_, var named] && long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => Longer(id, DateTimeOffset.FromUnixTimeSeconds(seconds), person, stopping),
            StayQuestion.Until => Handle(new KeepInput(id, Words(press.Input ?? "", id)), person, stopping),
            StayQuestion.ForGood => Keep(id, person, null, stopping),
            _ => throw new UserError(Texts.UnknownButton, press.Action),
        };
    }

    /// <summary>The button names its moment: pressed twice it asks for the same.</summary>
    async Task Longer(long id, DateTimeOffset until, Guid person, CancellationToken stopping) =>
        await Keep(id, person, new StayEnd(until, (await db.ReadOrder(id, stopping)).Order.Zone ?? "Etc/UTC"), stopping);

    static Moment Words(string typed, long id) =>
        Moment.Parse(typed) ?? throw new UserError(Texts.Scaling.NotAMoment(Texts.Shown(typed)), Texts.Shown(typed), $"/botops keep {id} --until \"sunday 02:00\"");

    Task Keep(long id, Guid person, StayEnd? end, CancellationToken stopping) => db.InTransaction(async () =>
    {
        using var all = Languages.SpeakToAll();
        var of = await db.LockOrder(id, stopping);
        var (order, now) = (of.Order, clock.GetUtcNow());
        await roles.Require(person, Role.Operator, of.Project.Name, of.Environment.Name, stopping);
        if (order.Direction != ScaleDirection.Out || !(order.State.Ended() || order.State == ScaleState.AwaitingDecision)) throw new UserError(Texts.Stays.NothingToKeep(id), $"{id}");
        if (await db.WayBack(order, stopping) is { } back) throw new UserError(Texts.Stays.GoesAlready(id, back), $"{id}", back.State.Waits() ? $"/botops cancel {back.Id}" : null);
        if ((await db.Staying(order, stopping)).Count == 0) throw new UserError(Texts.Stays.NothingToKeep(id), $"{id}");

        var zone = end?.Zone ?? order.Zone ?? "Etc/UTC";
        var before = order.Until is { } until ? $"{until:u}" : "for good";
        order.Keeping = new Keeping(end?.At, zone, end?.NetAt, person, now);
        order.KeepTriedAt = now;
        audit.Note(person, "keep", $"#{id}", before, end is null ? "for good" : $"{end.At:u}");
        await db.SaveChangesAsync(stopping);
        await story.StayChanged(order, stopping);
        db.AfterCommit(() => jobs.Enqueue<KeepJob>(job => job.Run(id, CancellationToken.None)));
    }, stopping);
}
