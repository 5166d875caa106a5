namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Slack
    {
        public static string Failed(string method, string code, string whatToDo) => Say($"Slack refused {method}: {code}. {whatToDo}", $"Slack 拒绝了 {method}：{code}。{whatToDo}");
        public static string Answered(string method, string answer) => Say($"Slack answered {method} with {answer}", $"Slack 对 {method} 的应答为 {answer}");
        public static string Slow(string method, TimeSpan limit) => Say($"Slack gave no answer to {method} within {limit.TotalSeconds:0.#} s", $"Slack 在 {limit.TotalSeconds:0.#} 秒内没有应答 {method}");

        public static string TokenNotGood => Say(
            "The token is not good any more: install the app again and change what BotOps:Slack:BotToken (or AppToken; RefreshToken where tokens rotate) points to; no restart is needed.",
            "令牌已失效：请重新安装应用，并更新 BotOps:Slack:BotToken（或 AppToken；启用令牌轮换时为 RefreshToken）指向的内容；无需重启。");

        /// <param name="detail">The scope that is missing, or Slack's own words.</param>
        public static string WhatToDo(string code, string? detail) => code switch
        {
            "missing_scope" => Say($"Add the scope {detail} to the app (manifests/slack has them all) and install it again.", $"请为应用添加权限 {detail}（manifests/slack 中已全部列出）并重新安装。"),
            "not_in_channel" => Say("Invite the bot: /invite @botops in that channel.", "请邀请机器人：在该频道输入 /invite @botops。"),
            "channel_not_found" => Say("There is no such channel, or it is private and the bot is not in it: check the project's channels, and /invite @botops.", "频道不存在，或为私有频道而机器人不在其中：请检查项目的 channels，并 /invite @botops。"),
            "is_archived" => Say("The channel is archived: name another one in the project's channels.", "频道已归档：请在项目的 channels 中填写其他频道。"),
            "restricted_action" or "restricted_action_thread_only_channel" or "restricted_action_read_only_channel" => Say("An admin of the workspace does not let the bot post there.", "工作区管理员不允许机器人在此发言。"),
            "user_not_in_channel" => Say("The person is not in that channel.", "此人不在该频道中。"),
            "paid_teams_only" or "plan_upgrade_required" => Say("User groups need a paid plan of Slack: take the groups out of the catalog, and name persons.", "用户组需要 Slack 付费版：请从配置目录中删除 groups，改为填写人员。"),
            "no_such_subteam" => Say("There is no such user group: check the groups of the catalog.", "没有该用户组：请检查配置目录中的 groups。"),
            "user_not_found" => Say("There is no such person in the workspace.", "工作区中没有此人。"),
            "msg_too_long" or "msg_blocks_too_long" => Say("The message is too long for Slack: that is a fault of BotOps, please report it.", "消息超出 Slack 的长度限制：这是 BotOps 的缺陷，请反馈。"),
            "invalid_blocks" or "invalid_blocks_format" or "invalid_arguments" => Say($"Slack did not understand the message ({detail}): that is a fault of BotOps, please report it.", $"Slack 无法理解该消息（{detail}）：这是 BotOps 的缺陷，请反馈。"),
            "trigger_expired" or "expired_trigger_id" or "trigger_exchanged" or "exchanged_trigger_id" or "invalid_trigger" => Say("Three seconds were over: run the command or press the button again.", "已超过三秒：请重新执行命令或再次点击按钮。"),
            "thread_not_found" => Say("The first message of the thread was deleted.", "该话题的首条消息已被删除。"),
            "file_too_large" or "file_upload_size_restricted" => Say("The log is larger than the workspace takes as a file: the link in the thread has all of it.", "日志超出工作区允许的文件大小：话题中的链接可查看全部内容。"),
            "storage_limit_reached" or "over_file_storage_limit" => Say("The workspace's storage for files is full: delete old files or change the plan. The link in the thread has the whole log.", "工作区的文件存储空间已满：请删除旧文件或升级套餐。话题中的链接可查看完整日志。"),
            "file_uploads_disabled" or "file_uploads_except_images_disabled" or "posting_to_channel_denied" or "blocked_file_type" or "slack_connect_file_upload_sharing_blocked" =>
                Say("The workspace does not let the bot share files: an admin of the workspace can allow it. The link in the thread has the whole log.", "工作区不允许机器人分享文件：可由工作区管理员放开。话题中的链接可查看完整日志。"),
            "file_not_found" or "file_update_failed" => Say("Slack has lost the file that was uploaded. The link in the thread has the whole log.", "Slack 丢失了已上传的文件。话题中的链接可查看完整日志。"),
            "cant_update_message" or "edit_window_closed" => Say("The workspace does not let the bot edit its messages: change its message editing settings.", "工作区不允许机器人编辑消息：请调整消息编辑设置。"),
            _ => Say($"See docs.slack.dev for this error{(detail is null ? "" : $" ({detail})")}.", $"此错误的说明见 docs.slack.dev{(detail is null ? "" : $"（{detail}）")}。"),
        };

        public static string Heard(string line) => Say($"{line}: taken, the answer follows.", $"{line}：已收到，随后答复。");
        public static string NotAccepted(string line) => Say($"Not accepted, nothing was done: BotOps cannot save it right now. Try again: {line}", $"未受理，没有执行任何操作：BotOps 目前无法保存。请重试：{line}");
        public static string PressNotAccepted => Say("Not accepted, nothing was done: BotOps cannot save it right now. Press again in a moment.", "未受理，没有执行任何操作：BotOps 目前无法保存。请稍后再次点击。");
        public static string OtherWorkspace => Say("This BotOps serves another workspace; nothing was done.", "此 BotOps 服务于其他工作区；没有执行任何操作。");
        public static string NoSuchButton => Say("This button is of an older BotOps. Type the command instead, or press on the newest card.", "此按钮来自旧版 BotOps。请改为输入命令，或点击最新的卡片。");
        public static string NoWindow(string line) => Say($"No window could be opened. Write it all in one line instead: {line}", $"无法打开窗口。请改为在一行中写完整：{line}");

        public static string NoWindowForPress => Say("The window could not be opened in time; nothing was done. Press again.", "窗口未能及时打开；没有执行任何操作。请再次点击。");

        public static string WaitsForYou => Say("Waits for you", "等待你处理");
        public static string NothingWaits => Say("Nothing waits for you.", "没有等待你处理的发布单。");
        public static string Runs => Say("Runs, or waits for others", "进行中，或等待他人");
        public static string Ran => Say("Ended lately", "最近结束");
        public static string NothingRan => Say("Nothing has run yet.", "尚无发布记录。");
        public static string TokenOfOther(string team, string wanted) => Say(
            $"The token is of workspace {team}, and BotOps:Slack:Team says {wanted}: change one of them.", $"令牌属于工作区 {team}，而 BotOps:Slack:Team 为 {wanted}：请更正其一。");
        public static string ScopesMissing(IReadOnlyList<string> scopes) => Say(
            $"The app lacks {string.Join(", ", scopes)}: take the manifest of manifests/slack and install the app again.", $"应用缺少权限 {string.Join("、", scopes)}：请使用 manifests/slack 中的清单并重新安装应用。");
        public static string Connected(string team, string bot, string mode) => Say($"{team} as @{bot}, by {mode}", $"{team}，机器人 @{bot}，方式 {mode}");
        public static string TokenRenewed(DateTimeOffset at) => Say($"; its token is renewed at {at:u}", $"；令牌将于 {at:u} 更新");
        public static string OpenPage => Say("Open the page", "打开页面");
        public static string OpenForm => Say("Open the form again", "重新打开表单");

        public static string NoSetting(string name) => Say($"BotOps:Slack:{name} is missing.", $"缺少 BotOps:Slack:{name}。");
        public static string NotAReference(string name) => Say(
            $"BotOps:Slack:{name} has to be a reference: secret:name, env:NAME or file:/path. What is there is none, so it is not shown.",
            $"BotOps:Slack:{name} 必须是引用：secret:name、env:NAME 或 file:/path。现有内容不是引用，故不予显示。");
        public static string NotAMode(string mode) => Say($"BotOps:Slack:Mode '{mode}' is none of: socket, http.", $"BotOps:Slack:Mode“{mode}”只能是：socket、http。");
        public static string NotATeam(string team) => Say($"BotOps:Slack:Team '{team}' is not a workspace's id such as T012ABCDE.", $"BotOps:Slack:Team“{team}”不是工作区 ID（如 T012ABCDE）。");
        public static string NotACommand(string name, string command) => Say(
            $"BotOps:Slack:Commands:{name} is '{command}', which is no command of BotOps: write deploy, rollback, restart, build, lock, unlock or botops.",
            $"BotOps:Slack:Commands:{name} 为“{command}”，不是 BotOps 的命令：请写 deploy、rollback、restart、build、lock、unlock 或 botops。");
        public static string SocketBroke(string reason) => Say($"Slack's connection broke and is opened again: {reason}", $"与 Slack 的连接已断开，正在重连：{reason}");
    }
}
