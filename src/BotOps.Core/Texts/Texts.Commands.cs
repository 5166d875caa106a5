using BotOps.Core.Chat.Commands;
using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    public static string CommandDeploy => Say("Asks for a release of a branch, tag or commit", "申请发布某个分支、标签或提交");
    public static string CommandStatus => Say("What runs, what waits and for whom", "进行中和等待中的发布单，以及在等谁");
    public static string CommandHosts => Say("The hosts of a project and what each one runs", "项目的主机以及各自运行的版本");
    public static string CommandHistory => Say("The last releases", "最近的发布单");
    public static string CommandLog => Say("The last lines of a release's log, and a link to the whole", "发布单日志的最后几行，以及完整日志的链接");
    public static string CommandPause => Say("Lets the wave that runs end and starts no other", "当前批次完成后不再开始下一批");
    public static string CommandResume => Say("Goes on with a paused release", "继续已暂停的发布单");
    public static string CommandAbort => Say("Stops a release; a host under way is brought to its end first", "中止发布单；进行中的主机会先执行完");
    public static string CommandApprove => Say("Approves a release that waits for it", "批准等待审批的发布单");
    public static string CommandReject => Say("Refuses a release, with the reason", "驳回发布单并说明原因");
    public static string CommandProjects => Say("The projects and their environments", "所有项目及其环境");
    public static string CommandWhoAmI => Say("Who BotOps takes you for, and your roles", "BotOps 识别到的你的身份和角色");
    public static string CommandLogin => Say("A link that signs you in to the pages, once", "一次性的网页登录链接");
    public static string CommandHelp => Say("What you may type; with a command, its options", "可用的命令；带上命令名则列出其选项");

    public static string OptionSerial => Say("One host at a time", "逐台发布");
    public static string OptionHalves => Say("In two waves, the smaller half first", "分两批，较小的一半先发");
    public static string OptionBatch => Say("Wave sizes: 3, 25% or 1,25%,100%", "批次大小：3、25% 或 1,25%,100%");
    public static string OptionPause => Say("Wait for a person after the first wave, or after each", "第一批或每一批之后等待人工确认");
    public static string OptionWait => Say("Let every wave run for a while, then check it again: 2m", "每批完成后观察一段时间再复查：2m");
    public static string OptionMaxFail => Say("Go on while no more hosts than this have failed: 1 or 10%", "失败主机不超过此数时继续：1 或 10%");
    public static string OptionMinUp => Say("Hosts that stay in service all the time: 3 or 75%", "始终保持在线的主机数：3 或 75%");
    public static string OptionHosts => Say("These hosts only: order-01,order-1*", "仅限这些主机：order-01,order-1*");
    public static string OptionExclude => Say("All but these hosts", "排除这些主机");
    public static string OptionExpires => Say("How long the request waits for its approval: 2h", "申请等待审批的时长：2h");
    public static string OptionNote => Say("A line for those who read the card: \"fix of the login\"", "写给看卡片的人的一句话：\"修复登录\"");
    public static string OptionRebuild => Say("Build again although this commit was built before", "即使该提交已构建过也重新构建");
    public static string OptionPlan => Say("Show the card to you alone and ask for nothing", "只给你自己看卡片，不提交申请");
    public static string OptionReason => Say("Why, for those who read it later", "原因，供日后查阅");
    public static string ToSays => Say("Which environment; not needed where there is only one", "目标环境；只有一个时可省略");

    public static string PauseNone => Say("Goes on by itself", "自动继续");
    public static string PauseFirst => Say("Waits after the first wave", "第一批之后等待");
    public static string PauseEach => Say("Waits after every wave", "每一批之后等待");

    public static string HelpExample => Say("For example  ", "例如  ");
    public static string ReadsDeploy => Say("Asks for ", "申请发布 ");
    public static string ReadsPlan => Say("Shows to you alone the plan for ", "仅向你展示发布预览：");
    public static string ReadsAt => Say(" at ", "，版本 ");
    public static string ReadsTo => Say(" to ", "，环境 ");

    /// <summary>Between the parts of what a line would do.</summary>
    public static string ReadsComma => Say(", ", "，");
    public static string ReadsSerial => Say("one host at a time", "逐台发布");
    public static string ReadsHalves => Say("in two halves", "分两批");
    public static string ReadsSize(Amount size) => size is { Percent: false }
        ? Say($"{size} at a time", $"每批 {size} 台")
        : Say($"{size} of the hosts at a time", $"每批 {size} 的主机");
    public static string ReadsList(IReadOnlyList<Amount> list) => Say($"up to {string.Join(", then ", list)} of the hosts", $"依次推进到 {string.Join("、", list)} 的主机");
    public static string ReadsOnly(IReadOnlyList<string> hosts) => Say($"only {string.Join(", ", hosts)}", $"仅 {string.Join("、", hosts)}");
    public static string ReadsWithout(IReadOnlyList<string> hosts) => Say($"without {string.Join(", ", hosts)}", $"排除 {string.Join("、", hosts)}");
    public static string ReadsPauseFirst => Say("pausing after the first wave", "第一批之后暂停");
    public static string ReadsPauseEach => Say("pausing after every wave", "每一批之后暂停");
    public static string ReadsWait(TimeSpan wait) => Say($"watching every wave for {Duration(wait)}", $"每批观察 {Duration(wait)}");
    public static string ReadsVerb(ReleaseVerb verb) => verb switch
    {
        ReleaseVerb.Pause => Say("Pauses ", "暂停 "),
        ReleaseVerb.Resume => Say("Goes on with ", "继续 "),
        ReleaseVerb.Abort => Say("Aborts ", "中止 "),
        ReleaseVerb.Cancel => Say("Cancels ", "取消 "),
        ReleaseVerb.Approve => Say("Approves ", "批准 "),
        ReleaseVerb.Reject => Say("Rejects ", "驳回 "),
        ReleaseVerb.Withdraw => Say("Withdraws your approval of ", "撤回你对以下发布单的批准："),
        ReleaseVerb.SignOff => Say("Signs off ", "签核 "),
        ReleaseVerb.Retry => Say("Asks again for ", "重新申请 "),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
    };
    public static string ReadsReason(string reason) => Say($": “{reason}”", $"：“{reason}”");
    public static string ReadsLog => Say("Shows the log of ", "查看日志：");
    public static string ReadsHosts => Say("Shows the hosts of ", "查看主机：");
    public static string ReadsStatus => Say("Shows what runs and waits of ", "查看进行中和等待中的发布单：");
    public static string ReadsHistory => Say("Shows the last releases of ", "查看最近的发布单：");
    public static string ReadsHelp => Say("Explains ", "说明命令 ");
    public static string ReadsForm(IReadOnlyList<string> missing) => Say(
        $"Opens a form: {string.Join(" and ", missing)} not typed yet",
        $"将打开表单：尚未填写 {string.Join(" 和 ", missing)}");

    public static string LineTooLong(int length, int most) => Say(
        $"That line has {length} characters; a command has at most {most}. Shorten it.",
        $"这一行有 {length} 个字符，命令最多 {most} 个。请缩短。");
    public static string QuoteOpen => Say("A quotation mark is opened and never closed. Close it at the end of the text.", "有引号未闭合。请在文本末尾补上引号。");
    public static string NoSuchCommand(string typed, IReadOnlyList<string> closest) => closest.Count > 0
        ? Say($"There is no command {typed}. Did you mean {Either(closest)}?", $"没有命令 {typed}。是否想输入 {Either(closest)}？")
        : Say($"There is no command {typed}. /botops help lists what you may type.", $"没有命令 {typed}。输入 /botops help 查看可用命令。");
    public static string NoSuchOption(string command, string typed, IReadOnlyList<string> closest) => closest.Count > 0
        ? Say($"There is no option {typed}. Did you mean {Either(closest)}?", $"没有选项 {typed}。是否想输入 {Either(closest)}？")
        : Say($"{command} has no option {typed}. /botops help {command} lists what it has.", $"{command} 没有选项 {typed}。输入 /botops help {command} 查看其选项。");
    public static string OptionTwice(string option) => Say($"{option} is there twice. Keep one.", $"{option} 出现了两次。请只保留一个。");
    public static string OptionTakesNoValue(string option) => Say($"{option} stands alone and takes no value.", $"{option} 单独使用，不带值。");
    public static string OptionNeedsValue(string option, string value, string example) => Say(
        $"{option} needs a value, {value}: {option} {example}.",
        $"{option} 需要值 {value}：{option} {example}。");
    public static string OneWordTooMany(string typed, string usage) => Say($"{typed} is one word too many. Write {usage}.", $"{typed} 是多余的。写法：{usage}。");
    public static string QuotesNeeded(string typed) => Say(
        $"{typed} is one word too many. Put quotation marks around a text of several words.",
        $"{typed} 是多余的。含空格的文本请用引号括起来。");
    public static string ToWithoutDashes(string typed) => Say(
        $"There is no option {typed}. Write the environment without dashes: to production.",
        $"没有选项 {typed}。环境前不加短横线，写成：to production。");
    public static string ToNeedsEnvironment => Say("After “to” comes an environment: to production.", "“to”后面要写环境：to production。");
    public static string ToTwice => Say("“to” is there twice. A release goes to one environment.", "“to”出现了两次。一张发布单只发布到一个环境。");

    public static string NotAName(string typed) => Say(
        $"{typed} cannot be a name. Names have letters, digits and . _ -, begin with a letter or digit, and have at most 63 characters.",
        $"{typed} 不能作为名称。名称由字母、数字和 . _ - 组成，以字母或数字开头，最多 63 个字符。");
    public static string NotAHost(string typed) => Say(
        $"{typed} cannot be a host. Write names or patterns, separated by commas: order-01,order-1*.",
        $"{typed} 不能作为主机。请写主机名或通配模式，用逗号分隔：order-01,order-1*。");
    public static string NotAReference(string typed, int most) => Say(
        $"{typed} cannot be a branch, tag or commit. One has no spaces, does not begin with - or @, and has at most {most} characters.",
        $"{typed} 不能作为分支、标签或提交。不能含空格，不能以 - 或 @ 开头，最多 {most} 个字符。");
    public static string NotARelease(string typed) => Say($"{typed} is not the number of a release. Write 42 or #42.", $"{typed} 不是发布单编号。请写 42 或 #42。");
    public static string NotAPause(string typed) => Say($"{typed} is not a way to pause. Write none, first or each.", $"{typed} 不是暂停方式。请写 none、first 或 each。");
    public static string NotADuration(string typed) => Say($"{typed} is not a time. Write a number and its unit: 30s, 2m or 1h30m.", $"{typed} 不是时长。请写数字加单位：30s、2m 或 1h30m。");
    public static string DurationOutside(string option, TimeSpan least, TimeSpan most) => least == TimeSpan.Zero
        ? Say($"{option} is at most {Duration(most)}.", $"{option} 最多 {Duration(most)}。")
        : Say($"{option} is between {Duration(least)} and {Duration(most)}.", $"{option} 应在 {Duration(least)} 到 {Duration(most)} 之间。");
    public static string NotANumber(string typed) => Say($"{typed} is not a whole number from 1 to 10000.", $"{typed} 不是 1 至 10000 的整数。");
    public static string NotMoney(string typed) => Say($"{typed} is not an amount of money above 0; write it like 12.5.", $"{typed} 不是大于 0 的金额；请写成 12.5。");
    public static string ListEmpty => Say("The list is empty. Write its entries with commas and no spaces.", "列表为空。各项之间用逗号分隔，不加空格。");
    public static string TextTooLong(int length, int most) => Say($"That text has {length} characters; it may have {most}. Shorten it.", $"这段文本有 {length} 个字符，最多 {most} 个。请缩短。");

    /// <summary>A typed word, short enough for a message.</summary>
    public static string Shown(string typed)
    {
        const int most = 60;
        return typed.Length == 0 ? "“”" : Cut(typed, most);
    }

    /// <summary>At most so many characters of it, and none of them halved.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";
}
