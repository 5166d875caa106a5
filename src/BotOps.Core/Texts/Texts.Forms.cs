namespace BotOps.Core;

public static partial class Texts
{
    public static string FieldLabel(string name) => name switch
    {
        "project" => Say("Project", "项目"),
        "ref" => Say("Branch, tag or commit", "分支、标签或提交"),
        "environment" => Say("Environment", "环境"),
        "strategy" => Say("Hosts", "主机批次"),
        "note" => Say("Note", "备注"),
        "release" => Say("Release", "发布单"),
        "build" => Say("Back to", "回滚到"),
        "answer" => Say("Answer", "处理方式"),
        "reason" => Say("Reason", "原因"),
        "host" => Say("Host", "主机"),
        "out|in" => Say("Out or in", "摘除或重新加入"),
        "amount" => Say("How many hosts", "主机数量"),
        "name" => Say("Project's name", "项目名称"),
        "repo" => Say("Repository", "代码库"),
        "hosts" => Say("Hosts", "主机"),
        "build-command" => Say("Build", "构建命令"),
        "artifact" => Say("Artifact", "构建产物"),
        "start-command" => Say("Start", "启动命令"),
        "strip" => Say("Left away folder", "去掉的目录"),
        "port" => Say("Port", "端口"),
        "health" => Say("Health path", "健康检查路径"),
        "branch" => Say("Branch", "默认分支"),
        "token" => Say("Token", "令牌"),
        "ssh-key" => Say("SSH key", "SSH 私钥"),
        "known-hosts" => Say("Known hosts", "已知主机文件"),
        _ => name,
    };

    public static string FieldHint(string name) => name switch
    {
        "project" or "release" or "answer" or "host" or "out|in" => Say("Choose one", "请选择"),
        "build" => Say("Left empty: last-good", "留空则回滚到最近的正常版本"),
        "ref" => Say("Left empty: the project's own", "留空则用项目默认分支"),
        "name" => Say("order-svc", "order-svc"),
        "repo" => Adding.OptionRepo,
        "hosts" => Adding.OptionHosts,
        "build-command" => Adding.OptionBuild,
        "artifact" => Adding.OptionArtifact,
        "start-command" => Adding.OptionStart,
        "strip" => Adding.OptionStrip,
        "port" => Adding.OptionPort,
        "health" => Adding.OptionHealth,
        "token" => Adding.OptionToken,
        "ssh-key" => Adding.OptionSshKey,
        "known-hosts" => Adding.OptionKnownHosts,
        "branch" => Say("Left empty: master", "留空则为 master"),
        "note" => Say("A line for those who read the card", "给审批人看的一句话"),
        "environment" => Say("The only one", "唯一的环境"),
        _ => "",
    };

    /// <summary>What the button of a form does.</summary>
    public static string FormSend(string command) => command switch
    {
        "deploy" => Say("Ask for the release", "提交发布申请"),
        "approve" => Say("Approve", "批准"),
        "reject" => Say("Reject", "驳回"),
        "build" => Say("Build", "构建"),
        "cancel" => Say("Cancel it", "取消"),
        "pause" => Say("Pause", "暂停"),
        "resume" => Say("Resume", "继续"),
        "abort" => Say("Abort", "中止"),
        "rollback" => Say("Roll back", "回滚"),
        "restart" => Say("Ask for the restart", "提交重启申请"),
        "hosts" => Say("Show the hosts", "查看主机"),
        "log" => Say("Show the log", "查看日志"),
        "project" => Say("Try it out", "试运行"),
        _ => Say("Send", "提交"),
    };

    public static string FormSent => Say("Sent:", "已提交：");
    public static string FormGone => Say("This form was sent already, or BotOps was started anew since. Type the command again.", "这张表单已提交，或 BotOps 已重新启动。请重新输入命令。");
    public static string StrategyAsUsual => Say("As usual: one by one up to three, else two halves", "默认：三台以内逐台，否则分两批");
    public static string StrategySerial => Say("One host at a time", "逐台发布");
    public static string StrategyHalves => Say("Two halves, the smaller first", "分两批，少的一批先发");
    public static string StrategyQuarters => Say("A quarter of the hosts at a time", "每批四分之一");
    public static string StrategyGrowing => Say("One host, then a quarter, then all", "先一台，再四分之一，最后全部");
    public static string NotAStrategy(string typed) =>
        Say($"{typed} is not a way to take the hosts. Choose one of the list. Nothing was created.", $"没有“{typed}”这种批次方式，请从列表中选择。未创建任何内容。");
}
