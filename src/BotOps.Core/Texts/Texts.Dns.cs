namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>Names of hosts.</summary>
    public static class Dns
    {
        public static string Foreign(string name, string address) => Say(
            $"{name} leads to {address} already, and BotOps did not write that: remove the record, or leave the name to its owner.",
            $"{name} 已指向 {address}，且不是 BotOps 写入的：请删除该记录，或保留给其所有者。");
        public static string NotThere(string name, string address) => Say(
            $"{name} → {address} was written, but the name server does not show it.", $"已写入 {name} → {address}，但域名服务器没有返回该记录。");
        public static string NoZone(string zone) => Say(
            $"there is no private zone {zone} in this account: create it, or mend PrivateZones of the account", $"该账号中没有私有域 {zone}：请创建它，或修改账号的 PrivateZones");
    }
}
