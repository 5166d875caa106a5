namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Catalog
    {
        public static string NotABranchPattern(string text) => Say(
            $"'{text}' is not a branch or tag; write names, with * for anything: [master, \"release/*\"]",
            $"“{text}”不是分支或标签；请写名称，* 代表任意内容：[master, \"release/*\"]");
        public static string NotACompareTemplate(string text) => Say(
            $"'{text}' is not the address of a page that compares two commits; write it like https://git.example.org/shop/compare/{{from}}...{{to}}",
            $"“{text}”不是对比两个提交的页面地址；请这样写：https://git.example.org/shop/compare/{{from}}...{{to}}");
    }
}
