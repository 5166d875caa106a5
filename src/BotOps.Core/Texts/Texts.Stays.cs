using System.Globalization;
using BotOps.Core.Cloud;
using BotOps.Core.Scaling;

namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>Hosts that go by themselves, and those that were to.</summary>
    public static partial class Stays
    {
        /// <summary>In full, with the zone that it was said in.</summary>
        public static string Full(StayEnd end)
        {
            var at = end.Local;
            var offset = $"UTC{at:zzz}";
            return Say(string.Create(CultureInfo.InvariantCulture, $"{at:dddd d MMMM yyyy, HH:mm} {end.Zone} ({offset})"),
                string.Create(CultureInfo.InvariantCulture, $"{at:yyyy}年{at:%M}月{at:%d}日 星期{"日一二三四五六"[(int)at.DayOfWeek]} {at:HH:mm} {end.Zone}（{offset}）"));
        }

        public static string Net(ScaleOrder order) => order.Net is { } net ? Full(new StayEnd(net, order.Zone ?? "Etc/UTC")) : "";

        // What is typed

        public static string IsOver(StayEnd end, DateTimeOffset now) => Say(
            $"{Full(end)} is over; it is {Full(end with { At = now })}. Write a later moment: --until \"tomorrow 02:00\" or --until +36h. Nothing was asked for.",
            $"{Full(end)} 已过去；现在是 {Full(end with { At = now })}。请写一个将来的时间：--until \"tomorrow 02:00\" 或 --until +36h。未提交申请。");
        public static string TooFar(StayEnd end, TimeSpan most) => Say(
            $"{Full(end)} is more than {(int)most.TotalDays} days away. Leave --until out, and give the hosts back by /scale in. Nothing was asked for.",
            $"{Full(end)} 距今超过 {(int)most.TotalDays} 天。请去掉 --until，之后用 /scale in 归还。未提交申请。");
        public static string NothingToKeep(long id) => Say($"#{id} has no hosts that could be kept. Nothing changed.", $"#{id} 没有可保留的主机。未做任何更改。");
        public static string GoesAlready(long id, ScaleOrder back) => Say(
            $"The hosts of #{id} are given back by #{back.Id} ({Scaling.Word(back.State).Word}). Nothing changed.", $"#{id} 的主机正由 #{back.Id} 归还（{Scaling.Word(back.State).Word}）。未做任何更改。");
        public static string EndIsOver(StayEnd end) => Say($"its end, {Full(end)}, is over; ask again with a later --until", $"其结束时间 {Full(end)} 已过；请用更晚的 --until 重新申请");

        // The card and the thread

        public static string Fact => Say("Until", "截止");
        public static string In(StayEnd end, DateTimeOffset now) => Say($"{Full(end)}, in {Duration(end.At - now)}", $"{Full(end)}，{Duration(end.At - now)}后");
        /// <param name="net">In full.</param>
        public static string NetSays(string net) => Say($"then BotOps gives them back; the cloud deletes them at the latest {net}", $"届时由 BotOps 归还；云厂商最迟于 {net} 自动释放");
        public static string PriceUntil(Price usual, Price worst, TimeSpan time)
        {
            var hours = (decimal)Math.Ceiling(time.TotalHours);
            var (all, most) = (Math.Ceiling(usual.Amount * hours), Math.Ceiling(worst.Amount * hours));
            return all == most ? Say($"until the end about {most:0} {worst.Currency}", $"到截止时约 {most:0} {worst.Currency}")
                : Say($"until the end about {all:0} {worst.Currency}, at most {most:0} {worst.Currency}", $"到截止时约 {all:0} {worst.Currency}，最高 {most:0} {worst.Currency}");
        }
        public static string StayUntil(StayEnd end) => Say($"Until {Full(end)}; then BotOps gives them back.", $"截止 {Full(end)}；届时由 BotOps 归还。");
        public static string Begins(ScaleOrder order) => Say(
            $"The hosts stay until {Full(order.End!)}. The way back is announced here at {Day(order)} and comes by itself; the cloud deletes them at the latest {Net(order)}.",
            $"主机保留至 {Full(order.End!)}。归还前将于 {Day(order)} 在此预告，并自动进行；云厂商最迟于 {Net(order)} 自动释放。");
        static string Day(ScaleOrder order) => Texts.Day(new StayEnd(order.AnnouncesAt ?? order.Until!.Value, order.Zone ?? "Etc/UTC").Local);
        public static string Undoes(ScalePlan plan) => plan.Late > TimeSpan.FromMinutes(5)
            ? Say($"The way back of #{plan.Undoes}, {Duration(plan.Late)} late: BotOps could not begin it in time.", $"归还 #{plan.Undoes} 的主机，晚了 {Duration(plan.Late)}：BotOps 未能按时开始。")
            : Say($"The way back of #{plan.Undoes}, whose end has come.", $"归还 #{plan.Undoes} 的主机：其截止时间已到。");
        public static string BackBy(long back) => Say($"Given back by #{back}.", $"由 #{back} 归还。");
        public static string GivenBackBy(long back) => Say($"given back by #{back}", $"由 #{back} 归还");
        public static string WayBackBegins(ScaleOrder order, IReadOnlyList<string> kept) => (order.BackBy, kept.Count) switch
        {
            ({ } back, 0) => Say($"The end has come: #{back} gives the hosts back.", $"截止时间已到：由 #{back} 归还主机。"),
            ({ } back, _) => Say($"The end has come: #{back} gives the hosts back, but not {Some(kept)}: so many always have to stay. {WhatOfKept(order)}", $"截止时间已到：由 #{back} 归还主机，{Some(kept)} 除外：需满足最少保留数。{WhatOfKept(order)}"),
            _ => Say($"The end has come, but {Some(kept)} cannot go: so many always have to stay. {WhatOfKept(order)}", $"截止时间已到，但 {Some(kept)} 不能归还：需满足最少保留数。{WhatOfKept(order)}"),
        };
        static string WhatOfKept(ScaleOrder order) => Say(
            $"The cloud deletes them {Net(order)}; keep them by /botops keep {order.Id} --for-good.", $"云厂商将于 {Net(order)} 自动释放；如需保留：/botops keep {order.Id} --for-good。");

        // Waves

        public static string LooksBefore(int wave) => Say($"before wave {wave} the hosts that stay are asked whether they are well", $"第 {wave} 批之前检查保留的主机是否健康");
        public static string NotWell(int wave, IReadOnlyList<string> hosts, string first) => Say(
            $"wave {wave} does not go while hosts that stay are not well: {Some(hosts)}; first: {first}", $"第 {wave} 批暂不归还，保留的主机不健康：{Some(hosts)}；首个原因：{first}");
        public static string NotCarried(int wave, string why) => Say($"wave {wave} does not go: {why}", $"第 {wave} 批暂不归还：{why}");

        // The question

        public static string Asks(ScaleOrder order, IReadOnlyList<string> hosts, IReadOnlyList<string> operators)
        {
            var whom = string.Concat(operators.Take(4).Select(o => $" @{o}"));
            return order.End is { } end
                ? Say($"{Some(hosts)} of #{order.Id} go {Full(end)}. Keep them longer,{whom}?", $"#{order.Id} 的 {Some(hosts)} 将于 {Full(end)} 归还。需要延长吗，{whom}？")
                : Say($"The cloud deletes {Some(hosts)} of #{order.Id} by itself {Net(order)}. Keep them,{whom}?", $"云厂商将于 {Net(order)} 自动释放 #{order.Id} 的 {Some(hosts)}。需要保留吗，{whom}？");
        }
        public static string AsksSays(ScaleOrder order) => order.End is null
            ? Say("They are in service still; what is not kept is lost then, with no drain before it.", "它们仍在线；若不保留，届时会被直接释放，不会先摘流量。")
            : Say($"Unanswered, BotOps drains them and gives them back then; the cloud would delete them {Net(order)}.", $"无人回答则届时由 BotOps 摘流量并归还；云厂商会在 {Net(order)} 自动释放。");
        public static string AsksFoot(long order) => Say($"Or by /botops keep {order} --until \"sunday 02:00\".", $"也可输入 /botops keep {order} --until \"sunday 02:00\"。");
        public static string LongerButton => Say("24 hours more", "延长 24 小时");
        public static string LongerSays(StayEnd end) => Say($"until {Full(end)}", $"至 {Full(end)}");
        public static string UntilButton => Say("Keep until…", "保留至…");
        public static string UntilSays => Say("any other moment, in your time zone", "其他时间，按你的时区");
        public static string UntilAsks => Say("Until when? sunday 02:00, 2026-12-01 02:00 or +36h", "保留到何时？sunday 02:00、2026-12-01 02:00 或 +36h");
        public static string ForGoodButton => Say("Keep for good", "长期保留");
        public static string ForGoodSays => Say("they stay, and cost, until a person gives them back", "一直保留并计费，直到有人归还");
        public static string ForGoodAsked(IReadOnlyList<string> hosts) => Say($"Keep {Some(hosts)} for good?", $"长期保留 {Some(hosts)}？");

        /// <summary>What has become of a question, in one line.</summary>
        public static string Now(ScaleOrder order) => order switch
        {
            { Keeping: { } wanted } => Wanted(wanted),
            { BackBy: { } back } => BackBy(back),
            { End: { } end } => Say($"Kept until {Full(end)}.", $"保留至 {Full(end)}。"),
            { Net: not null } => Say($"The cloud deletes them {Net(order)}.", $"云厂商将于 {Net(order)} 自动释放。"),
            _ => Say("They do not go by themselves any more.", "不再自动归还。"),
        };
        static string Wanted(Keeping wanted) => wanted.Until is { } until
            ? Say($"To be kept until {Full(new StayEnd(until, wanted.Zone))}; the cloud has to confirm it.", $"将保留至 {Full(new StayEnd(until, wanted.Zone))}，等待云厂商确认。")
            : Say("To be kept for good; the cloud has to confirm it.", "将长期保留，等待云厂商确认。");
        public static string Kept(ScaleOrder order, string by) => order.End is { } end
            ? Say($"{by} keeps the hosts until {Full(end)}. The cloud has confirmed it: it deletes them at the latest {Net(order)}.", $"{by} 将主机保留至 {Full(end)}。云厂商已确认：最迟于 {Net(order)} 自动释放。")
            : Say($"{by} keeps the hosts for good. The cloud has confirmed it: it does not delete them by itself.", $"{by} 长期保留主机。云厂商已确认：不会自动释放。");
        public static string NotKept(ScaleOrder order, string by, string problem) => Say(
            $"{by} wanted to keep the hosts, and it could not be done: {problem} {StayAsWas(order)}", $"{by} 想保留主机，但未能完成：{problem}{StayAsWas(order)}");
        static string StayAsWas(ScaleOrder order) => order.End is { } end ? Say($"They go {Full(end)}, as before.", $"仍于 {Full(end)} 归还。") : Say("Nothing changed.", "未做任何更改。");
        public static string NoneThere => Say("the cloud does not show any of them.", "云厂商未显示其中任何一台。");
        public static string NotReadBack(string instance, DateTimeOffset? shown) => Say(
            $"the cloud says that it releases {instance} {(shown is { } at ? $"at {at.ToUniversalTime():yyyy-MM-dd HH:mm} UTC" : "never")}, not when it was told.",
            $"云厂商显示 {instance} 的自动释放时间为{(shown is { } then ? $" {then.ToUniversalTime():yyyy-MM-dd HH:mm} UTC" : "无")}，与设置不符。");
    }
}
