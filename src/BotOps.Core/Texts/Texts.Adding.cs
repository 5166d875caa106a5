using BotOps.Core.Chat;
using BotOps.Core.Chat.Commands;
using BotOps.Core.Sources;

namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>Projects that are added from chat.</summary>
    public static class Adding
    {
        public static string Command => Say("Adds a project: tries out repository and hosts first, then asks", "添加项目：先试读代码库并询问主机，再请你确认");
        public static string OptionRepo => Say("Address of the git repository", "git 代码库地址");
        public static string OptionHosts => Say("Hosts of the catalog that it runs on: order-01,order-1*", "运行该项目的主机（须已登记）：order-01,order-1*");
        public static string OptionBuild => Say("What builds it: program and arguments, without a shell", "构建命令：程序和参数，不经过 shell");
        public static string OptionArtifact => Say("What the build leaves for the hosts: paths below the tree", "构建产物：代码目录下的路径，逗号分隔");
        public static string OptionStart => Say("What runs it on a host; {port} and {address} are replaced", "主机上的启动命令；{port} 和 {address} 会被替换");
        public static string OptionStrip => Say("A leading folder that is left away on the hosts", "在主机上去掉的前导目录");
        public static string OptionPort => Say("The port that it listens on", "监听端口");
        public static string OptionHealth => Say("A path that answers 2xx when it works", "健康时返回 2xx 的路径");
        public static string OptionBranch => Say("What /deploy takes when no branch is typed", "未写分支时 /deploy 使用的分支");

        public static string OptionToken => Say("Where the token of an https repository is: secret:name, env:NAME or file:/path", "https 代码库令牌的引用：secret:name、env:NAME 或 file:/path");
        public static string OptionSshKey => Say("Where the key of an ssh repository is: file:/path", "ssh 代码库私钥的引用：file:/path");
        public static string OptionKnownHosts => Say("The known_hosts file of an ssh repository", "ssh 代码库的 known_hosts 文件");
        public static string EnvironmentHint => Say("Left empty: production", "留空则为 production");

        public static string OnlyAdd(string typed) => Say($"'{typed}' is not known here: write /botops project add.", $"此处不支持“{typed}”：请写 /botops project add。");
        public static string OptionWrong(string option, string problem) => Say($"{option} {problem}.", $"{option} {problem}。");
        public static string HealthNeedsAPort => Say("--health needs --port: there is no port to ask.", "使用 --health 需要 --port：没有可检查的端口。");
        public static string NoCommand(string option) => Say($"{option} names no program.", $"{option} 没有写程序。");

        public static string OfAFile(string project, string? file) => file is null
            ? Say($"{project} is there already, and a catalog file manages it. Change it in that file and run botops apply. Nothing was changed.",
                $"{project} 已存在，由配置文件管理。请修改该文件并执行 botops apply。没有任何改动。")
            : Say($"{project} is there already, and the file {file} manages it. Change it there and run botops apply {file}. Nothing was changed.",
                $"{project} 已存在，由文件 {file} 管理。请在其中修改并执行 botops apply {file}。没有任何改动。");

        public static string OfChat(string project, string handle, string file) => Say(
            $"{project} is managed in chat (@{handle} added it), so this file may not change it. To have the file manage it from now on: botops apply --take-over {file}",
            $"{project} 在聊天中管理（由 @{handle} 添加），不能由此文件修改。如需改由文件管理：botops apply --take-over {file}");

        public static string OtherEnvironments(string project, IReadOnlyList<string> environments) => Say(
            $"{project} has {Either(environments)}; more environments than one are for a catalog file: botops export, then botops apply --take-over.",
            $"{project} 已有环境 {Either(environments)}；多个环境请用配置文件：先 botops export，再 botops apply --take-over。");

        public static string NoHost(string pattern, IReadOnlyList<string> closest) => closest.Count > 0
            ? Say($"There is no host {pattern}. Did you mean {Either(closest)}?", $"没有主机 {pattern}。是否想输入 {Either(closest)}？")
            : Say($"There is no host {pattern}. Hosts are added by a catalog file (botops apply).", $"没有主机 {pattern}。主机请用配置文件添加（botops apply）。");

        public static string Tried(string project) => Say($"A dry run of {project}; nothing was added yet:", $"{project} 试运行；尚未添加：");
        public static string NotTried(string project) => Say(
            $"{project} cannot be added like this; nothing was changed. Mend the first of these and send it again:", $"{project} 无法按此添加；没有任何改动。请先解决下列问题再提交：");

        public static IReadOnlyList<IReadOnlyList<Span>> Described(ProjectInput input, IReadOnlyList<string> hosts) =>
        [
            [Say("Repository", "代码库"), "  ", new Span(input.Repository, Code: true), Say(" at ", " 分支 "), new Span(input.Branch, Code: true)],
            [Say("Hosts", "主机"), $"  {input.EnvironmentName}: {Some(hosts)}"],
            [Say("Build", "构建"), "  ", .. Words(input.Build), Say(" makes ", " 产物 "), .. Words(input.Artifact)],
            [Say("Start", "启动"), "  ", .. Words(input.Start)],
            [Say("Healthy when", "健康检查"), "  ", Health(input)],
            [""],
        ];

        public static IReadOnlyList<Span> RepositoryRead(Revision found) =>
            ["✓ ", Say("The repository answers: ", "代码库可读："), new Span(found.Name, Strong: true), Say(" is ", " 位于 "), new Span(found.Commit.Short, Code: true), $" “{found.Commit.Title}” ({found.Commit.Author})"];

        public static IReadOnlyList<Span> RepositoryRefused(string why) => ["✗ ", Say("The repository: ", "代码库："), why];

        public static IReadOnlyList<Span> HostsReady(int count) => [Say(
            count == 1 ? "✓ The host answers and is ready" : $"✓ {count} hosts answer and are ready", count == 1 ? "✓ 主机应答正常，可以发布" : $"✓ {count} 台主机均应答正常，可以发布")];

        public static IReadOnlyList<Span> HostsNotReady(int count) => [Say(
            $"! Of {count} {(count == 1 ? "host" : "hosts")} not all are ready; it can be added, and a release waits until this is mended:", $"! {count} 台主机中有未就绪的；可以添加，但需解决后才能发布：")];

        public static IReadOnlyList<Span> NoBalancer => [Say(
            "– No load balancer is set up for it: while a host is updated, BotOps takes no traffic from it", "– 未配置负载均衡：更新主机时 BotOps 不会切走其流量")];

        public static string Add(string project, bool exists) => exists ? Say($"Change {project}", $"修改 {project}") : Say($"Add {project}", $"添加 {project}");
        public static string DraftGone => Say(
            "This was added already, or it was tried out more than a day ago. Type /botops project add again.", "该项目已添加，或试运行已超过一天。请重新输入 /botops project add。");
        public static string Added(string project, bool here) => here
            ? Say($"{project} is there now, managed in chat; its stories are told in this channel. The first release:", $"{project} 已添加，在聊天中管理；相关消息发在本频道。首次发布：")
            : Say($"{project} is there now, managed in chat. The first release, from the channel where it shall be told:", $"{project} 已添加，在聊天中管理。请在用于通知的频道中首次发布：");

        public static string Spent(string project) => Say($"The dry run of {project} was good, and it was added.", $"{project} 试运行通过，已添加。");

        /// <summary>Behind a project in a list.</summary>
        public static string Managed(string? handle, string? file) => handle is not null
            ? Say($"  managed in chat by @{handle}", $"  由 @{handle} 在聊天中管理")
            : file is not null ? Say($"  managed by {file}", $"  由 {file} 管理") : "";
        public static string TakenOver(string handle, string file) => Say($"managed by {file} (was: in chat, by @{handle})", $"改由 {file} 管理（原在聊天中由 @{handle} 管理）");
        public static string TakeOver => Say("Have these files manage what chat managed", "让这些文件接管原在聊天中管理的项目");

        static IEnumerable<Span> Words(IReadOnlyList<string> words) => words.SelectMany((w, i) => i == 0 ? new[] { new Span(w, Code: true) } : [" ", new Span(w, Code: true)]);

        static string Health(ProjectInput input) => input switch
        {
            { Health: { } path } => Say($"GET {path} at port {input.Port} answers 2xx", $"端口 {input.Port} 的 GET {path} 返回 2xx"),
            { Port: > 0 } => Say($"port {input.Port} takes connections", $"端口 {input.Port} 可连接"),
            _ => Say("its process lives", "进程存活"),
        };
    }
}
