using System.Globalization;
using BotOps.Core.Access;
using BotOps.Core.Chat;
using BotOps.Core.Persistence;

namespace BotOps.Core.Scaling;

/// <summary>The announcement of a way back, with what may be pressed; once it is answered, or overtaken, what is true now.</summary>
public sealed class StayQuestion(BotOpsDb db, Roles roles, TimeProvider clock)
{
    public const string Longer = "stay-longer", Until = "stay-until", ForGood = "stay-for-good";
    static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static bool Has(string? action) => action is Longer or Until or ForGood;

    /// <param name="number">Which announcement of the order.</param>
    public async Task<Content> Tell(long id, int number, CancellationToken stopping)
    {
        var of = await db.ReadOrder(id, stopping);
        var order = of.Order;
        var open = number == order.Announced && order.AnnouncedAt is not null && order is { Keeping: null, Net: not null } && await db.WayBack(order, stopping) is null;
        var hosts = open ? (await db.Staying(order, stopping)).Select(h => h.Name).ToList() : [];
        if (hosts.Count == 0) return new Line(Tone.Idle, "decide", [Texts.Stays.Now(order)], order.AnnouncedAt ?? clock.GetUtcNow());

        var operators = (await roles.Holders(Role.Operator, of.Project.Name, of.Environment.Name, stopping)).Select(p => p.Handle).ToList();
        return new Asking(Texts.Stays.Asks(order, hosts, operators), [Texts.Stays.AsksSays(order)], null, [], Answers(order, hosts, operators), Texts.Stays.AsksFoot(id));
    }

    static List<AnswerLine> Answers(ScaleOrder order, IReadOnlyList<string> hosts, IReadOnlyList<string> may)
    {
        var value = order.Id.ToString(CultureInfo.InvariantCulture);
        var later = new StayEnd((order.Until ?? order.Net!.Value) + Day, order.Zone ?? "Etc/UTC");
        return
        [
            new(new Button(Longer, Texts.Stays.LongerButton, $"{value}/{later.At.ToUnixTimeSeconds()}", May: may), Texts.Stays.LongerSays(later)),
            new(new Button(Until, Texts.Stays.UntilButton, value, Ask: Texts.Stays.UntilAsks, May: may), Texts.Stays.UntilSays),
            new(new Button(ForGood, Texts.Stays.ForGoodButton, value, Grave: true, May: may, Confirm: new Confirm(Texts.Stays.ForGoodAsked(hosts), Texts.Stays.ForGoodButton, [])), Texts.Stays.ForGoodSays),
        ];
    }
}
