namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>What a monitoring system is told.</summary>
    public static class Monitoring
    {
        public static string NoToken => Say("Nobody may read what there is to be scraped: set BotOps:Monitoring:Token.", "无人可读取抓取目标：请设置 BotOps:Monitoring:Token。");
        public static string TokenMissing => Say("BotOps cannot read its own token: its log says why.", "BotOps 无法读取自身的令牌：原因见其日志。");
        public static string WrongToken => Say(
            "This is not the token of BotOps:Monitoring:Token. Prometheus has it under authorization, credentials_file of http_sd_configs.",
            "令牌与 BotOps:Monitoring:Token 不符。在 Prometheus 中它位于 http_sd_configs 的 authorization、credentials_file。");
    }
}
