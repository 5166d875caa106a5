using BotOps.Core.Campaigns;
using BotOps.Core.Chat;
using BotOps.Core.Cloud;
using BotOps.Core.Scaling;

namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>One order over several projects, for a named span of time.</summary>
    public static class Campaigns
    {
        public static string Command => Say("Shows planned campaigns, what was ordered of them, and how far it is", "查看活动计划、已提交的扩容及其进度");
        public static string OptionCampaign => Say("For a campaign of the catalog; without a project all that the campaign plans", "配置目录中的活动；不写项目则为活动计划的全部项目");
        public static string UntilOrCampaign => Say("--campaign says already until when: as long as the campaign", "--campaign 已决定截止时间：与活动一致");
        public static string OnlyWhole(string option) => Say($"{option} is for one project; a campaign says itself what each of its projects gets", $"{option} 只用于单个项目；各项目的内容由活动决定");
        public static string WithoutProject => Say("A campaign is given back as a whole: leave the project out", "活动只能整体归还：请去掉项目");
        public static string ReadsWhole(bool goesOut, bool plan) => (goesOut, plan) switch
        {
            (true, false) => Say("Asks for all hosts of the campaign ", "申请活动的全部扩容："),
            (true, true) => Say("Shows to you alone the plan for the campaign ", "仅向你展示活动的扩容预览："),
            (false, false) => Say("Asks to give back all hosts of the campaign ", "申请归还活动的全部主机："),
            (false, true) => Say("Shows to you alone what would go of the campaign ", "仅向你展示将归还的活动主机："),
        };

        // The catalog

        public static string NotATime(string text) => Say($"'{text}' is not a moment; write day and time: \"2026-11-10 20:00\"", $"“{text}”不是时间；请写日期和时间：\"2026-11-10 20:00\"");
        public static string EndsBeforeReady => Say("is before readyBy; hosts would be given back before they are needed", "早于 readyBy；主机会在需要之前就被归还");

        // Why an order is refused

        public static string NoCampaign(string name, IReadOnlyList<string> close) => Say(
            $"There is no campaign {name} in the catalog{(close.Count > 0 ? $"; did you mean {close[0]}" : "")}. Nothing was asked for.", $"配置目录中没有活动 {name}{(close.Count > 0 ? $"，是否为 {close[0]}" : "")}。未提交申请。");
        public static string IsOver(string name, StayEnd end) => Say($"The campaign {name} is over since {Stays.Full(end)}. Nothing was asked for.", $"活动 {name} 已于 {Stays.Full(end)} 结束。未提交申请。");
        public static string NothingStays(string name) => Say($"There are no hosts of a campaign {name} that could be given back. Nothing was asked for.", $"没有可归还的活动 {name} 的主机。未提交申请。");
        public static string AskedForAlready(string name, long open) => Say($"The campaign {name} is asked for already by #{open}. Nothing was asked for.", $"活动 {name} 已由 #{open} 申请。未提交申请。");
        public static string RunsAlready(string name, long begun) => Say($"The campaign {name} runs already: #{begun}. Nothing was asked for.", $"活动 {name} 已在进行：#{begun}。未提交申请。");
        public static string Twice(string where) => Say($"The campaign names {where} twice, with its environment and without. Nothing was asked for.", $"活动中 {where} 出现两次（带环境与不带环境）。未提交申请。");
        public static string EnvironmentGone => Say("the catalog does not have it any more", "配置目录中已没有它");
        public static string NoAddresses(string zone, int wanted, int free) => Say(
            $"The projects want {wanted} addresses of {zone} together, and {free} are free. Nothing was asked for.", $"各项目合计需要 {zone} 的 {wanted} 个地址，但只剩 {free} 个。未提交申请。");
        public static string Dearer(Price approved, Price now) => Say($"it may cost {Scaling.Money(now)} an hour by now, {Scaling.Money(approved)} was approved", $"现在最高每小时 {Scaling.Money(now)}，批准的是 {Scaling.Money(approved)}");
        public static string TooLateToBegin(StayEnd ready, DateTimeOffset now) => Say(
            $"Its hosts were to be in service by {Stays.Full(ready)}; it is {Duration(now - ready.At)} later, and BotOps could not begin before. Is it wanted still?",
            $"原定 {Stays.Full(ready)} 前上线；现已晚 {Duration(now - ready.At)}，BotOps 未能按时开始。是否仍然需要？");
        public static string CatalogChanged(string name) => Say($"the catalog has other hosts or times for {name} by now; ask again", $"配置目录中 {name} 的主机或时间已变更；请重新申请");
        public static string HasBegun(long id, string name) => Say($"#{id} has begun; its hosts are given back by /scale in --campaign {name}.", $"#{id} 已开始；请用 /scale in --campaign {name} 归还主机。");
        public static string TooLate(long id, CampaignState state) => Say($"#{id} does not wait for that ({Word(state).Word}). {PressChangedNothing}", $"#{id} 不在等待此操作（{Word(state).Word}）。{PressChangedNothing}");
        public static string AskedAnew(long id) => Say($"#{id} was asked for again, and says something else now. Look at its card. {PressChangedNothing}", $"#{id} 已重新申请，内容有变。请查看卡片。{PressChangedNothing}");
        public static string IsACampaign(long id) => Say($"#{id} is the order of a campaign: it can be approved, rejected, cancelled or kept.", $"#{id} 是活动单：可以批准、驳回、取消或延长。");

        // The card

        public static StateWord Word(CampaignState state) => state switch
        {
            CampaignState.AwaitingApproval => Scaling.Word(ScaleState.AwaitingApproval),
            CampaignState.Approved => new(Say("Approved", "已批准"), Tone.Idle, "queued"),
            CampaignState.Begun => Scaling.Word(ScaleState.Scaling),
            CampaignState.Rejected => Scaling.Word(ScaleState.Rejected),
            CampaignState.Expired => Scaling.Word(ScaleState.Expired),
            _ => Scaling.Word(ScaleState.Cancelled),
        };
        public static StateWord InService => new(Say("In service", "已上线"), Tone.Ok, "succeeded");
        public static StateWord InServiceFewer => new(Say("In service with fewer", "部分上线"), Tone.Ok, "partial");
        public static StateWord Over => new(Say("Over", "已结束"), Tone.Idle, "succeeded");
        public static string Title(string name) => Say($"campaign {name}", $"活动 {name}");
        public static string PushText(CampaignOrder order, int hosts, StateWord state) => $"#{order.Id} {Title(order.Name)}, {Scaling.Does(order.Direction, hosts)}: {state.Word}";
        public static string ReadyFact => Say("Ready by", "就绪时间");
        public static string BeginsSays(StayEnd begins, DateTimeOffset now) => begins.At <= now ? Say("begins at once", "立即开始") : Say($"begins {Stays.Full(begins)}", $"{Stays.Full(begins)} 开始");
        public static string WhyThese(string name, StayEnd end, DateTimeOffset now) => end.At <= now
            ? Say($"all that is there still of {name}, whose end has come", $"{name} 已到期，归还其全部剩余主机")
            : Say($"all that is there of {name}, which else goes {Stays.Full(end)}", $"{name} 的全部主机；否则将于 {Stays.Full(end)} 归还");
        public static string NotYet(CampaignOrder order) => order.Direction == ScaleDirection.Out ? Say("nothing bought yet", "尚未购买") : Say("none of them has gone yet", "均未下线");
        public static string DecidedBy(CampaignState state, string name) => Say($"{Word(state).Word}, decided by {name}.", $"{name} 决定：{Word(state).Word}。");

        // The thread

        public static string Decided(CampaignOrder order, string? by, string? reason)
        {
            var later = order.State == CampaignState.Approved && order.BeginsAt > order.History[^1].At ? Stays.Full(Begin(order)) : null;
            return Say(
                $"#{order.Id}: {Word(order.State).Word}{(by is null ? "" : $", by {by}")}{(reason is null ? "" : $": {reason}")}{(later is null ? "" : $"; begins {later}")}",
                $"#{order.Id}：{Word(order.State).Word}{(by is null ? "" : $"，{by}")}{(reason is null ? "" : $"：{reason}")}{(later is null ? "" : $"；将于 {later} 开始")}");
        }
        static StayEnd Begin(CampaignOrder order) => new(order.BeginsAt, order.Plan.Settings.Zone);
        public static string WouldBegin(CampaignOrder order) => Say(
            $"Asked the cloud again: stock, quota and addresses are there for all of it, within the approved price. It begins {Stays.Full(Begin(order))}.",
            $"已再次询问云厂商：库存、配额和地址均充足，价格在批准范围内。将于 {Stays.Full(Begin(order))} 开始。");
        public static string WouldNotBegin(CampaignOrder order, string problem) => Say(
            $"As things are the campaign would not get all of its hosts. It begins {Stays.Full(Begin(order))}; the cloud is asked again every hour. {problem}",
            $"按目前情况活动无法得到全部主机。将于 {Stays.Full(Begin(order))} 开始；每小时会再次询问云厂商。{problem}");
        public static string Begins(CampaignOrder order) => Say($"It begins: {order.Plan.Parts.Count} projects, {order.Plan.Parts.Sum(p => p.Hosts)} hosts.", $"开始：{order.Plan.Parts.Count} 个项目，{order.Plan.Parts.Sum(p => p.Hosts)} 台主机。");
        public static string GoesBack(CampaignOrder order) => Say($"Its hosts are given back: {order.Plan.Parts.Sum(p => p.Hosts)} of {order.Plan.Parts.Count} projects.", $"开始归还：{order.Plan.Parts.Count} 个项目共 {order.Plan.Parts.Sum(p => p.Hosts)} 台。");
        public static string GivenBackBy(long id) => Say($"its campaign is given back by #{id}", $"其活动由 #{id} 归还");

        // The list

        public static string Head(int campaigns) => Say(campaigns == 1 ? "1 campaign." : $"{campaigns} campaigns.", $"共 {campaigns} 个活动。");
        public static string None => Say("The catalog has no campaigns. They are written there under `campaigns`; see README.", "配置目录中没有活动。在 `campaigns` 下编写，见 README。");
        public static string Span(StayEnd ready, StayEnd until) => Say($"ready by {Stays.Full(ready)}, until {Stays.Full(until)}", $"{Stays.Full(ready)} 前就绪，至 {Stays.Full(until)}");
        public static string NotAsked => Say("not asked for yet:", "尚未申请：");
        public static string WasAsked(CampaignOrder last) => Say($"#{last.Id} was {Word(last.State).Word}:", $"#{last.Id} {Word(last.State).Word}：");
        public static string StillThere(int hosts) => Say(hosts == 1 ? "1 host is there; it goes before its time by" : $"{hosts} hosts are there; they go before their time by", $"现有 {hosts} 台；提前归还：");
    }
}
