namespace BotOps.Core;

public static partial class Texts
{
    public static string SecretReferenceUnknown => Say(
        "A secret is named by reference: env:NAME, file:/absolute/path or secret:name. What is there is none of them, so it is not shown.",
        "密钥以引用方式指定：env:NAME、file:/absolute/path 或 secret:name。此处都不是，因此不予显示。");
    public static string SecretMustBeFile => Say(
        "An ssh key is named as file:/absolute/path, because ssh reads it from a file and BotOps writes no secret to a disk.",
        "ssh 私钥要写成 file:/absolute/path，因为 ssh 从文件读取它，BotOps 不把密钥写入磁盘。");
    public static string SecretVariableMissing(string name) => Say(
        $"The environment variable {name} is not set where BotOps runs. Set it and start BotOps again.",
        $"BotOps 的运行环境中没有环境变量 {name}。请设置后重启 BotOps。");
    public static string SecretFileMissing(string path) => Say($"There is no file {path} on this machine, or BotOps may not see it.", $"本机没有文件 {path}，或 BotOps 无权查看。");
    public static string SecretFileTooLong(string path) => Say($"The file {path} is too long for a secret.", $"文件 {path} 过长，不能作为密钥。");
    public static string SecretFileUnreadable(string path, string why) => Say($"BotOps cannot read {path}: {why}", $"BotOps 无法读取 {path}：{why}");
    public static string SecretEmpty(string reference) => Say($"The secret behind {reference} is empty.", $"{reference} 指向的密钥为空。");
}
