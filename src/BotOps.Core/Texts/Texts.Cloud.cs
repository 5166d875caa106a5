using BotOps.Core.Cloud;

namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>What a cloud provider says, and what is wrong with how it is connected.</summary>
    public static class Cloud
    {
        public static string Refused(string account, string action, string code, string message, string request) => Say(
            $"{account}: {action} was refused with {code}: {message} (request {request})", $"{account}：{action} 被拒绝，{code}：{message}（请求 {request}）");
        public static string Unreachable(string account, string action, string why) => Say($"{account}: {action}: {why}", $"{account}：{action}：{why}");

        /// <summary>Follows the refusal; empty where nothing better than its own message is known.</summary>
        public static string WhatToDo(Refusal refusal) => refusal switch
        {
            Refusal.NoStock => Say(". Sold out there for now: another zone or instance type may do.", "。该处目前无库存：请换可用区或实例规格。"),
            Refusal.Quota => Say(". The account's quota is used up: ask for more in the provider's quota center, or give instances back.", "。账号配额已用完：请在配额中心申请提额，或归还实例。"),
            Refusal.Balance => Say(". The account's balance does not cover it: top it up.", "。账号余额不足：请充值。"),
            Refusal.Permission => Say(". Give BotOps' RAM user or role the right to make this call.", "。请授予 BotOps 的 RAM 用户或角色此调用的权限。"),
            Refusal.Throttled => Say(". Too many calls at once: it passes by itself in a minute.", "。调用过于频繁：一分钟后会自行恢复。"),
            Refusal.Signature => Say(". Check the account's access key, its secret and this machine's clock.", "。请检查该账号的 AccessKey、其密钥以及本机时钟。"),
            _ => "",
        };

        // What the client saw

        public static string Slow(TimeSpan limit) => Say($"no answer within {limit.TotalSeconds:0.#} s", $"{limit.TotalSeconds:0.#} 秒内没有应答");
        public static string Answered(int status, string code, string request) => Say($"HTTP {status} {code} (request {request})", $"返回 HTTP {status} {code}（请求 {request}）");
        public static string NoJson(int status) => Say($"HTTP {status} without JSON: is it the provider that answers there?", $"返回 HTTP {status}，且不是 JSON：应答的是云厂商吗？");
        public static string NoRole(string why) => Say(
            $"this machine has no instance RAM role to take keys from: {why}", $"无法从本机的实例 RAM 角色获取密钥：{why}");
        public static string NoVariable(string name) => Say(
            $"the variable {name} is not set: set it, or AccessKey and Secret, or InstanceRole of the account", $"未设置变量 {name}：请设置它，或设置账号的 AccessKey 与 Secret，或 InstanceRole");

        public static string NoPrice(string type) => Say($"no price is shown for {type}", $"没有 {type} 的价格");

        // Doctor

        public static string Well(string who, string account, string region) => Say($"{who} (account {account}) may look at instances in {region}", $"{who}（账号 {account}）可查看 {region} 的实例");

        // Configuration; the name is the whole one

        public static string NotAName(string name) => Say(
            $"{name} is no name of an account: small letters, digits and -, at most 63.", $"{name} 不是有效的账号名：只能用小写字母、数字和 -，最多 63 个字符。");
        public static string NoRegion(string name) => Say($"{name} is missing or is no region. Write cn-hangzhou.", $"缺少 {name}，或它不是地域。请写 cn-hangzhou。");
        public static string OneKey(string name) => Say(
            $"{name} has one of AccessKey and Secret. Give both, or none where the keys come from InstanceRole or the environment.",
            $"{name} 只设置了 AccessKey 与 Secret 之一。请两者都设置；若密钥来自 InstanceRole 或环境变量，则都不设置。");
        public static string TwoKeys(string name) => Say($"{name} has AccessKey and InstanceRole: only one of them can be the account's key.", $"{name} 同时设置了 AccessKey 与 InstanceRole：只能使用其一。");
        public static string NotARole(string name, string text) => Say(
            $"{name} is '{text}', which is no role. Write acs:ram::ACCOUNT:role/NAME.", $"{name} 为“{text}”，不是角色。请写 acs:ram::ACCOUNT:role/NAME。");
        public static string NotADomain(string name, string text) => Say($"{name} has '{text}', which is no domain. Write example.com.", $"{name} 中的“{text}”不是域名。请写 example.com。");
        public static string NotAProduct(string name, IEnumerable<string> known) => Say($"{name} is no address that is asked. There are: {string.Join(", ", known)}.", $"{name} 不是可设置的地址。可用：{string.Join("、", known)}。");
        public static string NotAnAddress(string name, string text) => Say(
            $"{name} is '{text}'. Write https://ecs.cn-hangzhou.aliyuncs.com; http is for this machine alone.", $"{name} 为“{text}”。请写 https://ecs.cn-hangzhou.aliyuncs.com；http 仅限本机。");

        // What BotOps itself refuses

        public static string NotOurs(string account, string id, string name) => Say(
            $"{account}: {id} ({name}) does not carry BotOps' tag: it was not bought by BotOps, which does not delete it.", $"{account}：{id}（{name}）没有 BotOps 的标签：不是 BotOps 购买的，不会删除。");
        public static string PrepaidStays(string account, string id, string name) => Say(
            $"{account}: {id} ({name}) is paid by the month: BotOps does not delete it.", $"{account}：{id}（{name}）是包月实例：BotOps 不会删除。");
    }
}
