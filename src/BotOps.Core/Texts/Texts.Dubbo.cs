namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>Providers of dubbo, and how they leave their registry and return.</summary>
    public static class Dubbo
    {
        // The catalog

        public static string OtherKind => Say("is for a project of kind: dubbo", "仅用于 kind: dubbo 的项目");
        public static string NotAService(string text) => Say(
            $"'{text}' is not a service as ls shows it; write its interface, com.example.PayService", $"“{text}”不是 ls 所显示的服务名；请写接口名，例如 com.example.PayService");

        // In the log

        public static string StoppedAllTheSame(string reason) => Say(
            $"It was not taken out of dubbo's registry ({reason}). It does not serve as it is, so it is stopped all the same.", $"未能从 dubbo 注册中心摘除（{reason}）。该主机本就不在服务，因此仍会停止。");
        public static string NotSettled(bool serves, string reason) => serves
            ? Say($"It could not be brought back into dubbo's registry: {reason}", $"未能重新注册到 dubbo 注册中心：{reason}")
            : Say($"It could not be taken out of dubbo's registry: {reason}", $"未能从 dubbo 注册中心摘除：{reason}");

        public static string NotOfAdopted => Say(
            "what was adopted is not in BotOps' hands until a release has replaced it: take it out of the registry by hand", "接管的服务在被发布单替换之前不受 BotOps 控制：请手工从注册中心摘除");

        // In the channel, after a person took a host out

        public static string OutAlready(string host, string why) => Say(
            $"{host} is out already: {why}. It is taken out of dubbo's registry anew; the channel hears what comes of it.",
            $"{host} 已处于摘除状态：{why}。将再次从 dubbo 注册中心摘除，结果会发到频道。");
        public static string HostMoved(string host, string where, bool isOut, bool drained) => (isOut, drained) switch
        {
            (false, _) => Say($"{host} of {where} is in dubbo's registry again.", $"{where} 的 {host} 已重新注册到 dubbo 注册中心。"),
            (_, true) => Say($"{host} of {where} has left dubbo's registry; nobody calls it any more.", $"{where} 的 {host} 已从 dubbo 注册中心摘除，不再有调用。"),
            _ => Say($"{host} of {where} has left dubbo's registry; some consumers keep their connections.", $"{where} 的 {host} 已从 dubbo 注册中心摘除；部分消费者仍保持连接。"),
        };
        public static string HostNotMoved(string host, string where, bool isOut, string reason) => isOut
            ? Say($"{host} of {where} could not be taken out of dubbo's registry: {reason}. Once that is mended, type the same /botops host {host} out again.",
                $"未能将 {where} 的 {host} 从 dubbo 注册中心摘除：{HostReason(reason)}。修复后请再次输入同样的 /botops host {host} out。")
            : Say($"{host} of {where} could not be brought back into dubbo's registry: {reason}. It serves nobody until /botops host {host} out, and in again.",
                $"未能将 {where} 的 {host} 重新注册到 dubbo 注册中心：{HostReason(reason)}。在执行 /botops host {host} out 再 in 之前，它不提供服务。");
    }
}
