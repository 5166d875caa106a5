namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>Names of hosts.</summary>
    public static class Dns
    {
        public static string NoServer(string name) => Say(
            $"no name server of BotOps' has a zone for {name}: configure BotOps:Dns, or Domains or PrivateZones of a cloud account", $"BotOps 没有管理 {name} 所在区域的域名服务器：请配置 BotOps:Dns，或云账号的 Domains、PrivateZones");
        public static string NotAFullName(string text) => Say(
            $"'{text}' is no name with its zone: {{host}}.prod.example.com, in small letters", $"“{text}” 不是带区域的完整域名，例如 {{host}}.prod.example.com（小写）");
        public static string NoAnswer(string name) => Say($"the server does not tell of {name}", $"服务器未返回 {name} 的信息");
        public static string Slow(TimeSpan limit) => Say($"no answer within {limit.TotalSeconds:0} s", $"{limit.TotalSeconds:0} 秒内没有应答");
        public static string NoProgram(string program) => Say($"{program} is not installed here: Debian has it in bind9-dnsutils", $"此处未安装 {program}：Debian 中位于 bind9-dnsutils");
        public static string NotASecret(string where) => Say($"{where} leads to no TSIG secret: it is written in base64", $"{where} 指向的内容不是 TSIG 密钥：应为 base64 编码");
        public static string NotAKey(string where) => Say($"{where} is no name of a key, such as botops or hmac-sha512:botops.", $"{where} 不是密钥名，例如 botops 或 hmac-sha512:botops。");
        public static string NotAName(string where) => Say($"{where} is no name and no address.", $"{where} 不是域名或地址。");
        public static string NotAPort(string where) => Say($"{where} is no port.", $"{where} 不是端口。");
        public static string Foreign(string name, string address) => Say(
            $"{name} leads to {address} already, and BotOps did not write that: remove the record, or leave the name to its owner.",
            $"{name} 已指向 {address}，且不是 BotOps 写入的：请删除该记录，或保留给其所有者。");
        public static string NotThere(string name, string address) => Say(
            $"{name} → {address} was written, but the name server does not show it.", $"已写入 {name} → {address}，但域名服务器没有返回该记录。");
        public static string NoZone(string zone) => Say(
            $"there is no private zone {zone} in this account: create it, or mend PrivateZones of the account", $"该账号中没有私有域 {zone}：请创建它，或修改账号的 PrivateZones");
    }
}
