namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>Why a host could not be reached by ssh; the host's name stands before it.</summary>
    public static class Ssh
    {
        public static string FirstUse(string server) => Say($"first use of {server}", $"首次连接 {server}");

        // Host keys

        public static string KeyUnknown(string type, string shown) => Say(
            $"its host key is not known: it shows {shown} ({type}). Compare that with ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub on the host, then add it to known_hosts or pin it in the catalog (ssh: hostKey)",
            $"主机密钥未知：对方出示 {shown}（{type}）。请与主机上 ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub 的输出核对，然后加入 known_hosts，或在目录中固定（ssh: hostKey）");
        public static string KeyChanged(string type, string shown, IReadOnlyList<string> known) => Say(
            $"its host key has changed: it shows {shown}{(type.Length > 0 ? $" ({type})" : "")}, known is {string.Join(" or ", known)}. Either the host was set up anew or somebody is in between; find out before you change known_hosts or the pinned key",
            $"主机密钥已变更：对方出示 {shown}{(type.Length > 0 ? $"（{type}）" : "")}，已知的是 {string.Join(" 或 ", known)}。可能是主机重装，也可能有人从中劫持；请先查明，再修改 known_hosts 或固定的密钥");
        public static string KeyRevoked(string shown) => Say($"its host key {shown} is revoked in known_hosts", $"其主机密钥 {shown} 在 known_hosts 中已被吊销");
        public static string KnownHostsUnreadable(string path, string why) => Say($"cannot read the known_hosts file {path}: {why}", $"无法读取 known_hosts 文件 {path}：{why}");

        // Keys of ours

        public static string NoKey => Say("no key to log in with: set BotOps:Ssh:Key, or ssh: key of the host in the catalog", "没有登录用的密钥：请设置 BotOps:Ssh:Key，或目录中该主机的 ssh: key");
        public static string KeyEncrypted(string reference) => Say($"the key {reference} is encrypted and no passphrase is given (BotOps:Ssh:Passphrase, or ssh: passphrase)", $"密钥 {reference} 已加密，但未提供口令（BotOps:Ssh:Passphrase 或 ssh: passphrase）");
        public static string WrongPassphrase(string reference) => Say($"the key {reference} cannot be decrypted: the passphrase is wrong, or it is no private key", $"无法解密密钥 {reference}：口令错误，或不是私钥");
        public static string NotAKey(string reference, string why) => Say($"{reference} holds no private key that can be used: {why}", $"{reference} 中没有可用的私钥：{why}");

        // The way there

        public static string Refused(string server) => Say($"{server} refuses connections: is sshd running there, and is the port right?", $"{server} 拒绝连接：sshd 是否在运行？端口是否正确？");
        public static string NoRoute(string server) => Say($"there is no way to {server}: look at the network and the address in the catalog", $"无法到达 {server}：请检查网络以及目录中的地址");
        public static string NoSuchName(string address) => Say($"the name {address} is not known to DNS", $"DNS 中找不到名称 {address}");
        public static string NoAnswer(string server, TimeSpan limit) => Say($"{server} did not answer within {limit.TotalSeconds:0.#} s", $"{server} 在 {limit.TotalSeconds:0.#} 秒内没有应答");
        public static string NoWayThrough(string jump, string why) => Say($"there is no way through {jump}: {why}", $"无法经由 {jump} 到达：{why}");
        public static string LoginRefused(string user, string server, string reference) => Say(
            $"{server} does not let {user} in with the key {reference}: is its public half in that user's authorized_keys?",
            $"{server} 不允许 {user} 用密钥 {reference} 登录：其公钥是否在该用户的 authorized_keys 中？");
        public static string HungUp(string server, string why) => Say($"{server} hung up: {why}", $"{server} 断开了连接：{why}");
        public static string Failed(string server, string why) => Say($"cannot connect to {server}: {why}", $"无法连接 {server}：{why}");
        public static string Broke(string server, TimeSpan tried, string why) => Say(
            $"the connection to {server} broke and did not come back within {tried.TotalSeconds:0.#} s: {why}", $"与 {server} 的连接中断，{tried.TotalSeconds:0.#} 秒内未能恢复：{why}");

        // On the host

        public static string CannotPut(string path, string why) => Say($"cannot put {path} there: {why}", $"无法放置 {path}：{why}");
        public static string Damaged(string sha256) => Say($"it arrived damaged, its digest is not {sha256[..12]}", $"传输后内容损坏，摘要不是 {sha256[..12]}");
        public static string CutShort => Say("it was cut short", "传输被截断");
        public static string ScriptGone(string path) => Say($"the host script {path} disappears as soon as it is put there", $"主机脚本 {path} 放置后随即消失");

        /// <param name="said">The host's last words.</param>
        public static string Advice(string said, string root, string? sudo)
        {
            if (said.Contains("No space left on device", StringComparison.Ordinal) || said.Contains("Disk quota exceeded", StringComparison.Ordinal))
                return Say($"the disk of {root} is full ({said}); clear something away and retry", $"{root} 所在磁盘已满（{said}）；请清理后重试");
            if (said.Contains("Permission denied", StringComparison.Ordinal))
                return Say($"no permission ({said}); {root} has to belong to the user that BotOps works as there", $"没有权限（{said}）；{root} 须归 BotOps 在该主机上使用的用户所有");
            if (said.Contains("Read-only file system", StringComparison.Ordinal)) return Say($"the disk of {root} is read-only ({said})", $"{root} 所在磁盘为只读（{said}）");
            if (said.Contains("sudo:", StringComparison.Ordinal))
                return Say($"sudo to {sudo} was refused ({said}); the user needs NOPASSWD there", $"sudo 到 {sudo} 被拒绝（{said}）；该用户需要 NOPASSWD");
            return said.Length > 0 ? said : Say("it ended without a word", "没有任何输出就结束了");
        }

        public static string NoAnswerFrom(string verb, string? sudo, string said) => said.Contains("sudo:", StringComparison.Ordinal)
            ? Advice(said, "", sudo)
            : said.Length > 0 ? Say($"{verb} broke off without an answer; its last words: {said}", $"{verb} 中断，没有返回结果；最后输出：{said}") : HostBrokeOff(verb);

        // Configuration

        public static string NotAKeyExchange(string name, IReadOnlyList<string> known) => Say(
            $"BotOps:Ssh:KeyExchange names {name}, which is not known. Known are {string.Join(", ", known)}.", $"BotOps:Ssh:KeyExchange 中的 {name} 未知。已知的有：{string.Join("、", known)}。");
    }
}
