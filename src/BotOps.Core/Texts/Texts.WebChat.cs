namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>The words around the messages of the web chat.</summary>
    public static class WebChat
    {
        public static string Bot => "BotOps";
        public static string BotTag => Say("bot", "机器人");
        public static string You => Say("you", "你");
        public static string OnlyYou => Say("Only you see this", "仅你可见");
        public static string Thread => Say("Thread", "话题");
        public static string SpeakAs => Say("Speak as", "发言身份");
        public static string Live => Say("Live", "实时");

        /// <summary>{0} is filled in by the browser, here and below.</summary>
        public static string Lost => Say("Connection lost {0} s ago, trying again. Rollouts go on.", "连接已断开 {0} 秒，正在重连。发布不受影响。");
        public static string New => Say("{0} new", "{0} 条新消息");
        public static string Send => Say("Send", "发送");
        public static string Write => Say("/deploy, /botops help, or a word to the others", "/deploy、/botops help，或对大家说点什么");
        public static string ReplyHere => Say("Reply, or @botops and a command", "回复，或输入 @botops 加命令");
        public static string FirstVisit => Say("Try one. Each is typed for you and sent with Enter.", "试一试：点击即可填入，按 Enter 发送。");
        public static string Welcome => Say("Ship something", "发布一次试试");

        /// <param name="people">Names of those whom one can speak as.</param>
        public static IReadOnlyList<string> WelcomeSteps(IEnumerable<string> people) =>
        [
            Say("Ask for a release: one of the lines below, then Enter.", "申请一次发布：点下面的一行，再按 Enter。"),
            Say("Speak as a lead and press Approve on the card. Nobody approves their own.", "切换为负责人，在卡片上点“批准”。没有人能批准自己的申请。"),
            Say("Open the card's thread and watch it being built and rolled out, host by host.", "打开卡片的话题，看它如何构建并逐台发布。"),
            Say($"You may speak as each of {string.Join(", ", people)}.", $"你可以用以下任一身份发言：{string.Join("、", people)}。"),
        ];

        /// <summary>Keys, apart by spaces, and what they do.</summary>
        public static IReadOnlyList<(string Keys, string What)> Keys =>
        [
            ("/", Say("write", "输入消息")), ("↑", Say("what was sent before", "之前发送的内容")), ("Tab", Say("take a suggestion", "采用建议")),
            ("j k", Say("next message, message before", "下一条、上一条消息")), ("Enter", Say("open the message's thread", "打开该消息的话题")),
            ("a r", Say("approve, reject the card that has the focus", "批准、拒绝当前卡片")), ("1 2 3 4", Say("answer the open question", "回答当前问题")),
            ("p", Say("switch person", "切换身份")), ("Esc", Say("close the thread", "关闭话题")), ("?", Page.KeyThis),
        ];

        public static string Back => Say("Back", "返回");
        public static string ReasonNeeded => Say("Write a few words first.", "请先写几个字。");
        public static string NotAccepted => Say(
            "Not accepted, nothing was done: BotOps could not save it in time. Try again.",
            "未被接受，未做任何操作：BotOps 未能及时保存。请重试。");
        public static string Unreachable => Say(
            "Not sent: BotOps cannot be reached. Your text is still here; try again.",
            "未发送：无法连接 BotOps。你的内容仍在这里，请重试。");
        public static string Empty => Say("There is nothing to send.", "没有要发送的内容。");
        public static string WholeLog => Say("whole log", "完整日志");
        public static string Earlier => Say("Earlier messages", "更早的消息");
        public static string Compare => Say("Compare", "对比");
        public static string Commits => Say("commits", "个提交");
        public static string Hosts => Say("Hosts", "主机");
        public static string DatabaseAway => Say(
            "BotOps' database does not answer. Nothing was done; rollouts go on. Try again in a moment.",
            "BotOps 的数据库没有响应。未做任何操作，发布不受影响。请稍后重试。");
        public static string OpenByAddress => Say("Open the sandbox's chat by localhost or by its IP address.", "请用 localhost 或 IP 地址打开沙箱的聊天。");
        public static string Nobody => Say("The sandbox has no people yet. Wait until it has started, then reload.", "沙箱中还没有人员。请等它启动完成后刷新。");

        public static string FirstError => Say("First error", "首个错误");
        public static string LiveExcerpt => Say("live", "实时");
        public static string ToComposer => Say("To the composer", "跳到输入框");
        public static string Suggestions => Say("Suggestions", "建议");
        public static string KeyChoose => Say("choose", "选择");
        public static string KeyTake => Say("take", "采用");
        public static string KeyClose => Say("close", "关闭");
        public static string KeySend => Say("send", "发送");
        public static string CloseThread => Say("Close the thread", "关闭话题");
        public static string ReplyInThread => Say("Reply in the thread", "在话题中回复");
        public static string Release => Say("Release", "发布单");
        public static string For => Say("for", "请");
        public static string YouSpeakAs(string name) => Say($"You speak as {name}. Switch person", $"你正以 {name} 的身份发言。切换人员");
        public static string MessagesIn(string channel) => Say($"Messages in #{channel}", $"#{channel} 中的消息");
        public static string WriteTo(string channel) => Say($"Write to #{channel}", $"发到 #{channel}");
        public static string BackTo(string channel) => Say($"Back to #{channel}", $"返回 #{channel}");

        /// <summary>What a person may do, under their name; roles as in the catalog.</summary>
        public static string May(IReadOnlyCollection<Access.Role> roles)
        {
            string[] parts =
            [
                .. roles.Contains(Access.Role.Requester) ? [Say("asks; cancels and pauses own", "申请；取消和暂停自己的")] : Array.Empty<string>(),
                .. roles.Contains(Access.Role.Approver) ? [Say("approves", "审批")] : Array.Empty<string>(),
                .. roles.Contains(Access.Role.Operator) ? [Say("runs rollouts, rolls back, locks", "控制发布、回滚、锁定")] : Array.Empty<string>(),
                .. roles.Contains(Access.Role.Admin) ? [Say("admin", "管理员")] : Array.Empty<string>(),
            ];
            return parts.Length == 0 ? Say("reads", "只读") : string.Join(Say("; ", "；"), parts);
        }

        /// <summary>The strip in words: 6 hosts in 2 waves: 3 updated, 1 under way, 2 waiting.</summary>
        public static string Strip(int hosts, int waves, IReadOnlyList<(Chat.Cell State, int Count)> counts) =>
            Page.Strip(hosts, waves, string.Join(Say(", ", "，"), counts.Select(c => Say($"{c.Count} {CellWord(c.State)}", $"{CellWord(c.State)} {c.Count}"))));

        public static string CellWord(Chat.Cell state) => state switch
        {
            Chat.Cell.Wait => Say("waiting", "等待中"),
            Chat.Cell.Run => Say("under way", "进行中"),
            Chat.Cell.Ok => Say("updated", "已更新"),
            Chat.Cell.Bad => Say("failed", "失败"),
            Chat.Cell.Out => Say("left out, not serving", "已摘除，未提供服务"),
            Chat.Cell.Back => Say("back on its build before", "已退回之前的构建"),
            _ => Say("never touched", "未触及"),
        };

        /// <summary>How old a commit is: 22 min, 3 h, 4 d.</summary>
        public static string Age(TimeSpan age) => age switch
        {
            { TotalMinutes: < 1 } => Say("now", "刚刚"),
            { TotalHours: < 1 } => Say($"{age.TotalMinutes:0} min", $"{age.TotalMinutes:0} 分钟前"),
            { TotalDays: < 1 } => Say($"{(int)age.TotalHours} h", $"{(int)age.TotalHours} 小时前"),
            _ => Say($"{(int)age.TotalDays} d", $"{(int)age.TotalDays} 天前"),
        };

        /// <summary>How long something took: 38 s, 1 m 04 s.</summary>
        public static string Took(TimeSpan took) => took.TotalSeconds < 60
            ? Say($"{took.TotalSeconds:0} s", $"{took.TotalSeconds:0} 秒")
            : Say($"{(int)took.TotalMinutes} m {took.Seconds:00} s", $"{(int)took.TotalMinutes} 分 {took.Seconds:00} 秒");

        public static string Edited(string posted, string edited) => posted == edited ? posted : Say($"{posted}, changed {edited}", $"{posted}，{edited} 更新");

        public static string TooLong(int most) => Say($"That is longer than {most:N0} characters. Send less at once.", $"内容超过 {most:N0} 个字符。请分几次发送。");

        public static string OneChannel(string channel) => Say(
            $"the web chat has no channel {channel}; its one channel is web/sandbox/deploys",
            $"网页聊天没有频道 {channel}；它只有一个频道 web/sandbox/deploys");

        public static string NoMessage(string reference) => Say(
            $"the web chat has no message {reference}; it was started anew since",
            $"网页聊天中没有消息 {reference}；它在那之后重新启动过");

        public static string NoPerson(string handle) => Say($"There is nobody called {handle} here.", $"这里没有名为 {handle} 的人。");

        public static string Replies(int count, string newest) => count switch
        {
            0 => Thread,
            1 => Say($"1 reply · {newest}", $"1 条回复 · {newest}"),
            _ => Say($"{count} replies · newest {newest}", $"{count} 条回复 · 最新 {newest}"),
        };

        public static string ThreadOf(long? release) => release is { } number ? Say($"Thread of #{number}", $"#{number} 的话题") : Thread;

        public static string MoreCommits(int count) => Say($"{count} more", $"另有 {count} 个");

        public static string Adds(int count) => Say($"Adds {count}", $"新增 {count} 个");

        public static string MoreUpdated(int count) => Say($"and {count} more updated", $"另有 {count} 台已更新");

        public static string AnswerIn(string channel) => Say($"Answer in #{channel}", $"到 #{channel} 中处理");
    }
}
