using BotOps.Core.Jobs;

namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>BotOps itself is drained, in Chinese 排空: not a host (摘流量).</summary>
    public static class Drains
    {
        /// <summary>On the card of what waits for its end, and of what is brought to its end.</summary>
        public static string Holds(Drain drain) => Say(
            $"Held: BotOps is being drained by {Who(drain)}. Hosts and builds under way come to their end; the rest goes on by itself when the drain ends.",
            $"已暂缓：{Who(drain)}正在排空 BotOps。正在进行的主机和构建会执行完；其余的在排空结束后自动继续。");
        public static string Log => Say("BotOps is being drained: no further host is started until that ends", "BotOps 正在排空：结束之前不再处理新的主机");

        public static string Began(Drain drain) => Say(
            $"BotOps is being drained by {Who(drain)}: nothing new starts, also after a restart. To let it go on: botops drain --end",
            $"{Who(drain)}正在排空 BotOps：不再启动新的任务，重启后依然如此。如需恢复，请执行 botops drain --end");
        public static string Ended(Drain drain) => Say($"The drain of {Who(drain)} is over: everything goes on from where it was.", $"{Who(drain)}的排空已结束：一切从原处继续。");
        public static string NotDrained => Say("BotOps is not being drained. Nothing changed.", "BotOps 没有在排空。未做任何更改。");
        public static string EndedWhileWaiting => Say("The drain was ended before everything had come to its end.", "在全部执行完之前，排空已被结束。");
        public static string Waits => Say("Still under way:", "仍在进行：");
        public static string Quiet => Say("Nothing is under way.", "没有正在进行的任务。");
        public static string NoTakeOver(Drain drain) => Say(
            $"BotOps is being drained by {Who(drain)}: no rollback can take hosts over until that ends (botops drain --end). Nothing changed.",
            $"{Who(drain)}正在排空 BotOps：结束之前（botops drain --end）回滚无法接管主机。未做任何更改。");

        public static string Build(long build, string project) => Say($"build:{build} of {project}", $"{project} 的 build:{build}");
        public static string Rollout(long release, string where, IReadOnlyList<string> hosts, bool worked) => (hosts, worked) switch
        {
            ([], _) => $"#{release} {where}",
            (_, true) => $"#{release} {where}: {string.Join(", ", hosts)}",
            _ => Say($"#{release} {where}: {string.Join(", ", hosts)}, waiting for a worker", $"#{release} {where}：{string.Join("、", hosts)}，正在等待 worker"),
        };

        /// <summary>In the status.</summary>
        public static string Line(Drain drain, TimeSpan since) => Say(
            $"BotOps is being drained by {Who(drain)}, for {Duration(since)}: nothing new starts until botops drain --end",
            $"{Who(drain)}正在排空 BotOps，已 {Duration(since)}：执行 botops drain --end 之前不启动新的任务");

        public static string Usage => Say("Lets come to its end what is under way, and holds the rest until it is ended", "让正在进行的任务执行完，并暂缓其余任务，直到结束排空");
        public static string UsageReason => Say("Stands on the cards of what is held", "显示在被暂缓的卡片上");
        public static string UsageWait => Say("Returns when nothing is under way", "等到没有正在进行的任务时返回");
        public static string UsageEnd => Say("Lets everything go on from where it was", "让一切从原处继续");

        static string Who(Drain drain) => drain.Reason is { } reason ? Say($"{drain.By} (“{reason}”)", $"{drain.By}（“{reason}”）") : Say(drain.By, $"{drain.By} ");
    }
}
