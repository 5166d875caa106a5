using System.Globalization;
using System.Text.RegularExpressions;

namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>
    /// A reason of the host script, which speaks English only, in the reader's language; several findings stand in one, with "; "
    /// between them. What is not known here stays as the host said it.
    /// </summary>
    public static string HostReason(string reason) => Say(reason, string.Join("；", reason.Split("; ").Select(InChinese)));

    static string InChinese(string reason)
    {
        foreach (var (english, chinese) in HostReasons)
            if (english.Match(reason) is { Success: true } match)
                return string.Format(CultureInfo.InvariantCulture, chinese, [.. match.Groups.Values.Skip(1).Select(g => g.Value)]);
        return reason;
    }

    /// <summary>What the script says, with * for what the host fills in, and how that is said here; the first that fits.</summary>
    static readonly IReadOnlyList<(Regex English, string Chinese)> HostReasons =
    [
        // preflight
        Known("* cannot be written to by *", "{1} 无法写入 {0}"),
        Known("*/current is not a link that BotOps made", "{0}/current 不是 BotOps 创建的链接"),
        Known("* MB are free in *, two releases need * MB", "{1} 剩余 {0} MB，存放两个版本需要 {2} MB"),
        Known("port * is held by a process of user *, not by a release of *", "端口 {0} 被用户 {1} 的进程占用，不属于 {2} 的发布单"),
        Known("port * is held by *, not by a release of *", "端口 {0} 被 {1} 占用，不属于 {2} 的发布单"),

        Known("neither curl nor wget is here, and artifacts are pulled", "此主机既没有 curl 也没有 wget，而制品需要由主机拉取"),

        // pull
        Known("this host has neither curl nor wget: install one of them", "此主机既没有 curl 也没有 wget：请安装其一"),
        Known("the store refuses the link (HTTP 403): the clocks of the machines differ, or their keys (BotOps:SecretKeys)", "制品库拒绝该链接（HTTP 403）：各机器的时钟或密钥（BotOps:SecretKeys）不一致"),
        Known("the store does not have the archive (HTTP 404)", "制品库中没有该制品包（HTTP 404）"),
        Known("the store answers HTTP *: look at its address (BotOps:ArtifactsUrl) and at what stands in between", "制品库返回 HTTP {0}：请检查其地址（BotOps:ArtifactsUrl）以及中间的代理"),
        Known("the certificate of the store is not trusted here: *", "此主机不信任制品库的证书：{0}"),
        Known("the archive cannot be written, is the disk full? *", "无法写入制品包，磁盘是否已满？{0}"),
        Known("the store cannot be reached from this host: *", "此主机无法连接制品库：{0}"),
        Known("the store ends before the archive does: *", "制品库的数据不完整：{0}"),

        // fetch
        Known("* is not there: send it first", "{0} 不存在：请先传输"),
        Known("cannot read *", "无法读取 {0}"),
        Known("the archive was damaged on its way: its digest is *, not *", "制品包在传输中损坏：摘要为 {0}，应为 {1}"),
        Known("cannot make *", "无法创建 {0}"),
        Known("the archive has a member outside of its folder: *", "制品包中有文件超出其目录：{0}"),
        Known("tar could not unpack the archive", "tar 无法解开制品包"),
        Known("the archive has a member that leads out of its folder: *", "制品包中有链接指向其目录之外：{0}"),
        Known("cannot write to *", "无法写入 {0}"),
        Known("cannot put * in its place", "无法将 {0} 放到位"),
        Known("release * runs here with another digest (*)", "发布单 {0} 在此运行，但摘要不同（{1}）"),
        Known("release * is current here with another digest (*)", "发布单 {0} 在此为当前版本，但摘要不同（{1}）"),

        // activate
        Known("release * is not unpacked here with digest *", "发布单 {0} 未以摘要 {1} 解包在此"),
        Known("cannot switch *", "无法切换 {0}"),
        Known("cannot remove *", "无法删除 {0}"),

        // files
        Known("the files of release * were not rendered to the end", "发布单 {0} 的文件没有渲染完"),
        Known("* of release * lies behind a link that leads out of it", "发布单 {1} 的 {0} 位于指向其目录之外的链接之后"),
        Known("* is a folder in release *: no file can be written there", "{0} 在发布单 {1} 中是目录，无法写入文件"),
        Known("cannot fill *", "无法填充 {0}"),
        Known("* is a file, and * of release * is a folder", "{0} 是文件，而发布单 {2} 的 {1} 是目录"),
        Known("* is a folder, and * of release * is a file", "{0} 是目录，而发布单 {2} 的 {1} 是文件"),
        Known("cannot link *", "无法链接 {0}"),
        Known("release * is current here: * is not changed there", "发布单 {0} 在此为当前版本：不修改其 {1}"),

        // start and stop
        Known("release * is not unpacked here", "发布单 {0} 未解包在此"),
        Known("release * still runs (pid *): stop it first", "发布单 {0} 仍在运行（pid {1}）：请先停止"),
        Known("cannot start release *", "无法启动发布单 {0}"),
        Known("the start command of release * ended with code 0 and left nothing running", "发布单 {0} 的启动命令以退出码 0 结束，但没有留下任何运行中的进程"),
        Known("the start command of release * ended with code 0 and left pid * in the background: it has to stay in the foreground", "发布单 {0} 的启动命令以退出码 0 结束，并在后台留下 pid {1}：它必须在前台运行"),
        Known("the process of release * ended with signal * right after its start", "发布单 {0} 的进程启动后立即被信号 {1} 终止"),
        Known("the process of release * ended with code * right after its start", "发布单 {0} 的进程启动后立即退出，退出码 {1}"),
        Known("the process of release * ended with * right after its start", "发布单 {0} 的进程启动后立即结束（{1}）"),
        Known("the process of release * did not record itself", "发布单 {0} 的进程未能登记自身"),
        Known("systemd does not run on this host, or * may not give it services", "此主机未运行 systemd，或 {0} 无权使用它"),
        Known("* is there already and not of *: rename one of the two", "{0} 已存在且不属于 {1}：请重命名其中之一"),
        Known("release * does not end, not even by SIGKILL", "发布单 {0} 无法结束，SIGKILL 也无效"),

        // health
        Known("current is release *, not *", "当前版本是 {0}，而不是 {1}"),
        Known("release * has digest * here, not *", "发布单 {0} 在此的摘要是 {1}，而不是 {2}"),
        Known("no process of release * was started", "没有启动过发布单 {0} 的进程"),
        Known("the process that was started last is of release *, not *", "最后启动的进程属于发布单 {0}，而不是 {1}"),
        Known("the process of release * has ended", "发布单 {0} 的进程已结束"),
        Known("nothing listens on *", "没有进程监听 {0}"),
        Known("port * is answered by a process of user *, not by this release", "端口 {0} 由用户 {1} 的进程应答，而不是此发布单"),
        Known("port * is answered by *, not by this release", "端口 {0} 由 {1} 应答，而不是此发布单"),
        Known("* accepts no connection", "{0} 不接受连接"),
        Known("GET * gave no answer", "GET {0} 无响应"),
        Known("GET * gave *", "GET {0} 返回 {1}"),
        Known("the web server serves another version: * is *, not *", "Web 服务器提供的是另一个版本：{0} 为 {1}，而不是 {2}"),
        Known("GET * does not give the release's digest: let the web server hand out that file, or set health.proof to none", "GET {0} 未返回此版本的摘要：请让 Web 服务器提供该文件，或将 health.proof 设为 none"),
        Known("the health command ended with code *", "健康检查命令退出码为 {0}"),
        Known("the health command did not end within the limit", "健康检查命令未在限时内结束"),

        // adopted
        Known("port * is held by *, which does not come from *", "端口 {0} 被 {1} 占用，它不属于 {2}"),
        Known("port * is answered by *, not by what was adopted", "端口 {0} 由 {1} 应答，而不是接管的服务"),
        Known("the stop command of * ended with code *", "{0} 的停止命令退出码为 {1}"),
        Known("the start command of * ended with code *", "{0} 的启动命令退出码为 {1}"),
        Known("* was told to stop and has not ended within * s (pid *)", "{0} 已被要求停止，但 {1} 秒内未结束（pid {2}）"),
        Known("* was started, and nothing of it listens on *", "{0} 已启动，但没有其进程监听 {1}"),
        Known("cannot start what was adopted", "无法启动接管的服务"),
        Known("the test command has no -t: what nginx is told to do cannot be read", "测试命令中没有 -t：无法读取 nginx 的配置"),
        Known("nginx does not tell its configuration (*)", "nginx 未给出其配置（{0}）"),

        // dubbo
        Known("nothing listens for QoS at *, and dubbo's own port refuses *: *", "{0} 上没有 QoS 监听，dubbo 自身端口拒绝 {1}：{2}"),
        Known("* gave no answer to *", "{0} 未应答 {1}"),
        Known("* does not answer ls by its services: *", "{0} 未以服务列表应答 ls：{1}"),
        Known("* took offline, but ls shows as registered: *", "{0} 已接受 offline，但 ls 仍显示已注册：{1}"),
        Known("* took offline, but *", "{0} 已接受 offline，但是 {1}"),
        Known("ls shows as not registered: *", "ls 显示未注册：{0}"),
        Known("ls shows no service that dubbo provides", "ls 未显示任何 dubbo 提供的服务"),

        // balance
        Known("nginx does not run there: * names no process", "nginx 未在那里运行：{0} 中没有进程号"),
        Known("nginx refuses its configuration, the old file is back: * (* ended with code *)", "nginx 拒绝其配置，旧文件已恢复：{0}（{1} 退出码 {2}）"),
        Known("nginx was not told to reload, the old file is back: * (* ended with code *)", "未能让 nginx 重新加载，旧文件已恢复：{0}（{1} 退出码 {2}）"),
        Known("nginx goes on with its old workers, the old file is back: its error log says why", "nginx 仍使用旧的 worker 进程，旧文件已恢复：原因见其错误日志"),
        Known("* is no folder that * may write to: make it, and include * in the upstream", "{0} 不是 {1} 可写入的目录：请创建它，并在 upstream 中 include {2}"),
        Known("* is no plain file, as BotOps writes it", "{0} 不是 BotOps 写入的普通文件"),
        Known("* was not written by BotOps: write its servers into the catalog and move it away, or name another file there", "{0} 不是 BotOps 写入的：请将其中的服务器写入配置目录并移走该文件，或在配置目录中改用其他文件"),
        Known("* was edited by hand since BotOps wrote it: undo that or move the file away, then try again", "{0} 在 BotOps 写入之后被手工修改：请撤销修改或移走该文件，然后重试"),

        // dubbo again, where nginx does not refuse
        Known("* refuses *: *", "{0} 拒绝 {1}：{2}"),

        // all verbs
        Known("cannot take release * away", "无法清除发布单 {0}"),
        Known("cannot take * away", "无法清除 {0}"),
        Known("* of release * does not end", "发布单 {1} 的 {0} 无法结束"),
        Known("cannot lock *", "无法锁住 {0}"),
        Known("release * has taken over this host (fence *, this call has *)", "发布单 {0} 已接管此主机（栅栏号 {1}，本次调用为 {2}）"),
        Known("this host lacks:*", "此主机缺少：{0}"),
        Known("this host's bash is *, it must be 4.4 or newer", "此主机的 bash 版本为 {0}，须为 4.4 或更高"),
        Known("this host has no /proc", "此主机没有 /proc"),
        Known("* of release * was killed", "发布单 {1} 的 {0} 已被终止"),
        Known("* of release * has not ended * s after it was asked for", "发布单 {1} 的 {0} 在要求后 {2} 秒仍未结束"),
        Known("another verb holds this host for more than * s", "另一个操作占用此主机超过 {0} 秒"),
        Known("* of release * was cut short: cancelled, or its limit of * s was over", "发布单 {1} 的 {0} 被中断：已取消，或超过限时 {2} 秒"),
        Known("cannot write *", "无法写入 {0}"),
    ];

    static (Regex, string) Known(string english, string chinese) =>
        (new Regex($@"^{Regex.Escape(english).Replace(@"\*", "(.+?)", StringComparison.Ordinal)}\z", RegexOptions.CultureInvariant), chinese);
}
