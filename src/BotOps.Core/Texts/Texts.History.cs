using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static string DoneLately(int count) => count == 1 ? Say("The last thing that was done:", "最近一次操作：") : Say($"The last {count} things that were done:", $"最近 {count} 次操作：");
    public static string NothingDone => Say("Nothing was done yet.", "还没有任何操作。");
    public static string WholeHistory => Say("whole history", "完整历史");
    public static string HistoryOf(ReleaseOf of) => Say(
        $"#{of.Release.Id} {of.Where}, {of.Release.Reference}: {Word(of.Release.State)}. What was done to it:",
        $"#{of.Release.Id} {of.Where}，{of.Release.Reference}：{Word(of.Release.State)}。操作记录：");
    public static string HistoryNotYours(string project, IReadOnlyList<string> admins)
    {
        var told = Say($"The history of {project} is for those who have a role there.", $"{project} 的历史只对在该项目中有角色的人开放。");
        return admins.Count == 0 ? told : told + Say($" Ask {OneOf(admins)} for one.", $"请联系 {OneOf(admins)} 授权。");
    }

    public static partial class Page
    {
        public static string History => Say("History", "历史");
        public static string HistoryTitle => Say("Who did what", "操作历史");
        public static string HistoryHint => Say("the newest first", "最新的在前");
        public static string HistoryOfRelease(long release) => Say($"History of #{release}", $"#{release} 的历史");
        public static string HistoryEmpty => Say("Nothing like that was done.", "没有符合条件的记录。");
        public static string HistoryAdded => Say("added", "新增");
        public static string HistoryRemoved => Say("removed", "移除");
        public static string HistoryOlder => Say("Older", "更早");
        public static string HistoryNewest => Say("Back to the newest", "回到最新");
        public static string HistoryShow => Say("Show", "查看");
        public static string AllProjects => Say("All projects", "全部项目");
        public static string ColumnWhen => Say("When", "时间");
        public static string ColumnWho => Say("Who", "操作人");
        public static string ColumnWhat => Say("What", "操作");
        public static string ColumnChange => Say("Before → after", "变更前 → 变更后");
        public static string ColumnWhy => Say("Why", "原因");
        public static string FilterPerson => Say("Person", "人员");
        public static string FilterRelease => Say("Release", "发布单");
        public static string ForAdmins(IReadOnlyList<string> admins) => Say(
            $"This is for admins of everything{(admins.Count > 0 ? $": {OneOf(admins)}" : "")}.", $"这里只对全局管理员开放{(admins.Count > 0 ? $"：{OneOf(admins)}" : "")}。");
    }
}
