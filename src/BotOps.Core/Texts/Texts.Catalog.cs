namespace BotOps.Core;

public static partial class Texts
{
    public static partial class Catalog
    {
        public static string CatalogProblem(string file, long line, string path, string what) =>
            path.Length == 0 ? $"{file}:{line}: {what}" : $"{file}:{line}: {path}: {what}";

        public static string IsMissing => Say("is missing", "缺少此项");
        public static string AtMost(TimeSpan most) => Say($"is at most {Duration(most)}", $"最长为 {Duration(most)}");
        public static string WriteAMap => Say("write names with values below it (name: value)", "请在其下写名称和值（name: value）");
        public static string WriteOneValue => Say("write one value, not a list", "请写单个值，而不是列表");
        public static string WriteAList => Say("write a list: [one, two]", "请写列表：[one, two]");
        public static string UrlWithPassword => Say(
            "has a credential in it; keep that in a variable or a file and write a reference beside it (token: env:NAME, file:/path or secret:name)",
            "含有凭据；请把凭据放在变量或文件中，并在旁边写引用（token: env:NAME、file:/path 或 secret:name）");
        public static string LooksLikeASecret => Say(
            "looks like a secret; keep it with `botops secret set`, in a variable or in a file, and write the reference (secret:name, env:NAME or file:/path)",
            "看起来是密钥；请用 `botops secret set` 保存，或放在变量或文件中，并写引用（secret:name、env:NAME 或 file:/path）");
        public static string NothingToApply => Say("There is nothing in these files.", "这些文件中没有内容。");
        public static string LastAdmin => Say(
            "After this nobody would be admin of everything (admin *). Name one person with `admin` under roles.",
            "这样一来将没有人是全局管理员（admin *）。请在 roles 下为一人写上 `admin`。");

        public static string UnknownField(IReadOnlyList<string> closest, IEnumerable<string> known) => closest.Count == 0
            ? Say($"is not known; known here: {string.Join(", ", known)}", $"未知字段；此处可用：{string.Join(", ", known)}")
            : Say($"is not known; did you mean {AnyOf(closest)}?", $"未知字段；是否想写 {AnyOf(closest)}？");

        public static string CommandAsText(string text)
        {
            var list = $"[{string.Join(", ", text.Split(' ', StringSplitOptions.RemoveEmptyEntries))}]";
            return Say($"'{text}' is one text; no shell is used, so write a list: {list}", $"“{text}”是一整段文本；这里不经过 shell，请写成列表：{list}");
        }

        public static string NotAPort(string text) => Say($"'{text}' is not a port (1 to 65535)", $"“{text}”不是端口号（1 至 65535）");
        public static string NotANumber(string text, int least, int most) => Say($"'{text}' is not a number from {least} to {most}", $"“{text}”不是 {least} 至 {most} 的数字");
        public static string NotAFlag(string text) => Say($"'{text}' is neither true nor false", $"“{text}”既不是 true 也不是 false");
        public static string NotADuration(string text) => Say($"'{text}' is not a time; write it like 30s, 10m, 2h or 1h30m", $"“{text}”不是时长；请写成 30s、10m、2h 或 1h30m");
        public static string NotAnAmount(string text) => Say($"'{text}' is neither a count (3) nor a share (50%)", $"“{text}”既不是数量（3）也不是比例（50%）");
        public static string NotOneOf(string text, IEnumerable<string> words) => Say($"'{text}' is none of: {string.Join(", ", words)}", $"“{text}”不在可选值之中：{string.Join(", ", words)}");
        public static string NotAName(string text) => Say(
            $"'{text}' is not a name; it may hold a-z, 0-9, '-', '_' and '.', begins with a letter or digit, and has at most 63 characters",
            $"“{text}”不是合法名称；可含 a-z、0-9、-、_ 和 .，以字母或数字开头，最多 63 个字符");
        public static string NotATimeZone(string text) => Say($"'{text}' is not a time zone; write it like Europe/Berlin or Asia/Shanghai", $"“{text}”不是时区；请写成 Asia/Shanghai 或 Europe/Berlin");
        public static string NotALanguage(string text) => Say($"'{text}' is not a language of BotOps; write en or zh-Hans", $"BotOps 不支持语言“{text}”；请写 zh-Hans 或 en");
        public static string NotAUrl(string text) => Say(
            $"'{text}' is not a repository address; write https://…, ssh://…, user@host:path, file:///… or an absolute path",
            $"“{text}”不是代码库地址；请写 https://…、ssh://…、user@host:path、file:///… 或绝对路径");
        public static string NotAReference(string text) => Say($"'{text}' is not a reference to a secret; write env:NAME, file:/path or secret:name", $"“{text}”不是密钥引用；请写 env:NAME、file:/path 或 secret:name");
        public static string NotAFileReference(string text) => Say($"'{text}' is not a reference to a file; write file:/path (ssh reads its key from a file, and BotOps writes no secret to a disk)", $"“{text}”不是文件引用；请写 file:/path（ssh 从文件读取私钥，BotOps 不把密钥写入磁盘）");
        public static string NotAPlace(string text) => Say($"'{text}' is not a channel; write platform/tenant/channel", $"“{text}”不是频道；请写 platform/tenant/channel");
        public static string NotAGrant(string text) => Say(
            $"'{text}' is not a role; write requester, approver, operator or admin, and where: approver order-svc/production",
            $"“{text}”不是角色；请写 requester、approver、operator 或 admin，以及适用范围：approver order-svc/production");
        public static string NotAGroup(string text) => Say(
            $"'{text}' is not a group of a chat platform; write platform/tenant/id: slack/T012/S345", $"“{text}”不是聊天平台的用户组；请写 platform/tenant/id，例如 slack/T012/S345");
        public static string NotAnAddress(string text) => Say($"'{text}' is not an address; write a host name or an IP address", $"“{text}”不是地址；请写主机名或 IP 地址");
        public static string NotAnAbsolutePath(string text) => Say($"'{text}' is not an absolute path", $"“{text}”不是绝对路径");
        public static string NotARelativePath(string text) => Say($"'{text}' leaves the checked-out tree; write a path below it", $"“{text}”超出检出目录；请写其下的路径");
        public static string NotAVariable(string text) => Say($"'{text}' is not a variable's name", $"“{text}”不是变量名");
        public static string NotAHostPattern(string text) => Say($"'{text}' is neither a host's name nor a range like order-[01-04]", $"“{text}”既不是主机名，也不是 order-[01-04] 这样的范围");
        public static string NotARef(string text) => Say($"'{text}' is not a branch or tag", $"“{text}”不是分支或标签");
        public static string TooLong(int most) => Say($"is too long (at most {most} characters)", $"过长（最多 {most} 个字符）");
        public static string ControlCharacter => Say("has a control character in it", "含有控制字符");
        public static string NeedsAPort => Say("needs run.port", "需要设置 run.port");
        public static string HealthPath => Say("begins with '/'", "必须以“/”开头");

