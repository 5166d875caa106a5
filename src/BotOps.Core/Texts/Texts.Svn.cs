namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>Repositories of Subversion.</summary>
    public static class Svn
    {
        public static string NotAnAddress(string url) => Say(
            $"'{url}' is not an address of an svn repository; write svn://…, svn+ssh://…, https://…, file:///… or an absolute path, of the folder that has trunk, branches and tags",
            $"“{url}”不是 svn 代码库地址；请写 svn://…、svn+ssh://…、https://…、file:///… 或绝对路径，指向含有 trunk、branches、tags 的目录");
        public static string NoSubmodules => Say("is for git; svn:externals are not fetched", "仅适用于 git；不会拉取 svn:externals");
        public static string ByFile => Say(
            "is of svn; write the project into a catalog file (repository: { kind: svn, … }) and run botops apply",
            "是 svn 代码库；请把项目写入配置文件（repository: { kind: svn, … }）并执行 botops apply");
        public static string NotUsed => Say("no project is in svn", "没有使用 svn 的项目");

        public static string RefUnknown(string typed, string url, IReadOnlyList<string> closest)
        {
            var unknown = Say($"There is no branch, tag or revision “{typed}” in {url}.", $"{url} 中没有分支、标签或版本“{typed}”。");
            return closest.Count == 0
                ? Say($"{unknown} Write trunk, branches/x, tags/y or r123.", $"{unknown}请写 trunk、branches/x、tags/y 或 r123。")
                : Say($"{unknown} Did you mean {string.Join(", ", closest)}?", $"{unknown}是否想输入 {string.Join("、", closest)}？");
        }

        public static string Ambiguous(string typed, IReadOnlyList<string> both) => Say(
            $"“{typed}” is a branch and a tag. Write {string.Join(" or ", both)}.", $"“{typed}”既是分支又是标签。请写 {string.Join(" 或 ", both)}。");
        public static string RevisionOfMany(string typed, IReadOnlyList<string> commits) => Say(
            $"{typed} changed more than one branch. Write {string.Join(" or ", commits)}.", $"{typed} 修改了多个分支。请写 {string.Join(" 或 ", commits)}。");
        public static string NoLayout(string url) => Say(
            $"{url} has none of the folders trunk, branches and tags. Give the project the address of the folder that has them.",
            $"{url} 下没有 trunk、branches、tags 目录。请填写含有这些目录的地址。");

        public static string Missing => Say("The svn client is not installed where BotOps runs. Install subversion.", "BotOps 所在机器没有安装 svn 客户端。请安装 subversion。");
        public static string Failed(string url, string what, string reason) => reason.Length == 0
            ? Say($"{url}: {what}", $"{url}：{what}")
            : Say($"{url}: {what} Svn says: {reason}", $"{url}：{what}svn 输出：{reason}");
        public static string UserMissing(string url) => Say(
            $"{url} has a password but no user. Give the project tokenUser: NAME beside token.", $"{url} 有密码但没有用户名。请在 token 旁设置 tokenUser: NAME。");
        public static string ClearPassword(string url) => Say($"{url} would send the password unencrypted. Use https or svn.", $"{url} 会明文传输密码。请使用 https 或 svn。");
        public static string PasswordOfLines(string url) => Say(
            $"The password for {url} has more than one line, which svn cannot take. Check what the reference leads to.", $"{url} 的密码多于一行，svn 无法接受。请检查该引用指向的内容。");
        public static string PasswordRefused => Say(
            "The server refused the user or the password. Check tokenUser and what token refers to.", "服务器拒绝了用户名或密码。请检查 tokenUser 以及 token 引用的内容。");
        public static string PasswordNeeded => Say(
            "The server asks for a user and a password. Give the project tokenUser: NAME and token: secret:name, env:NAME or file:/path.",
            "服务器要求用户名和密码。请为项目设置 tokenUser: NAME 和 token: secret:name、env:NAME 或 file:/path。");
        public static string Forbidden(string user) => Say($"The server does not let {user} read this folder.", $"服务器不允许 {user} 读取该目录。");
        public static string Certificate => Say(
            "The server's certificate is not trusted here. Add its authority to this machine (update-ca-certificates), or name it as ssl-authority-files in /etc/subversion/servers; check too that it is not expired and names this host.",
            "此处不信任该服务器的证书。请把其 CA 加入本机（update-ca-certificates），或在 /etc/subversion/servers 的 ssl-authority-files 中指定；并确认证书未过期且主机名一致。");
        public static string NoServer => Say("What answers there does not speak svn. Check the address.", "该地址的服务不是 svn。请检查地址。");
    }
}
