namespace BotOps.Core;

public static partial class Texts
{
    public static string RefRefused(string typed, string why) => Say($"“{typed}” cannot be a branch, tag or commit: {why}", $"“{typed}”不能作为分支、标签或提交：{why}");
    public static string RefEmpty => Say("it is empty.", "内容为空。");
    public static string RefOption => Say("a name does not begin with “-”.", "名称不能以“-”开头。");
    public static string RefSpace => Say("a name has no spaces.", "名称不能含空格。");
    public static string RefInvisible => Say("it holds invisible characters.", "含有不可见字符。");
    public static string RefEnds => Say("a name does not begin or end with “/” or “.”, and is not “@”.", "名称不能以“/”或“.”开头或结尾，也不能是“@”。");
    public static string RefTooLong(int most) => Say($"it is longer than {most} characters.", $"超过 {most} 个字符。");
    public static string RefCannotHold(string part) => Say($"a name cannot hold “{part}”.", $"名称不能包含“{part}”。");

    /// <param name="names">All branches and tags: a few of them are named where none is close to what was typed.</param>
    public static string RefUnknown(string typed, string url, IReadOnlyList<string> closest, IReadOnlyList<string> names)
    {
        const int shown = 5;
        var unknown = Say($"There is no branch, tag or commit “{typed}” in {url}.", $"{url} 中没有分支、标签或提交“{typed}”。");
        if (closest.Count > 0) return Say($"{unknown} Did you mean {string.Join(", ", closest)}?", $"{unknown}是否想输入 {string.Join("、", closest)}？");
        var (few, more) = (names.Take(shown), names.Count - shown);
        return more > 0
            ? Say($"{unknown} There are {string.Join(", ", few)} and {more} more.", $"{unknown}现有 {string.Join("、", few)} 等 {names.Count} 个。")
            : Say($"{unknown} There {(names.Count == 1 ? "is" : "are")} {string.Join(", ", few)}.", $"{unknown}现有 {string.Join("、", few)}。");
    }

    public static string RepositoryEmpty(string url) => Say($"{url} has no commits yet. Push a branch first.", $"{url} 还没有提交。请先推送一个分支。");
    public static string CommitAmbiguous(string typed) => Say($"More than one commit begins with “{typed}”. Type more of it.", $"有多个提交以“{typed}”开头。请多输入几位。");
    public static string CommitMissing(string commit, string url) => Say(
        $"Commit {commit} is not in {url} any more. Ask for the release again.",
        $"提交 {commit} 已不在 {url} 中。请重新申请发布。");

    public static string RepositoryHasCredential => Say(
        "The repository's address has a user or password in it. Take it out and name the secret as token: env:NAME or file:/path.",
        "代码库地址中含有用户名或密码。请移除，并以 token: env:NAME 或 file:/path 引用密钥。");
    public static string RepositoryAddress(string url) => Say(
        $"“{url}” is not an address of a repository. Use https://…, ssh://…, user@host:path or file:///….",
        $"“{url}”不是代码库地址。请使用 https://…、ssh://…、user@host:path 或 file:///…。");
    public static string RepositoryClearToken(string url) => Say($"{url} would send the token unencrypted. Use https.", $"{url} 会明文传输令牌。请使用 https。");
    public static string RepositoryNeedsKey(string url) => Say($"{url} needs an ssh key. Give the project sshKey: file:/path.", $"{url} 需要 ssh 私钥。请为项目设置 sshKey: file:/path。");
    public static string PathNotForSsh(string path) => Say(
        $"The path “{path}” has a character that ssh reads in its own way. Use one without quotes, $, % and backslashes.",
        $"路径“{path}”含有 ssh 会特殊解释的字符。请使用不含引号、$、% 和反斜杠的路径。");

    public static string GitMissing => Say("The git client is not installed where BotOps runs. Install git.", "BotOps 所在机器没有安装 git 客户端。请安装 git。");
    public static string GitSlow(string url, TimeSpan limit) => Say(
        $"{url} did not answer within {limit.TotalSeconds:0} seconds. Is the server up, and reachable from BotOps?",
        $"{url} 在 {limit.TotalSeconds:0} 秒内没有响应。服务器是否在运行、BotOps 能否访问它？");
    public static string GitBusy(string url) => Say(
        $"Another process of BotOps is still reading {url}. Try again in a few minutes.",
        $"BotOps 的另一个进程仍在读取 {url}。请几分钟后重试。");
    public static string GitFailed(string url, string what, string reason) => reason.Length == 0
        ? Say($"{url}: {what}", $"{url}：{what}")
        : Say($"{url}: {what} Git says: {reason}", $"{url}：{what}Git 输出：{reason}");
    public static string GitTokenRefused => Say("The server refused the token. Check that it is valid and may read this repository.", "服务器拒绝了令牌。请确认令牌有效且有权读取该代码库。");
    public static string GitTokenNeeded => Say("The server asks for a token. Give the project token: env:NAME or file:/path.", "服务器要求令牌。请为项目设置 token: env:NAME 或 file:/path。");
    public static string GitForbidden => Say("The server does not let this token read the repository.", "服务器不允许此令牌读取该代码库。");
    public static string GitRedirected => Say(
        "The server sends git on to another address, and a token does not follow. Give the address where the repository is now.",
        "服务器将 git 重定向到其他地址，而令牌不会随之发送。请填写代码库现在的地址。");
    public static string GitKeyRefused => Say("The server refused the ssh key. Add its public half to the repository as a deploy key.", "服务器拒绝了 ssh 私钥。请把对应公钥添加为该代码库的部署公钥。");
    public static string GitHostUnknown => Say(
        "The server's host key is not in the known_hosts file. Compare it with the one its owner gives, and add it.",
        "服务器的主机密钥不在 known_hosts 文件中。请与服务器管理者提供的密钥核对后添加。");
    public static string GitHostChanged => Say(
        "The server's host key is not the one in the known_hosts file. Someone may be in between; ask the server's owner before you change it.",
        "服务器的主机密钥与 known_hosts 文件中的不一致，可能存在中间人；修改前请先向服务器管理者确认。");
    public static string GitHostNotFound => Say("There is no such host. Check the address.", "没有这个主机。请检查地址。");
    public static string GitHostAway => Say("The server cannot be reached from here.", "从这里无法访问该服务器。");
    public static string GitNotFound => Say("There is no such repository, or the credential may not see it. Check the address.", "没有这个代码库，或凭据无权查看。请检查地址。");
    public static string GitCertificate => Say("The server's certificate is not trusted here.", "此处不信任该服务器的证书。");
    public static string GitOther => Say("Reading the repository failed.", "读取代码库失败。");
    public static string CheckoutFailed(string commit) => Say($"The files of commit {commit} could not be written.", $"提交 {commit} 的文件无法写出。");
    public static string SubmodulesFailed => Say("The submodules could not be fetched.", "无法拉取子模块。");
}
