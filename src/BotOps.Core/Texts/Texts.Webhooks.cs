using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static class Webhooks
    {
        public static string AlarmTitle(long release, string project, string environment, ReleaseState state) =>
            $"BotOps #{release} {project} → {environment}: {Word(state)}";
        public static string OpenRelease(long release) => Say($"Open #{release}", $"打开 #{release}");

        public static string NotAName(string name) => Say(
            $"BotOps:Webhooks:{name}: a webhook's name may hold a-z, 0-9, '-', '_' and '.', and begins with a letter or digit.",
            $"BotOps:Webhooks:{name}：webhook 名称只能包含 a-z、0-9、“-”、“_”和“.”，并以字母或数字开头。");
        public static string NoAddress(string name) => Say(
            $"BotOps:Webhooks:{name}:Url has to be an http or https address, or a reference to one (secret:name, env:NAME, file:/path). It may hold a token, so it is not shown.",
            $"BotOps:Webhooks:{name}:Url 必须是 http/https 地址，或指向地址的引用（secret:name、env:NAME、file:/path）。其中可能含有令牌，故不予显示。");
        public static string UnknownKind(string name, IReadOnlyList<string> kinds) => Say(
            $"BotOps:Webhooks:{name}:Kind is none of: {string.Join(", ", kinds)}.",
            $"BotOps:Webhooks:{name}:Kind 只能是：{string.Join("、", kinds)}。");
        public static string SecretIsNoReference(string name) => Say(
            $"BotOps:Webhooks:{name}:Secret has to be a reference: secret:name, env:NAME or file:/path. What is there is none, so it is not shown.",
            $"BotOps:Webhooks:{name}:Secret 必须是引用：secret:name、env:NAME 或 file:/path。现有内容不是引用，故不予显示。");

        public static string Slow(string name, TimeSpan limit) => Say($"the webhook {name} gave no answer within {limit.TotalSeconds:0.#} s", $"webhook {name} 在 {limit.TotalSeconds:0.#} 秒内没有应答");
        public static string Answered(string name, string answer) => Say($"the webhook {name} answered {answer}", $"webhook {name} 应答 {answer}");
        public static string Redirects(string name) => Say(
            $"the webhook {name} sends BotOps to another address, which is not followed; write the final one in BotOps:Webhooks:{name}:Url",
            $"webhook {name} 要求跳转到其他地址，BotOps 不跟随跳转；请在 BotOps:Webhooks:{name}:Url 中填写最终地址");
        public static string Refused(string name) => Say(
            $"the webhook {name} refused the message; check BotOps:Webhooks:{name} (Url, Kind, Secret)",
            $"webhook {name} 拒收消息；请检查 BotOps:Webhooks:{name}（Url、Kind、Secret）");
    }
}
