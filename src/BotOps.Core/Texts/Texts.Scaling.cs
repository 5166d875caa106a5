using BotOps.Core.Chat;
using BotOps.Core.Cloud;
using BotOps.Core.Scaling;

namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>More hosts from a cloud, and fewer.</summary>
    public static partial class Scaling
    {
        public static string Command => Say("Asks for more hosts, or gives some back", "申请扩容或缩容主机");
        public static string OutSays => Say("More hosts", "扩容");
        public static string InSays => Say("Fewer hosts", "缩容");
        public static string OptionSpec => Say("Which machines, by the catalog's name: standard", "机器规格，用配置目录中的名称：standard");
        public static string OptionZone => Say("In this zone only, by the catalog's name: hangzhou-i", "仅在该可用区，用配置目录中的名称：hangzhou-i");
        public static string OptionMaxCost => Say("What they may cost an hour together; dearer types are left out", "每小时总费用上限；更贵的规格不会使用");
        public static string OptionHosts => Say("Gives back these hosts: order-101,order-10*", "归还这些主机：order-101,order-10*");
        public static string OptionProtect => Say("Keeps these hosts", "保留这些主机");
        public static string OptionUntil => Say("They go by themselves then: \"sunday 02:00\", +36h", "到时自动归还：\"sunday 02:00\"、+36h");
        public static string OptionForGood => Say("They do not go by themselves any more", "不再自动归还");
        public static string CommandKeep => Say("Keeps hosts longer that would go by themselves", "延长会自动归还的主机");
        public static string ReadsKeep(bool forGood) => forGood ? Say("Keeps for good the hosts of ", "长期保留主机，所属扩容单 ") : Say("Keeps longer the hosts of ", "延长保留主机，所属扩容单 ");
        public static string UntilOrForGood => Say("--until says when they go, --for-good that they do not", "--until 指定归还时间，--for-good 表示不归还");
        public static string NotAMoment(string typed) => Say(
            $"{typed} is no moment. Write a day and a time, in quotes: \"sunday 02:00\", \"tomorrow 02:00\" or \"2026-12-01 02:00\"; or how long: +36h.",
            $"{typed} 不是时间点。请写日期和时间并加引号：\"sunday 02:00\"、\"tomorrow 02:00\"、\"2026-12-01 02:00\"；或写时长：+36h。");
        public static string OnlyIn(string option) => Say($"{option} is for /scale in: new hosts have no names yet", $"{option} 只用于 /scale in：新主机还没有名称");
        public static string OnlyOut(string option) => Say($"{option} is for /scale out: it chooses what is bought", $"{option} 只用于 /scale out：它决定购买什么");
        public static string NotAWay(string typed) => Say($"{typed} is neither out (more hosts) nor in (fewer)", $"{typed} 既不是 out（扩容）也不是 in（缩容）");
        public static string NotACount(string typed) => Say($"{typed} is not a number of hosts from 1 to 1000; write it like +2", $"{typed} 不是 1 至 1000 的主机数；请写成 +2");
        public static string ReadsOut(int amount, bool plan) => plan
            ? Say($"Shows to you alone the plan for {Hosts(amount)} more of ", $"仅向你展示扩容 {amount} 台的预览：")
            : Say($"Asks for {Hosts(amount)} more of ", $"申请扩容 {amount} 台：");
        public static string ReadsIn(int amount, bool plan) => plan
            ? Say($"Shows to you alone the plan for {Hosts(amount)} fewer of ", $"仅向你展示缩容 {amount} 台的预览：")
            : Say($"Asks to give back {Hosts(amount)} of ", $"申请归还 {amount} 台：");

        // The catalog

        public static string NotASeries(string text) => Say(
            $"'{text}' is no name with a running number; write the first one in its width at the end: order-[101]", $"“{text}”不是带序号的名称；请在末尾写出第一个序号及其位数：order-[101]");
        public static string NotMoney(string text) => Say($"'{text}' is not an amount of money above 0; write it like 12.5", $"“{text}”不是大于 0 的金额；请写成 12.5");
        public static string NotAProviderName(string text) => Say($"'{text}' is no name or id of a cloud provider", $"“{text}”不是云厂商的名称或 ID");

        public static string NamesDoNotFit(string dns, string full) => Say(
            $"'{dns}' would be {full}, which is no name of DNS: `names` may have small letters, digits and - only, 63 at most between two dots", $"“{dns}”会成为 {full}，不是有效的域名：`names` 只能用小写字母、数字和 -，两点之间最多 63 个字符");

        // Why an order is refused

        public static string NoSettings(string where) => Say(
            $"{where} cannot be scaled: the catalog has no `scaling` for it. Nothing was asked for.", $"{where} 不能扩缩容：配置目录中没有为其设置 `scaling`。未提交申请。");
        public static string NoStock(IReadOnlyList<string> types, IReadOnlyList<string> zones) => Say(
            $"There is no stock of {string.Join(", ", types)} in {string.Join(", ", zones)}. Another --spec or --zone may have some. Nothing was asked for.",
            $"{string.Join("、", zones)} 没有 {string.Join("、", types)} 的库存。可换用其他 --spec 或 --zone。未提交申请。");
        public static string NoAddresses(int wanted, int room) => Say(
            $"The subnets with stock have free addresses for {room} of {wanted} hosts. Nothing was asked for.", $"有库存的子网只剩 {room} 个空闲地址，不够 {wanted} 台主机。未提交申请。");
        public static string TooManyADay(string whose, int wanted, int most, int bought) => Say(
            $"{whose}: at most {most} hosts may be bought within 24 hours; {bought} were, so {Math.Max(0, most - bought)} can be asked for, not {wanted}.",
            $"{whose}：24 小时内最多购买 {most} 台；已购买 {bought} 台，还可申请 {Math.Max(0, most - bought)} 台，不能申请 {wanted} 台。");
        public static string TooDear(string whose, Price worst, decimal now, decimal most) => Say(
            $"{whose}: this may cost {Money(worst)} an hour, beside the {now:0.##} of what was bought before; at most {most:0.##} are allowed together.",
            $"{whose}：最高每小时 {Money(worst)}，加上已购主机的 {now:0.##}，超过上限 {most:0.##}。");
        public static string TooDearADay(string whose, Price worst, decimal today, decimal most) => Say(
            $"{whose}: this may cost {Money(worst)} in a day, beside the {today:0.##} of what was asked for within 24 hours; at most {most:0.##} are allowed together.",
            $"{whose}：最高每天 {Money(worst)}，加上 24 小时内已申请的 {today:0.##}，超过上限 {most:0.##}。");
        public static string RaisedInCatalog(IReadOnlyList<string> admins) => admins.Count == 0
            ? Say(" The catalog has the limit (`scaling`); an admin may raise it.", "该上限在配置目录的 `scaling` 中；可由管理员调高。")
            : Say($" The catalog has the limit (`scaling`); {OneOf(admins)} may raise it.", $"该上限在配置目录的 `scaling` 中；可由 {OneOf(admins)} 调高。");
        public static string RaisedInConfiguration => Say(" BotOps' configuration has the limit (BotOps:Scaling); whoever runs BotOps may raise it.", "该上限在 BotOps 的配置（BotOps:Scaling）中；可由 BotOps 的维护者调高。");
        public static string NothingAsked => Say(" Nothing was asked for.", "未提交申请。");
        public static string DearerThanMaxCost(int hosts, Price cheapest, decimal most) => Say(
            $"{Hosts(hosts)} cost at least {Money(cheapest)} an hour, more than --max-cost {most:0.##}. Nothing was asked for.", $"{hosts} 台每小时至少 {Money(cheapest)}，超过 --max-cost {most:0.##}。未提交申请。");
        public static string DearerNow(string type, Price now, Price approved) => Say(
            $"{type} costs {Money(now)} an hour by now, more than the {Money(approved)} that was approved", $"{type} 现价每小时 {Money(now)}，高于已批准的 {Money(approved)}");
        public static string QuotaOfInstances(int wanted, int left, string account) => Say(
            $"The account {account} may have {left} more instances, not {wanted}. Ask the provider for a higher quota. Nothing was asked for.",
            $"账号 {account} 的配额只剩 {left} 个实例，不够 {wanted} 个。请向云厂商申请提高配额。未提交申请。");
        public static string QuotaOfCores(int wanted, int left, string account) => Say(
            $"The account {account} may have {left} more cores, not {wanted}. Ask the provider for a higher quota. Nothing was asked for.",
            $"账号 {account} 的配额只剩 {left} 核，不够 {wanted} 核。请向云厂商申请提高配额。未提交申请。");
        public static string NotBought(string host) => Say(
            $"{host} was not bought by BotOps, so BotOps does not delete it. Nothing was asked for.", $"{host} 不是 BotOps 购买的，BotOps 不会删除它。未提交申请。");
        public static string OtherAmount(int wanted, int named) => Say(
            $"{wanted} hosts are to go and {named} are named. Leave one of the two away. Nothing was asked for.", $"要归还 {wanted} 台，但指定了 {named} 台。请二选一。未提交申请。");
        public static string AllSpared => Say("--protect keeps every host that is named. Nothing was asked for.", "--protect 保留了所有指定的主机。未提交申请。");
        public static string TooFewBought(int wanted, int bought) => Say(
            $"BotOps has bought {bought} of the hosts that may go, not {wanted}; it deletes no other. Nothing was asked for.", $"可归还的主机中只有 {bought} 台是 BotOps 购买的，不够 {wanted} 台；其他主机不会被删除。未提交申请。");
        public static string TooFewLeft(int all, int go, int least) => Say(
            $"Of {all} hosts {go} would go; at least {least} have to stay. Nothing was asked for.", $"共 {all} 台，归还 {go} 台后不足最少保留的 {least} 台。未提交申请。");

        public static string NoAccount(string account) => Say($"There is no cloud account {account} in the configuration (BotOps:Cloud:{account}).", $"配置中没有云账号 {account}（BotOps:Cloud:{account}）。");
        public static string NoSuchSpec(string typed, IReadOnlyList<string> known) => Say($"There is no spec {typed}; the catalog has {string.Join(", ", known)}.", $"没有规格 {typed}；配置目录中有 {string.Join("、", known)}。");
        public static string NoSuchZone(string typed, IReadOnlyList<string> known) => Say($"There is no zone {typed}; the catalog has {string.Join(", ", known)}.", $"没有可用区 {typed}；配置目录中有 {string.Join("、", known)}。");
        public static string NoSuchSubnet(string zone, string subnet) => Say($"The provider does not know the subnet {subnet} of zone {zone}. Nothing was asked for.", $"云厂商不认识可用区 {zone} 的子网 {subnet}。未提交申请。");
        public static string NothingCurrent(string where) => Say(
            $"{where} has no current build that new hosts could get. Release to all its hosts first.", $"{where} 没有可部署到新主机的当前构建。请先完成一次全部主机的发布。");

        // Before it starts

        public static string SettingsChanged => Say("its scaling settings have changed since it was asked for; ask again", "申请之后扩缩容配置已变更；请重新申请");
        public static string NobodyDecided(TimeSpan after) => Say($"Nobody decided within {Duration(after)}.", $"{Duration(after)} 内无人审批。");
        public static string NotCancellable(long id, ScaleState state) => Say($"#{id} is not waiting any more ({Word(state).Word}); there is nothing to cancel.", $"#{id} 已不在等待（{Word(state).Word}），无可取消。");
        public static string TooLate(long id, ScaleState state) => Say($"#{id} does not wait for that ({Word(state).Word}). {PressChangedNothing}", $"#{id} 不在等待此操作（{Word(state).Word}）。{PressChangedNothing}");
        public static string CannotBecome(long id, string from, string to) => Say($"#{id} is {from}; it cannot become {to}.", $"#{id} 处于 {from}，不能变为 {to}。");
        public static string IsAnOrder(long id) => Say($"#{id} is a scale order: it can be approved, rejected, cancelled or retried.", $"#{id} 是扩缩容单：可以批准、驳回、取消或重试。");
        public static string Behind(long? other) => other is { } id ? Say($"In line behind #{id}; starts by itself when that ends.", $"排在 #{id} 之后，待其结束后自动开始。") : Say("Starts now.", "即将开始。");
        public static string GivesWay(long release) => Say($"gives way to the rollback #{release} and goes on after it", $"让位给回滚 #{release}，待其结束后继续");

        // The card

        public static StateWord Word(ScaleState state) => state switch
        {
            ScaleState.AwaitingApproval => new(Say("Awaiting approval", "待审批"), Tone.Ask, "awaiting"),
            ScaleState.Queued => new(Say("Queued", "排队中"), Tone.Idle, "queued"),
            ScaleState.Scaling => new(Say("Scaling", "扩缩容中"), Tone.Run, "rolling"),
            ScaleState.AwaitingDecision => new(Say("Awaiting decision", "待决定"), Tone.Ask, "decide"),
            ScaleState.Succeeded => new(Say("Succeeded", "成功"), Tone.Ok, "succeeded"),
            ScaleState.Fewer => new(Say("Ended with fewer", "部分完成"), Tone.Ok, "partial"),
            ScaleState.Failed => new(Say("Failed", "失败"), Tone.Bad, "failed"),
            ScaleState.Rejected => new(Say("Rejected", "已驳回"), Tone.Idle, "rejected"),
            ScaleState.Expired => new(Say("Expired", "已过期"), Tone.Idle, "expired"),
            ScaleState.Cancelled => new(Say("Cancelled", "已取消"), Tone.Idle, "cancelled"),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

        public static string Does(ScaleDirection direction, int hosts) => direction == ScaleDirection.Out
            ? Say($"+{Hosts(hosts)}", $"扩容 +{hosts} 台") : Say($"−{Hosts(hosts)}", $"缩容 −{hosts} 台");
        public static string PushText(long id, ScaleDirection direction, int hosts, string where, ScaleState state) => $"#{id} {where}, {Does(direction, hosts)}: {Word(state).Word}";
        public static string NowAndAfter(int now, int after) => Say($"{now} now, {after} after", $"现有 {now} 台，之后 {after} 台");
        public static string Names(IReadOnlyList<string> names, bool whole) => whole || names.Count <= 6
            ? string.Join(", ", names)
            : Say($"{names[0]} to {names[^1]}, {names.Count} in all", $"{names[0]} 至 {names[^1]}，共 {names.Count} 台");
        public static string WhyFact => Say("Why these", "选择依据");
        public static string Why(bool named) => named ? Say("they were named", "已指定") : Say("the newest of those that BotOps has bought", "BotOps 购买的主机中最新的");
        public static string MachinesFact => Say("Machines", "机器");
        public static string Part(ScalePart part) => Say($"{part.Amount} × {part.Type} in {part.Zone}", $"{part.Zone}：{part.Amount} × {part.Type}");
        public static string FallbackFact => Say("Falls back to", "备选");
        public static string PriceFact => Say("Price", "价格");
        public static string Prices(Price usual, Price worst) => usual.Amount == worst.Amount
            ? Say($"{Money(worst)} an hour", $"每小时 {Money(worst)}")
            : Say($"{Money(usual)} an hour, at most {Money(worst)}", $"每小时 {Money(usual)}，最高 {Money(worst)}");
        public static string LeftFact => Say("Left", "余量");
        public static string Left(Quota quota, int addresses)
        {
            var more = quota switch
            {
                { InstancesLeft: { } instances } => Say($"quota for {instances} more instances", $"实例配额剩余 {instances}"),
                { CoresLeft: { } cores } => Say($"quota for {cores} more cores", $"核数配额剩余 {cores}"),
                _ => Say("quota not known", "配额未知"),
            };
            return Say($"{more}; {addresses} free addresses", $"{more}；空闲地址 {addresses} 个");
        }
        public static string TrialFact => Say("Dry run", "试运行");
        public static string WouldBeTaken => Say("the provider would take it as it is", "云厂商会接受此订单");
        public static string GetsIt => Say(" goes onto each new host before it takes traffic", "，新主机在接流量之前先部署它");

        /// <summary>By step, the furthest first.</summary>
        public static string Counts(ScaleOrder order, IReadOnlyList<ScaleHost> hosts, DateTimeOffset now)
        {
            if (order.StartedAt is not { } start) return order.Direction == ScaleDirection.Out ? Say("nothing bought yet", "尚未购买") : Say("none of them has gone yet", "均未下线");
            var steps = hosts.GroupBy(h => h.State).OrderByDescending(g => g.Key).Select(g => $"{g.Count()} {StepWord(g.Key)}");
            return $"{string.Join(", ", steps)} · {Duration((order.EndedAt ?? now) - start)}";
        }

        public static string StepWord(ScaleStep step) => step switch
        {
            ScaleStep.Planned => Say("planned", "待购买"),
            ScaleStep.Created => Say("created", "已创建"),
            ScaleStep.Running => Say("running", "已启动"),
            ScaleStep.Reached => Say("reached", "已连通"),
            ScaleStep.Initialised => Say("initialised", "已初始化"),
            ScaleStep.Assigned => Say("assigned", "已登记"),
            ScaleStep.Deployed => Say("deployed", "已部署"),
            ScaleStep.Monitored => Say("monitored", "已监控"),
            ScaleStep.InDns => Say("in DNS", "已加入解析"),
            ScaleStep.InService => Say("in service", "已上线"),
            ScaleStep.Drained => Say("drained", "已摘流量"),
            ScaleStep.OutOfDns => Say("out of DNS", "已移出解析"),
            ScaleStep.OutOfMonitoring => Say("out of monitoring", "已移出监控"),
            ScaleStep.Unassigned => Say("unassigned", "已注销"),
            ScaleStep.GivenBack => Say("given back", "已归还"),
            _ => Say("failed", "失败"),
        };

        public static string FailedAt(ScaleStep? step, string? reason) => Say($"not {StepWord(step ?? ScaleStep.Created)}: {reason}", $"未能到达“{StepWord(step ?? ScaleStep.Created)}”：{reason}");
        public static string GivenBack(string? instance) => instance is null ? Say("given back; nothing was bought", "已撤销，未购买") : Say($"{instance} given back", $"{instance} 已归还");
        public static string InService(string? zone, string? address) => Say($"in service in zone {zone} at {address}", $"已上线，位于可用区 {zone}，地址 {address}");
        public static string StillThere(string host, string instance) => Say($"{instance} of {host} is still there, and costs.", $"{host} 的实例 {instance} 仍然存在并计费。");
        public static string DecidedBy(ScaleState state, string name) => Say($"{Word(state).Word}, decided by {name}.", $"{name} 决定：{Word(state).Word}。");
        public static string Decided(long id, ScaleState state, string? by, string? reason) => Say(
            $"#{id}: {Word(state).Word}{(by is null ? "" : $", by {by}")}{(reason is null ? "" : $": {reason}")}", $"#{id}：{Word(state).Word}{(by is null ? "" : $"，{by}")}{(reason is null ? "" : $"：{reason}")}");
        public static string EndOf(ScaleOrder order, IReadOnlyList<ScaleHost> hosts) => order.Reason is { } reason
            ? $"{Word(order.State).Word}: {reason}" : Say($"{Word(order.State).Word}: {Counts(order, hosts, order.EndedAt ?? order.CreatedAt)}", $"{Word(order.State).Word}：{Counts(order, hosts, order.EndedAt ?? order.CreatedAt)}");

        // While it is carried out

        public static string Bought(int bought, int wanted, string type, string zone, string? problem) => Say(
            $"{bought} of {wanted} × {type} in {zone}{(problem is null ? "" : $": {problem}")}", $"{zone}：{type} 购得 {bought}/{wanted}{(problem is null ? "" : $"：{problem}")}");
        public static string NothingLeft => Say("there is no type and no zone left that may be tried", "没有可再尝试的规格或可用区");
        public static string NotReady(string? instance, string? state) => instance is null
            ? Say("it was bought, but the provider does not show it", "已购买，但云厂商未显示该实例") : Say($"{instance} is {state} still", $"{instance} 仍处于 {state}");
        public static string NameTaken(string host) => Say($"another host is called {host}", $"已有名为 {host} 的主机");
        public static string NotInServiceYet(long order) => Say($"#{order} has not put it into service yet", $"#{order} 尚未将其上线");
        public static string Goes(long order) => Say($"#{order} gives it back", $"#{order} 正在归还它");
        public static string NotStopped(string reason) => Say($"What runs there could not be stopped, it is deleted all the same: {reason}", $"无法停止其上的服务，仍将删除：{reason}");
        public static string NotOurs(string instance) => Say($"{instance} does not carry BotOps' tag, or is prepaid: BotOps does not delete it", $"{instance} 没有 BotOps 的标签或为包年包月：BotOps 不会删除它");
        public static string OfAnother(string host) => Say($"{host} belongs to another project or environment as well: BotOps does not delete it", $"{host} 还属于其他项目或环境：BotOps 不会删除它");

        public static string HostUnderWay(string host, long order) => Say(
            $"The scale order #{order} has {host} before it or under way. Wait for its end. Nothing changed.", $"扩缩容单 #{order} 尚未完成 {host} 的处理。请等待其结束。未做任何更改。");
        public static string UnderWay(long id, string where) => Say($"#{id} {where} is scaled: the step of each host comes to its end", $"#{id} {where} 正在扩缩容：各主机的当前步骤会先执行完");

        // What a person decides on

        public static string RetryButton => Say("Retry", "重试");
        public static string GiveBackButton(int hosts) => Say($"Give back {Hosts(hosts)}", $"归还 {hosts} 台");
        public static string GiveBackAsked(IReadOnlyList<string> hosts) => Say($"Give back {Some(hosts)}? What was bought of them is deleted.", $"归还 {Some(hosts)}？已购买的实例会被删除。");
        public static string AcceptButton => Say("Accept fewer", "接受现状");
        public static string WithoutHosts(IReadOnlyList<string> hosts) => Say($"without {Some(hosts)}", $"不含 {Some(hosts)}");
        public static string SomeFailed(IReadOnlyList<string> hosts, string first) => Say($"{Some(hosts)} failed; first: {first}", $"{Some(hosts)} 失败；首个原因：{first}");

        static string Hosts(int count) => count == 1 ? "1 host" : $"{count} hosts";
        public static string Money(Price price) => $"{price.Amount:0.##} {price.Currency}";
    }
}
