namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>Artifacts that hosts pull by a link.</summary>
    public static class Pulls
    {
        public static string NoAddress => Say(
            "hosts pull this artifact from BotOps, and nothing says at which address: set BotOps:ArtifactsUrl, or BotOps:PublicUrl",
            "主机要从 BotOps 拉取此制品，但未配置地址：请设置 BotOps:ArtifactsUrl 或 BotOps:PublicUrl");
        public static string NoKey(string folder) => Say(
            $"there is no key in {folder} to sign the link with: BotOps:SecretKeys has to be the same for all processes",
            $"{folder} 中没有可用于签名链接的密钥：所有进程的 BotOps:SecretKeys 必须相同");
        public static string AnotherLink => Say("the store refuses the link (403): asking for another", "制品库拒绝该链接（403）：换一个链接重试");

        // What the store answers

        public static string LinkWrong => Say("This link is not signed as BotOps signs it.", "此链接的签名无效。");
        public static string LinkOver => Say("This link has ended.", "此链接已过期。");
        public static string LinkOfOtherKey => Say(
            "This link is signed with a key that is not known here: BotOps:SecretKeys has to be the same for all processes.",
            "此链接所用的签名密钥在此处未知：所有进程的 BotOps:SecretKeys 必须相同。");
        public static string NotThere => Say("The store does not have this artifact.", "制品库中没有此制品。");

        // Doctor

        public static string NoHostPulls => Say("no host pulls artifacts", "没有主机拉取制品");
        public static string NothingToTry(string address) => Say($"links lead to {address}; there is no artifact to try it with", $"链接指向 {address}；目前没有制品可供试拉");
        public static string Served(string address) => Say($"an artifact is served at {address}", $"{address} 可提供制品");
        public static string NotServed(string address, string why) => Say(
            $"{address} does not serve artifacts: {why}: check BotOps:ArtifactsUrl (or PublicUrl), or BotOps:Artifacts:S3, and what stands in between",
            $"{address} 无法提供制品：{why}：请检查 BotOps:ArtifactsUrl（或 PublicUrl）或 BotOps:Artifacts:S3，以及中间的代理");

        // S3

        public static string S3Missing(string name) => Say($"BotOps:Artifacts:S3:{name} is missing.", $"缺少 BotOps:Artifacts:S3:{name}。");
        public static string S3NotAnAddress(string text) => Say(
            $"BotOps:Artifacts:S3:Endpoint is '{text}', which is no address. Write https://s3.example.org, or leave it out for AWS.",
            $"BotOps:Artifacts:S3:Endpoint 为“{text}”，不是地址。请写 https://s3.example.org；使用 AWS 时可省略。");
        public static string S3OneKey => Say(
            "BotOps:Artifacts:S3 has one of AccessKey and SecretKey. Give both, or none where the machine itself has the right.",
            "BotOps:Artifacts:S3 只设置了 AccessKey 与 SecretKey 之一。请两者都设置；若机器自身具有权限，则都不设置。");
        public static string S3Refuses(string bucket, string what) => Say(
            $"the artifact store (bucket {bucket}) says: {what}", $"制品库（存储桶 {bucket}）返回：{what}");
        public static string NotAnAddress(string name, string text) => Say(
            $"BotOps:{name} is '{text}', which is no address. Write https://botops.example.org.", $"BotOps:{name} 为“{text}”，不是地址。请写 https://botops.example.org。");
    }
}
