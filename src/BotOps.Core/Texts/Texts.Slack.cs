namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>The words around what is drawn in Slack, where the web chat has none.</summary>
    public static partial class Slack
    {
        public static string Cut => Say("Shortened: Slack takes no more in one message.", "已截短：Slack 的一条消息放不下更多。");
        public static string For(string people) => Say($"For {people}", $"请 {people} 处理");
        public static string Try => Say("Try", "试试");
        public static string Close => Say("Close", "关闭");
        public static string Loading => Say("One moment…", "请稍候…");
        public static string MoreHosts(int count) => Say(count == 1 ? "and 1 more host" : $"and {count} more hosts", $"另有 {count} 台主机");
        public static string MoreReleases(int count) => Say(count == 1 ? "and 1 more release" : $"and {count} more releases", $"另有 {count} 个发布单");
    }
}
