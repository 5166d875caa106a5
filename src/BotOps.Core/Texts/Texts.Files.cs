using BotOps.Core.Releases;

namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>About managed files, and what hands did to them.</summary>
    public static class Files
    {
        public static string NotAReleasePath(string text) => Say(
            $"'{text}' is not a path below the release's folder; write it like config/app.yaml",
            $"“{text}” 不是发布目录内的相对路径；请写成 config/app.yaml 这样");

        public static string NotAMode(string text) => Say(
            $"'{text}' is not a mode; write it like 0644 or 0600 (the owner has to be able to read the file)",
            $"“{text}” 不是文件权限；请写成 0644 或 0600（属主必须可读）");

        public static string ContentOrTemplate => Say("needs either content or template", "content 和 template 必须且只能写一个");
        public static string TooLarge(int kilobytes) => Say($"is too large (at most {kilobytes} KiB)", $"过大（最多 {kilobytes} KiB）");
        public static string NotIn(string encoding) => Say($"is no text in {encoding}", $"不是 {encoding} 编码的文本");
        public static string LiesIn(string path, string outer, long line) => Say($"'{path}' lies in '{outer}' of line {line}", $"“{path}” 位于第 {line} 行的 “{outer}” 之内");
        public static string CannotRead(string path, string why) => Say($"'{path}' cannot be read: {why}", $"无法读取 “{path}”：{why}");
        public static string NotBeside(string path) => Say($"'{path}' is not below the folder of this catalog file", $"“{path}” 不在此 YAML 文件所在目录之下");
        public static string OnlyApplyReadsFiles => Say("only `botops apply` reads other files", "只有 `botops apply` 会读取其他文件");

        public static string MoreLines(int count) => Say(count == 1 ? "… 1 more line" : $"… {count} more lines", $"… 还有 {count} 行");
        public static string LineCount(int count) => Say(count == 1 ? "1 line" : $"{count} lines", $"{count} 行");

        /// <summary>Follows a change of settings: what it takes to bring them to the hosts.</summary>
        public static string RevisionToDeploy(int revision, string project, string? environment)
        {
            var command = $"/botops settings {project}{(environment is null ? "" : $" to {environment}")}";
            return Say($" (settings revision {revision}; deploy it with {command})", $"（配置版本 {revision}；用 {command} 发布）");
        }

        public static string Revision(int revision) => Say($" (settings revision {revision})", $"（配置版本 {revision}）");

        public static string EditedOn(string path, FileState state, IReadOnlyList<string> hosts) => Say($"{path} {What(state)}, on {Named(hosts)}", $"{path} {What(state)}：{Named(hosts)}");

        public static string What(FileState state) => state switch
        {
            FileState.Changed => Say("was edited", "被手工修改"),
            FileState.Deleted => Say("was deleted", "被删除"),
            FileState.TooLarge => Say("was edited and is larger than 64 KiB now", "被手工修改，且已超过 64 KiB"),
            FileState.Unreadable => Say("cannot be read by BotOps any more", "BotOps 已无权读取"),
            FileState.NotAFile => Say("is no file any more but a link, a folder or something else", "已不是普通文件（变成了链接、目录等）"),
            _ => Say("was edited and is no text any more", "被手工修改，且已不是文本"),
        };

        public static string HostsDisagree(string path, IReadOnlyList<string> hosts) => Say(
            $"{path} is different on {Named(hosts)}, so it is not clear which one to take over. Make it the same on these hosts, or press Overwrite. Nothing was changed.",
            $"{path} 在 {Named(hosts)} 上的内容各不相同，无法确定以哪一台为准。请先在这些主机上改成一致，或选择“覆盖”。未做任何更改。");

        public static string CannotTakeOver(string path, string host, string why) => Say(
            $"{path} of {host} cannot be taken over: it {why}. Mend it on the host, or press Overwrite. Nothing was changed.",
            $"无法采纳 {host} 上的 {path}：{why}。请在主机上处理，或选择“覆盖”。未做任何更改。");

        public static string LooksLikeAPlaceholder(string path, string host, string line) => Say(
            $"{path} of {host} cannot be taken over: in the line '{line}' BotOps would replace a placeholder. Write the value there, or press Overwrite. Nothing was changed.",
            $"无法采纳 {host} 上的 {path}：“{line}” 这一行含有会被 BotOps 替换的占位符。请改写成具体的值，或选择“覆盖”。未做任何更改。");

        public static string Named(IReadOnlyList<string> hosts) => hosts.Count <= 6 ? string.Join(", ", hosts) : Say(
            $"{hosts[0]} to {hosts[^1]}, {hosts.Count} in all", $"{hosts[0]} 至 {hosts[^1]}（共 {hosts.Count} 台）");
    }
}
