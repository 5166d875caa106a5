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

        // What BotOps itself refuses

        public static string NotOurs(string account, string id, string name) => Say(
            $"{account}: {id} ({name}) does not carry BotOps' tag: it was not bought by BotOps, which does not delete it.", $"{account}：{id}（{name}）没有 BotOps 的标签：不是 BotOps 购买的，不会删除。");
        public static string PrepaidStays(string account, string id, string name) => Say(
            $"{account}: {id} ({name}) is paid by the month: BotOps does not delete it.", $"{account}：{id}（{name}）是包月实例：BotOps 不会删除。");
    }
}
