namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>What is wrong in <c>appsettings.json</c> or a variable; the name is the whole one, as <c>BotOps:Ssh:Key</c>.</summary>
    public static class Configuration
    {
        public static string NotAReference(string name) => Say(
            $"{name} is not a reference to a secret. Write env:NAME, file:/path or secret:name.", $"{name} 不是密钥引用。请写 env:NAME、file:/path 或 secret:name。");
        public static string NotATime(string name) => Say($"{name} is no time between 0 and a day. Write 00:00:10 for ten seconds.", $"{name} 不是 0 到一天之间的时间。十秒请写 00:00:10。");
        public static string NotALimit(string name) => Say($"{name} is not a number from 1 to 1000000, of hosts a whole one.", $"{name} 不是 1 至 1000000 的数，主机数须为整数。");
        public static string NotAParallel(string name) => Say($"{name} is no number from 1 to 1000.", $"{name} 不是 1 到 1000 之间的数字。");
    }
}
