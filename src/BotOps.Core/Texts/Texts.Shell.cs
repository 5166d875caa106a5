namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Page
    {
        public static string Home => Say("Home", "首页");
        public static string HomeLink => Say("BotOps, home", "BotOps 首页");
        public static string WhereYouAre => Say("Where you are", "当前位置");
        public static string ToContent => Say("To the content", "跳到正文");
        public static string ToLog => Say("To the log", "跳到日志");
        public static string Live => Say("Live", "实时");
        public static string Ended => Say("Ended", "已结束");

        /// <summary># is filled in by the browser.</summary>
        public static string ConnectionLost => Say("Connection lost # s ago, trying again. Rollouts go on.", "连接已断开 # 秒，正在重连。发布不受影响。");
        public static string Unreachable => Say(
            "BotOps could not be reached. Nothing was changed by your press; try again.",
            "无法连接 BotOps。本次操作未生效，请重试。");
        public static string SignOut => Say("Sign out", "退出登录");
        public static string Theme => Say("Theme", "主题");
        public static string ThemeSystem => Say("System", "跟随系统");
        public static string ThemeLight => Say("Light", "浅色");
        public static string ThemeDark => Say("Dark", "深色");

        public static string SignInTitle => Say("Sign in to BotOps", "登录 BotOps");
        public static string SignInText => Say("This link signs you in on this browser, once.", "此链接用于在本浏览器上登录，仅可使用一次。");
        public static string OpenText => Say("This link signs you in on this browser and leads to the page.", "此链接用于在本浏览器上登录并打开页面。");
        public static string OpenTextOfOther(string name) => Say(
            $"You are signed in as {name}, and this link is another person's. Press only if that person is you, too.",
            $"你当前以 {name} 的身份登录，而此链接属于另一个人。仅当那也是你本人时才点击。");
        public static string SignInButton => Say("Sign in", "登录");
        public static string SignedOutTitle => Say("You are signed out", "你已退出登录");
        public static string Refused => Say("That did not work", "操作未成功");
        public static string SignInHint => "/botops login";

        /// <summary>Title and what to do, for an answer without an error of its own.</summary>
        public static (string Title, string Text) Problem(int status) => status switch
        {
            401 => (Say("Sign in first", "请先登录"), Say(
                "Type the line below in chat. BotOps answers you alone with a link that signs you in here.",
                "请在聊天中输入下面这一行。BotOps 会单独回复你一个登录链接。")),
            403 => (Say("This is not yours to see", "你无权查看此页"), Say(
                "You are signed in, but have no role here. An admin gives one with /botops grant.",
                "你已登录，但在此没有角色。请管理员用 /botops grant 授予。")),
            404 => (Say("There is nothing here", "此处没有内容"), Say(
                "The address is wrong, or what it named was never there.",
                "地址有误，或其指向的内容不存在。")),
            405 => (Say("That is not possible here", "此处不支持该操作"), Say(
                "The address is right, what was asked of it is not.",
                "地址正确，但请求的操作不受支持。")),
            >= 500 => (Say("BotOps could not answer", "BotOps 未能响应"), Say(
                "The error is in BotOps' own log. Rollouts go on; try again in a moment.",
                "错误已记入 BotOps 自身的日志。发布不受影响，请稍后重试。")),
            _ => (Refused, Say($"The request was refused ({status}).", $"请求被拒绝（{status}）。")),
        };

        public static string NoRelease(long id) => Say($"There is no release #{id}.", $"没有发布单 #{id}。");
        public static string NoReleaseHint => Say("The number is wrong. The front door lists what runs and what ended lately.", "编号有误。首页列有进行中和最近结束的发布单。");
        public static string NoLog(long id) => Say($"There is no log {id}.", $"没有日志 {id}。");
        public static string NoVerb(string verb) => Say(
            $"'{verb}' is nothing that can be done to a release here. There is: {string.Join(", ", Releases.ReleaseVerbs.All)}.",
            $"此处不能对发布单执行“{verb}”。可用的有：{string.Join("、", Releases.ReleaseVerbs.All)}。");

        public static string WaitsForYou => Say("Waits for you", "等待你处理");
        public static string NothingForYou => Say("Nothing waits for you.", "没有等待你处理的事项。");
        public static string UnderWay => Say("Under way", "进行中");
        public static string NothingRuns => Say("Nothing runs.", "没有进行中的发布单。");
        public static string WaitsForOthers => Say("Waits for others", "等待他人处理");
        public static string EndedLately => Say("Ended lately", "最近结束");
        public static string NothingEnded => Say("Nothing has ended yet.", "还没有已结束的发布单。");
        public static string LookAtIt => Say("Look at it", "查看");
        public static string OnTheHosts => Say("On the hosts", "主机现状");
        public static string OnTheHostsHint => Say("what answers there now", "目前实际运行的版本");
        public static string NoProjects => Say("No project yet. An admin adds one with `botops apply`.", "还没有项目。请管理员用 `botops apply` 添加。");
        public static string ColumnProject => Say("Project", "项目");
        public static string ColumnBuild => Say("Current build", "当前构建");
        public static string ColumnNotes => Say("Notes", "备注");
        public static string Mixed(IEnumerable<string> builds) => Say($"mixed: {string.Join(", ", builds)}", $"版本不一致：{string.Join("、", builds)}");
        public static string ServingOf(int serving, int all) => Say($"{serving} of {all}", $"{serving}/{all}");

        public static string OutNow(IReadOnlyList<string> hosts) => Say(
            $"{string.Join(", ", hosts)} {(hosts.Count == 1 ? "is" : "are")} out",
            $"{string.Join("、", hosts)} 已摘除");
        public static string QueuedBehind(long release) => Say($"waits for #{release} to end", $"等待 #{release} 结束");
        public static string WaitsForHandles(IReadOnlyList<string> handles) => Say($"Waits for {OneOf(handles)}.", $"等待 {OneOf(handles)}。");
        public static string UpdatedIn(int updated, int all, TimeSpan time) => Say($"{updated} of {all} in {Duration(time)}", $"已更新 {updated}/{all}，用时 {Duration(time)}");
        public static string AwaitingLine(Releases.Release release, int hosts, string asker, DateTimeOffset now)
        {
            var what = $"{release.Reference} · {HostCount(hosts)} · +{release.Facts.Commits.AddedCount} −{release.Facts.Commits.GoneCount}";
            var time = Duration(now - release.CreatedAt);
            return Say($"{what} · asked by {asker} {time} ago", $"{what} · {asker} 于 {time}前申请");
        }

        public static string Log => Say("Log", "日志");
        public static string Lines => Say("Lines of", "日志来源");
        public static string LogBuild => Say("Build", "构建");
        public static string LogRollout => Say("Rollout", "发布");
        public static string FirstError => Say("First error", "首个错误");
        public static string Times => Say("Times", "时间");
        public static string Follow => Say("Follow", "跟随");

        /// <summary>What the keys e, f and t do.</summary>
        public static string KeyError => Say("first error", "首个错误");
        public static string KeyFollow => Say("follow", "跟随");
        public static string KeyTimes => Say("times", "时间");
        public static string LogEmpty => Say("No line yet.", "还没有日志。");
        public static string NoError => Say("No line looks like an error.", "没有看起来像错误的行。");
        public static string FollowingHint => Say("Following the newest line", "正在跟随最新一行");
        public static string StoppedFollowing => Say("Stopped following when you scrolled up", "向上滚动后已停止跟随");
        public static string LogEnded => Say("The log has ended", "日志已结束");

        /// <summary># stands for the number, which the browser fills in.</summary>
        public static string NewerLines => Say("# newer lines. Follow", "# 行新日志，点击跟随");
        public static string OneLine => Say("1 line", "1 行");
        public static string LineCount => Say("# lines", "# 行");
        public static string LinesDropped => Say("# lines between head and tail were left out: the log grew over its limit", "首尾之间省略了 # 行：日志超出上限");
        public static string NeedsScript => Say("The log is drawn by a script, and scripts are off in this browser.", "日志由脚本绘制，而此浏览器已禁用脚本。");
        public static string FailedWord => Say("failed", "失败");
    }
}
