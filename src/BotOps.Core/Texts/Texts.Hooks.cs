namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>Commands that are run beside builds and rollouts.</summary>
    public static class Hooks
    {
        public static string NoTree(string program) => Say(
            $"'{program}' is relative, and beside a rollout there is no checked-out tree; write an absolute path, or a program's name", $"“{program}”是相对路径，而发布时没有检出目录；请写绝对路径或程序名");

        // How one ended

        public static string TookTooLong(TimeSpan limit) => Say($"It took longer than {Duration(limit)} and was ended.", $"超过 {Duration(limit)}，已被终止。");
        public static string FolderTrouble(string message) => Say(
            $"Its files on {Environment.MachineName} could not be written or read: {message}", $"{Environment.MachineName} 上的文件无法读写：{message}");
        public static string Failed(string hook, string reason) => Say($"{hook} failed: {reason}", $"{hook} 失败：{reason}");
        public static string WentWell(string hook, TimeSpan took) => Say($"{hook} has ended well after {Duration(took)}", $"{hook} 已正常结束，用时 {Duration(took)}");
        public static string Ended(string hook) => Say($"{hook} was ended: the release is aborted", $"{hook} 已被终止：发布被中止");
        public static string LeftOut(string hook) => Say($"{hook} is left out, as was answered", $"按回答跳过 {hook}");

        /// <param name="wave">0: it is of the release.</param>
        static string Name(string hook, int wave, bool back) => (wave, back) switch
        {
            (0, _) => hook,
            (_, false) => Say($"{hook} of wave {wave}", $"第 {wave} 批的 {hook}"),
            _ => Say($"{hook} of wave {wave} on its way back", $"第 {wave} 批回滚的 {hook}"),
        };

        // In the thread

        /// <summary>Nothing waits for it.</summary>
        public static string Told(string hook, int wave, bool back, string reason) => Say(
            $"{Name(hook, wave, back)} failed: {reason} Nothing is undone, it goes on.", $"{Name(hook, wave, back)} 失败：{reason} 不撤销任何操作，继续进行。");
        public static string Asks(string hook, int wave, string reason) => Say($"{Name(hook, wave, back: false)} failed: {reason}", $"{Name(hook, wave, back: false)} 失败：{reason}");
        public static string Title(string hook, int wave, string whom) => Say($"{Name(hook, wave, back: false)} failed. What now,{whom}?", $"{Name(hook, wave, back: false)} 失败。怎么办，{whom}？");
        public static string RetryButton => Say("Retry the hook", "重试该钩子");
        public static string LeaveOutButton => Say("Leave the hook out and go on", "跳过该钩子并继续");
        public static string RetrySays(string hook, int wave) => Say($"{Name(hook, wave, back: false)} is run again", $"重新运行 {Name(hook, wave, back: false)}");
        public static string LeaveOutSays(int wave) => wave == 0
            ? Say("the release goes on as if it had ended well", "视为已正常结束，继续发布")
            : Say($"wave {wave} goes on as if it had ended well", $"视为已正常结束，继续第 {wave} 批");
        public static string OfBuild(string hook, string reason) => Say($"{hook} of the build failed: {reason} The build stands.", $"构建的 {hook} 失败：{reason} 构建仍然有效。");
    }
}
