using BotOps.Core.Cloud;

namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>What there is at the clouds, whose it is, and what becomes of it.</summary>
    public static class Inventory
    {
        public static string Command => Say("What there is at the clouds, whose it is and what it costs", "云上有哪些实例、归谁、费用多少");
        public static string OptionAccount => Say("Only of this account", "仅该账号");
        public static string OptionUnowned => Say("Only what no project owns", "仅不属于任何项目的实例");
        public static string OptionPage => Say("Which page", "第几页");
        public static string ReadsOf => Say("Shows the cloud instances of ", "查看云上实例：");

        // News

        public static string Gone(string host, string where, string id, string account, string region) => Say(
            $"{host} of {where}: its instance {id} is gone from {account} in {region}, and BotOps did not delete it.", $"{where} 的 {host}：实例 {id} 已从 {account}（{region}）消失，且不是 BotOps 删除的。");
        public static string AfterGone(string fewer, string more) => Say($" {fewer} takes it off the list, {more} replaces it.", $"用 {fewer} 将其移出，用 {more} 补充。");
        public static string AfterGoneOfCatalog(string host) => Say($" /botops host {host} out takes it out; the catalog still has it.", $"用 /botops host {host} out 将其摘除；配置目录中仍有它。");
        public static string Stopped(string host, string where, string id, string account, string region) => Say(
            $"{host} of {where}: its instance {id} is stopped at {account} in {region}, and BotOps did not stop it. It costs, and serves nobody.", $"{where} 的 {host}：实例 {id} 在 {account}（{region}）已停机，且不是 BotOps 停止的。它仍在计费，但不提供服务。");
        public static string Moved(string host, string where, string id, string known, string now) => Say(
            $"{host} of {where}: its instance {id} has the address {now} now; BotOps reaches it at {known}.", $"{where} 的 {host}：实例 {id} 的地址变为 {now}；BotOps 仍使用 {known}。");
        public static string WellAgain(string host, string where, string id) => Say($"{host} of {where}: its instance {id} runs again, as it should be.", $"{where} 的 {host}：实例 {id} 已恢复正常运行。");

        public static string Named(string name, string id, string type, Price? price) => price is null ? $"{name} ({id}, {type})" : $"{name} ({id}, {type}, {AnHour(price)})";
        public static string Nobodys(IReadOnlyList<string> named, int fresh, string account, string region, string cost, int all, string allCost)
        {
            var list = string.Join(Comma, named) + (fresh > named.Count ? Say($" and {fresh - named.Count} more", $" 等，另有 {fresh - named.Count} 台") : "");
            var before = all > fresh ? Say($" With those of before there are {all}, {allCost}.", $"连同此前的共 {all} 台，{allCost}。") : "";
            return Say(
                $"{account} in {region}: {Instances(fresh)} that no project owns: {list}; {cost}.{before} /botops instances --account {account} --unowned lists them.",
                $"{account}（{region}）：{fresh} 台实例不属于任何项目：{list}；{cost}。{before}用 /botops instances --account {account} --unowned 查看。");
        }

        public static string Cost(IReadOnlyList<Price> prices, int unknown) => (prices.Count, unknown) switch
        {
            (0, 0) => Say("no cost", "无费用"),
            (0, _) => Say("price not known", "价格未知"),
            (_, 0) => string.Join(" + ", prices.Select(AnHour)),
            _ => $"{string.Join(" + ", prices.Select(AnHour))}{Say($", {unknown} without a known price", $"，{unknown} 台价格未知")}",
        };
        public static string AnHour(Price price) => Say($"{price.Amount:0.##} {price.Currency} an hour", $"每小时 {price.Amount:0.##} {price.Currency}");

        // The list

        public static string Head(int count, string? project, bool unowned, string cost, int page, int pages)
        {
            var which = (project, unowned) switch
            {
                ({ } of, true) => Say($" of {of} that no host is", $"（{of}，不对应主机）"),
                ({ } of, false) => Say($" of {of}", $"（{of}）"),
                (null, true) => Say(" that no project owns", "（不属于任何项目）"),
                _ => "",
            };
            return Say($"{Instances(count)}{which}, {cost}{(pages > 1 ? $"; page {page} of {pages}" : "")}", $"{count} 台实例{which}，{cost}{(pages > 1 ? $"；第 {page}/{pages} 页" : "")}");
        }
        public static string Reading(string account, string region, int count, TimeSpan? age, string? problem)
        {
            var where = Say($"{account} in {region}: ", $"{account}（{region}）：");
            var read = age is { } time ? Say($"{Instances(count)}, as read {Ago(time)}", $"{count} 台，读取于{Ago(time)}") : Say("not read yet", "尚未读取");
            return where + read + (problem is null ? "" : Say($"; could not be read since: {problem}", $"；此后无法读取：{problem}"));
        }
        public static string NextPage => Say("Next page: ", "下一页：");
        public static string NoSuchPage(int page, int pages) => Say($"There is no page {page}; the last one is {pages}.", $"没有第 {page} 页；最后一页是 {pages}。");
        public static string NoAccounts => Say("No cloud account is configured (BotOps:Cloud).", "未配置云账号（BotOps:Cloud）。");
        public static string NoAccount(string typed, IReadOnlyList<string> known) => Say($"There is no cloud account {typed}; there are {string.Join(", ", known)}.", $"没有云账号 {typed}；现有 {string.Join("、", known)}。");
        public static string Size(int cores, double memory) => Say($"{cores} cores {memory:0.#} GiB", $"{cores} 核 {memory:0.#} GiB");
        public static string State(InstanceState state) => state switch
        {
            InstanceState.Pending => Say("pending", "创建中"),
            InstanceState.Starting => Say("starting", "启动中"),
            InstanceState.Running => Say("running", "运行中"),
            InstanceState.Stopping => Say("stopping", "停止中"),
            _ => Say("stopped", "已停止"),
        };
        public static string Paid(bool prepaid, string? paidUntil, string? releaseAt) => prepaid
            ? Say($"paid until {paidUntil ?? "?"}", $"包年包月至 {paidUntil ?? "?"}")
            : releaseAt is null ? Say("by the hour", "按量付费") : Say($"by the hour, released by the provider {releaseAt}", $"按量付费，云厂商将于 {releaseAt} 释放");
        public static string OfNobody => Say("nobody's", "无归属");
        public static string OfNoProject(string host) => Say($"host {host}, of no project", $"主机 {host}，不属于任何项目");
        public static string LeftOver(long order) => Say($"left over from #{order}", $"#{order} 遗留");
        public static string GivenBack => Say("given back", "已归还");

        static string Instances(int count) => count == 1 ? "1 instance" : $"{count} instances";
    }
}
