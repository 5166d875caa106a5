using BotOps.Core.Cloud;

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
        public static string OptionHosts => Say("Gives back these hosts: order-101,order-10*", "归还这些主机：order-101,order-10*");
        public static string OptionProtect => Say("Keeps these hosts", "保留这些主机");
        public static string OnlyIn(string option) => Say($"{option} is for /scale in: new hosts have no names yet", $"{option} 只用于 /scale in：新主机还没有名称");
        public static string OnlyOut(string option) => Say($"{option} is for /scale out: it chooses what is bought", $"{option} 只用于 /scale out：它决定购买什么");
        public static string NotAWay(string typed) => Say($"{typed} is neither out nor in. Write /scale out order-svc +2, or /scale in order-svc 2.", $"请输入 /scale out order-svc +2 或 /scale in order-svc 2，而不是 {typed}。");
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

        // Why an order is refused

        public static string NoSettings(string where) => Say(
            $"{where} cannot be scaled: the catalog has no `scaling` for it. Nothing was asked for.", $"{where} 不能扩缩容：配置目录中没有为其设置 `scaling`。未提交申请。");
        public static string NoStock(IReadOnlyList<string> types, IReadOnlyList<string> zones) => Say(
            $"There is no stock of {string.Join(", ", types)} in {string.Join(", ", zones)}. Another --spec or --zone may have some. Nothing was asked for.",
            $"{string.Join("、", zones)} 没有 {string.Join("、", types)} 的库存。可换用其他 --spec 或 --zone。未提交申请。");
        public static string NoAddresses(int wanted, int room) => Say(
            $"The subnets with stock have free addresses for {room} of {wanted} hosts. Nothing was asked for.", $"有库存的子网只剩 {room} 个空闲地址，不够 {wanted} 台主机。未提交申请。");
        public static string TooManyADay(int wanted, int most, int bought) => Say(
            $"At most {most} hosts may be bought within 24 hours; {bought} were, so {Math.Max(0, most - bought)} can be asked for, not {wanted}. Nothing was asked for.",
            $"24 小时内最多购买 {most} 台；已购买 {bought} 台，还可申请 {Math.Max(0, most - bought)} 台，不能申请 {wanted} 台。未提交申请。");
        public static string TooDear(Price worst, decimal now, decimal most) => Say(
            $"This may cost {Money(worst)} an hour, beside the {now:0.##} of what was bought before; at most {most:0.##} are allowed together. Nothing was asked for.",
            $"最高每小时 {Money(worst)}，加上已购主机的 {now:0.##}，超过上限 {most:0.##}。未提交申请。");
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

        static string Hosts(int count) => count == 1 ? "1 host" : $"{count} hosts";
        static string Money(Price price) => $"{price.Amount:0.##} {price.Currency}";
    }
}
