using BotOps.Core.Builds;

namespace BotOps.Core;

public static partial class Texts
{
    public static string CommandBuild => Say("Builds a branch, tag or commit ahead of time; nothing is released", "提前构建分支、标签或提交，不做发布");
    public static string CommandCancel => Say("Takes a request back before it starts, or a build that was ordered ahead: build:17", "在开始前撤回发布申请，或取消提前构建：build:17");
    public static string ReadsBuild => Say("Builds ahead of time ", "提前构建 ");

    // What was typed

    public static string BuildIsNoSource(string typed) => Say(
        $"{typed} is a build already. Write the branch, tag or commit that is to be built.", $"{typed} 已是一个构建。请输入要构建的分支、标签或提交。");
    public static string NotABuild(string typed) => Say($"{typed} is not the number of a build. Write build:17.", $"{typed} 不是构建编号。请写成 build:17。");
    public static string NotAReleaseOrBuild(string typed) => Say(
        $"{typed} is not the number of a release or build. Write 42, #42 or build:17.", $"{typed} 不是发布或构建的编号。请写成 42、#42 或 build:17。");
    public static string BuildAsItIs(BuildNumber build) => Say(
        $"{build} is deployed as it is, so --rebuild makes no sense with it. To build anew, name the branch, tag or commit.",
        $"{build} 会原样部署，不能与 --rebuild 同时使用。如需重新构建，请指定分支、标签或提交。");

    // A build ahead of time

    public static string BuiltAlready(long build, string commit, TimeSpan ago) => Say(
        $"{commit} is built already: {BuildName(build)}, {Ago(ago)}. Nothing was built.", $"{commit} 已构建过：{BuildName(build)}（{Ago(ago)}）。未重新构建。");
    public static string BuildsAlready(long build, string commit) => Say(
        $"{commit} is being built already: {BuildName(build)}. Its message in the channel tells how it goes.", $"{commit} 正在构建：{BuildName(build)}。进展见频道中的消息。");
    public static string OrderedBuild(long build, string project, string commit, string by) => Say(
        $"{project}: {BuildName(build)} of {Short(commit)}, {AskedBy(by)}", $"{project}：{BuildName(build)}（{Short(commit)}），{by} 发起");
    public static string OrderedBuildFailed(long build, string project, string by, string? reason) => Say(
        $"{project}: {BuildName(build)}, {AskedBy(by)}, failed: {reason}", $"{project}：{BuildName(build)}（{by} 发起）失败：{reason}");

    /// <param name="by">Null: it ended with the release that waited for it.</param>
    public static string OrderedBuildCancelled(long build, string project, string? by, string? reason)
    {
        var why = reason is null ? "" : $": “{reason}”";
        return Say(
            $"{project}: {BuildName(build)} was cancelled{(by is null ? "" : $" by {by}")}{why}", $"{project}：{BuildName(build)} 已{(by is null ? "" : $"由 {by} ")}取消{why}");
    }
    public static string BuildUnderWay(Build build, string by, TimeSpan since)
    {
        var english = build.State == BuildState.Queued ? "waits to be built" : "is being built";
        var chinese = build.State == BuildState.Queued ? "等待构建" : "构建中";
        return Say($" {english}, {AskedBy(by)}, {Duration(since)}", $" {chinese}，{by} 发起，{Duration(since)}");
    }

    // Taken back

    public static string NoBuildAnywhere(BuildNumber build) => Say($"There is no {build}. Nothing changed.", $"没有 {build}。未做任何更改。");
    public static string BuildHasEnded(Build build) => Say(
        $"{BuildName(build.Id)} has ended; there is nothing to cancel. Nothing changed.", $"{BuildName(build.Id)} 已结束，无需取消。未做任何更改。");
    public static string BuildIsCancelled(BuildNumber build) => Say($"{build} is being cancelled already. Nothing changed.", $"{build} 正在取消。未做任何更改。");
    public static string BuildIsAwaited(BuildNumber build, long release) => Say(
        $"#{release} waits for {build}; abort that instead. Nothing changed.", $"#{release} 正在等待 {build}；请改为中止该发布。未做任何更改。");
    public static string BuildEnds(BuildNumber build) => Say($"{build} is being cancelled.", $"正在取消 {build}。");

    // A build as it is

    public static string NoBuild(BuildNumber build) => Say($"There is no {build}.", $"没有 {build}。");
    public static string BuildOfOther(BuildNumber build, string project) => Say($"{build} belongs to {project}.", $"{build} 属于 {project}。");
    public static string BuildNotDone(long build) => Say($"{BuildName(build)} is not finished yet.", $"{BuildName(build)} 尚未完成。");
    public static string BuildWasNoSuccess(long build, string? reason) => Say(
        $"{BuildName(build)} is no good: {Sentence(reason)}", $"{BuildName(build)} 不可用：{Sentence(reason)}");
    public static string BuildWithoutArtifact(long build) => Say(
        $"The artifact of {BuildName(build)} is no longer in the store.", $"{BuildName(build)} 的制品已不在制品库中。");
    public static string BuildNotDeployable(string why, IReadOnlyList<Build> others) => Say(
        $"{why} {(others.Count == 0 ? "No build can be deployed as it is yet." : $"These can be deployed as they are: {string.Join(", ", others.Select(Shown))}.")} Nothing was created.",
        $"{why}{(others.Count == 0 ? "目前没有可直接部署的构建。" : $"可直接部署的构建：{string.Join("、", others.Select(Shown))}。")}未创建任何内容。");
    public static string BuildForOther(BuildNumber build, IReadOnlyList<string> others, string project, string environment, IReadOnlyList<string> differs)
    {
        var names = string.Join(", ", others);
        var what = string.Join("; ", differs);
        return Say(
            $"{build} was built with the build settings of {names}, not with those of {project} {environment} ({what}). Deploy its commit, which builds it for {environment}. Nothing was created.",
            $"{build} 是按 {names} 的构建配置构建的，与 {project} {environment} 的不同（{what}）。请改为部署其提交，会为 {environment} 重新构建。未创建任何内容。");
    }
    public static string CannotStart(string why) => Say($"Not started: {why}", $"未启动：{why}");

    /// <param name="why">Empty: the repository does not answer.</param>
    public static string CommitsNotCompared(string why) => Say(
        $"the commits could not be compared: {(why.Length == 0 ? "the repository does not answer" : why.TrimEnd('.'))}",
        $"无法比较提交：{(why.Length == 0 ? "代码库没有响应" : why.TrimEnd('。', '.'))}");

    /// <summary>Beside its name, where builds are offered.</summary>
    public static string BuildOffered(Build build, DateTimeOffset now) => $"{Short(build.Commit)}, {Ago(now - build.EndedAt!.Value)}";

    static string Shown(Build build) => $"{BuildName(build.Id)} ({Short(build.Commit)})";

    public static partial class Page
    {
        /// <summary>Of a build as it is the page shows the commit alone: the build has a line of its own.</summary>
        public static string ReferenceWord(string kind) => kind == "build" ? Say("Commit", "提交") : Branch;
        public static string NoBuild(long id) => Say($"There is no build:{id}.", $"没有 build:{id}。");
        public static string NoOrder(long id) => Say($"There is no scale order #{id}.", $"没有扩缩容单 #{id}。");
    }
}
