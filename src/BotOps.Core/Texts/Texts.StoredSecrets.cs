namespace BotOps.Core;

public static partial class Texts
{
    public static class StoredSecrets
    {
        public static string NotAName(string name) => Say(
            $"'{name}' is not a name for a secret; it may hold a-z, 0-9, '-', '_' and '.', begins with a letter or digit, and has at most 63 characters. Nothing was kept.",
            $"“{name}”不能作为密钥名称：只能包含 a-z、0-9、“-”、“_”和“.”，以字母或数字开头，最长 63 个字符。未保存任何内容。");
        public static string NothingRead => Say(
            "No value was read. Type it, or send it on standard input: botops secret set NAME < file. Nothing was kept.",
            "没有读到值。请输入，或从标准输入传入：botops secret set NAME < 文件。未保存任何内容。");
        public static string NotText => Say(
            "The value is not text in UTF-8. Send bytes as base64. Nothing was kept.",
            "该值不是 UTF-8 文本。二进制内容请先转成 base64。未保存任何内容。");
        public static string TooLong(int bytes) => Say(
            $"The value is longer than {bytes / 1024} KiB. Nothing was kept.",
            $"该值超过 {bytes / 1024} KiB。未保存任何内容。");
        public static string TooShort(int characters) => Say(
            $"The value is shorter than {characters} characters: it could not be masked in logs. Nothing was kept.",
            $"该值不足 {characters} 个字符，无法在日志中脱敏。未保存任何内容。");

        public static string Ask(string name) => Say($"Value of secret:{name} (it is not shown): ", $"secret:{name} 的值（输入不回显）：");
        public static string OneLine => Say(
            "More than one line was typed or pasted. Send a value of several lines on standard input: botops secret set NAME < file. Nothing was kept.",
            "输入或粘贴了多行。多行内容请从标准输入传入：botops secret set NAME < 文件。未保存任何内容。");
        public static string WasSet(string name, int version) => version == 1
            ? Say($"secret:{name} is kept.", $"已保存 secret:{name}。")
            : Say($"secret:{name} has a new value (version {version}). Services get it with their next release or restart.",
                $"secret:{name} 已更新（版本 {version}）。服务在下次发布或重启时生效。");
        public static string WasRemoved(string name) => Say($"secret:{name} is gone.", $"已删除 secret:{name}。");
        public static string NoneKept => Say("No secret is kept.", "没有保存任何密钥。");
        public static string Kept(Secrets.SecretLine secret) => Say(
            $"version {secret.Version}, {secret.SetAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, by {secret.By ?? "the machine's user"}, key {secret.KeyId}, {(secret.Uses.Count == 0 ? "used by nobody" : $"used by {string.Join("; ", secret.Uses)}")}",
            $"版本 {secret.Version}，{secret.SetAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC，设置人 {secret.By ?? "本机用户"}，加密密钥 {secret.KeyId}，{(secret.Uses.Count == 0 ? "未被使用" : $"使用者：{string.Join("；", secret.Uses)}")}");
        public static string Revision(int number) => Say($"settings revision {number}", $"配置版本 {number}");

        public static string Rotated(int secrets, string key) => Say(
            $"{(secrets == 1 ? "1 secret is" : $"{secrets} secrets are")} encrypted with key {key} now.",
            $"{secrets} 个密钥已改用加密密钥 {key}。");
        public static string ShareKey(string path) => Say(
            $"Every machine of BotOps needs {path}.",
            $"每台 BotOps 机器都需要 {path}。");
        public static string KeyUnused(string path) => Say(
            $"{path} is only needed for copies of the database that were made before.",
            $"{path} 只有恢复此前的数据库备份时才需要。");

        public static string NoSecret(string name, IReadOnlyList<string> closest) => closest is [var meant, ..]
            ? Say($"There is no secret '{name}'. Did you mean '{meant}'? Nothing was changed.", $"没有名为“{name}”的密钥。是否指“{meant}”？未做任何更改。")
            : Say($"There is no secret '{name}'. Nothing was changed.", $"没有名为“{name}”的密钥。未做任何更改。");
        public static string InUse(string name, IReadOnlyList<string> users) => Say(
            $"secret:{name} is used by {string.Join("; ", users)}. Change that first. Nothing was removed.",
            $"secret:{name} 正被使用：{string.Join("；", users)}。请先修改这些引用。未删除任何内容。");
        public static string Missing(string name) => Say(
            $"There is no secret '{name}'. Set it with: botops secret set {name}",
            $"没有名为“{name}”的密钥。请执行：botops secret set {name}");
        public static string NotForRun(string variable, string why) => Say($"run.secrets.{variable}: {why}", $"变量 run.secrets.{variable}：{why}");
        public static string NotRead => Say("was not read for this start", "本次启动未读取");

        public static string KeyMissing(string path) => Say(
            $"The key file {path} is missing on this machine. Bring it from a machine that has it, or from a backup.",
            $"本机缺少加密密钥文件 {path}。请从已有该文件的机器或备份中恢复。");
        public static string NoKeyInFile(string path) => Say($"{path} holds no key (base64 of 32 bytes).", $"{path} 中不是有效的加密密钥（32 字节的 base64）。");
        public static string NoKeyConfigured => Say(
            "BotOps:SecretKey holds something that is no key, so it is not shown. Write id:base64, with 32 bytes in base64 (openssl rand -base64 32); several are set apart by blanks, the newest first.",
            "BotOps:SecretKey 中有无效的加密密钥，内容不予显示。格式为 id:base64（32 字节，可用 openssl rand -base64 32 生成）；多个之间用空格分隔，最新的放在最前。");
        public static string KeyNotWritten(string folder, string why) => Say($"BotOps cannot write a key file in {folder}: {why}", $"BotOps 无法在 {folder} 写入加密密钥文件：{why}");
        public static string NoOtherKey(string id) => Say(
            $"Every secret is encrypted with {id}, the first of the configured keys. Put a new one in front of it in BotOps:SecretKey (openssl rand -base64 32), everywhere, and rotate again. Nothing was changed.",
            $"所有密钥都已用 {id} 加密，即配置中的第一个加密密钥。请在各处的 BotOps:SecretKey 最前面加入新的加密密钥（openssl rand -base64 32）后再轮换。未做任何更改。");
        public static string Damaged(string name, string key) => Say(
            $"secret:{name} cannot be decrypted with key {key}: the row was changed, or the key is another one of that name. Set it anew: botops secret set {name}",
            $"secret:{name} 无法用加密密钥 {key} 解密：数据行被改动过，或同名加密密钥并非原来的那个。请重新设置：botops secret set {name}");

        public static string DoctorNone => Say("no secret is kept", "没有保存密钥");
        public static string DoctorWell(int count, IReadOnlyList<string> keys) => Say(
            $"{(count == 1 ? "1 secret" : $"{count} secrets")}, key {string.Join(", ", keys)}",
            $"{count} 个密钥，加密密钥 {string.Join("、", keys)}");
        public static string DoctorMissing(string name, string where) => Say(
            $"secret:{name} is missing ({where}): `botops secret set {name}`",
            $"缺少 secret:{name}（{where}）：`botops secret set {name}`");
        public static string KeyOpenToAll(string path) => Say($"{path} can be read by every user of this machine: `chmod 600 {path}`", $"{path} 对本机所有用户可读：`chmod 600 {path}`");
    }
}
