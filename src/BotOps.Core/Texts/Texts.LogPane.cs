namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Page
    {
        public static string SearchLog => Say("Search the log", "搜索日志");
        public static string HitBefore => Say("Hit before", "上一处");
        public static string NextHit => Say("Next hit", "下一处");
        public static string Copy => Say("Copy", "复制");
        public static string Download => Say("Download", "下载");
        public static string Rail => Say("Where errors and hits are in the whole log", "错误与命中在整个日志中的位置");

        /// <summary>#1 and #2 are filled in by the browser, here and below.</summary>
        public static string HitOf => Say("#1 of #2", "第 #1 处，共 #2 处");
        public static string HitCount => Say("#2 hits", "#2 处命中");
        public static string NoHit => Say("no hit", "没有命中");
        public static string Copied => Say("Copied, # lines", "已复制 # 行");
        public static string LinkCopied => Say("Link to line # copied", "已复制第 # 行的链接");
        public static string NotCopied => Say("This browser does not let a page copy here; Download has the same lines.", "此浏览器不允许页面复制；可用“下载”获取相同内容。");

        public static string SearchFor(int most) => Say(
            $"Search for 1 to {most} characters. Nothing was looked for.",
            $"请搜索 1 至 {most} 个字符。未执行搜索。");

        public static string Keys => Say("Keys", "快捷键");
        public static string KeysHint => Say("They work while nobody types.", "未在输入时有效。");
        public static string KeySearch => Say("search the log", "搜索日志");
        public static string KeyHits => Say("next hit, hit before", "下一处、上一处");
        public static string KeyLink => Say("copy the line's link", "复制行链接");
        public static string KeyThis => Say("this list", "此列表");
        public static string AnswerIn(string place) => Say($"Answer in {place}", $"到 {place} 中处理");
        public static string Close => Say("Close", "关闭");
    }
}