        public static string NamedTwice(string name, string file, long line) => Say($"'{name}' is named at {file}:{line} already", $"“{name}”已在 {file}:{line} 定义");
        public static string UnknownHost(string name, IReadOnlyList<string> closest) => Unknown(Say("host", "主机"), name, closest);
        public static string UnknownPerson(string name, IReadOnlyList<string> closest) => Unknown(Say("person", "人员"), name, closest);
        public static string UnknownProject(string name, IReadOnlyList<string> closest) => Unknown(Say("project", "项目"), name, closest);
        public static string UnknownEnvironment(string name, IReadOnlyList<string> closest) => Unknown(Say("environment", "环境"), name, closest);
        public static string SshOfAnother(string transport) => Say(
            $"is for hosts with transport: ssh; this one has {transport}", $"仅用于 transport: ssh 的主机，而此主机为 {transport}");
        public static string SaltOfAnother(string transport) => Say(
            $"is for hosts with transport: salt; this one has {transport}", $"仅用于 transport: salt 的主机，而此主机为 {transport}");
        public static string SaltPulls => Say(
            "cannot be push with transport: salt, which carries no large files; leave it out", "不能与 transport: salt 一起使用 push：Salt 不传输大文件；请删除此项");
        public static string NotAMinion(string text) => Say(
            $"'{text}' is no minion's id: letters, digits, '.', '_' and '-', as `salt-key -L` lists it", $"“{text}”不是 minion 的 id：须由字母、数字、“.”、“_”、“-”组成，即 `salt-key -L` 所列的名称");
        public static string NotASystemUser(string name) => Say(
            $"'{name}' is no user of a host: letters, digits, '.', '_' and '-', a letter or '_' first, at most 32", $"“{name}”不是主机用户名：须由字母、数字、“.”、“_”、“-”组成，以字母或“_”开头，最长 32 个字符");
        public static string NotAFingerprint(string text) => Say(
            $"'{text}' is no fingerprint; write SHA256: and 43 characters, as ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub prints it on the host",
            $"“{text}”不是指纹；请写 SHA256: 加 43 个字符，即在主机上执行 ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub 的输出");
        public static string UnknownTransport(string name, IEnumerable<string> known) => Say(
            $"no transport is called '{name}'; there is {string.Join(", ", known)}",
            $"没有名为“{name}”的传输方式；可用的有 {string.Join("、", known)}");

        public static string AccountTaken(string account, string handle) => Say(
            $"{account} is the account of {handle}; take it away there first",
            $"{account} 已是 {handle} 的账号；请先在那里移除");

        public static string HostIsBusy(string host, string project, string environment, long release) => Say(
            $"{host} cannot be taken from {project} {environment} now: #{release} is changing its hosts. Wait until it has ended, or abort it.",
            $"现在不能把 {host} 从 {project} {environment} 移除：#{release} 正在变更其主机。请等它结束，或将其中止。");

        public static string EnvironmentHasHistory(string project, string environment) => Say(
            $"environment {environment} of {project} is not in the file, but releases were made for it. Keep it there; with `hosts: []` nothing can be deployed to it.",
            $"文件中没有 {project} 的环境 {environment}，但它已有发布单。请保留该环境；写成 `hosts: []` 即可禁止向其发布。");

        public static string CatalogChangedFor(string project, string who, string what) => Say($"{who} changed {project}: {what}", $"{who} 修改了 {project}：{what}");
        public static string TheCatalog => Say("The catalog (botops apply)", "配置目录（botops apply）");

        static string Unknown(string kind, string name, IReadOnlyList<string> closest) => closest.Count == 0
            ? Say($"there is no {kind} '{name}'", $"没有{kind}“{name}”")
            : Say($"there is no {kind} '{name}'; did you mean {AnyOf(closest)}?", $"没有{kind}“{name}”；是否想写 {AnyOf(closest)}？");

        static string AnyOf(IEnumerable<string> names) => string.Join(Or, names.Select(n => Say($"'{n}'", $"“{n}”")));
    }
}
