using BotOps.Core.Builds;
using BotOps.Core.Builds.Maven;

namespace BotOps.Core;

public static partial class Texts
{
    /// <summary>Builds by maven.</summary>
    public static class Maven
    {
        const int TestsNamed = 3;

        // The catalog

        public static string OrCommand => Say("stands beside build.command; keep one of the two", "与 build.command 同时存在；请只保留其一");
        public static string NotAProfile(string text) => Say($"'{text}' is not a profile; write prod, or several as prod,fast", $"“{text}”不是 profile；请写 prod，多个写成 prod,fast");
        public static string NotAPackage(string text) => Say($"'{text}' is not the name of a package; write its artifactId, like order-web", $"“{text}”不是包名；请写 artifactId，例如 order-web");

        // The JDK

        public static string JdkUnknown(string name, IReadOnlyList<string> known) => known.Count == 0
            ? Say($"No JDK has a name on {Environment.MachineName}. Set BotOps:Jdks:{name} to its folder there, or give build.maven.jdk as a path.",
                $"{Environment.MachineName} 上没有命名的 JDK。请在该机器把 BotOps:Jdks:{name} 设为其目录，或把 build.maven.jdk 写成路径。")
            : Say($"No JDK is called '{name}' on {Environment.MachineName}; there is {string.Join(", ", known)}. Set BotOps:Jdks:{name} there, or change build.maven.jdk.",
                $"{Environment.MachineName} 上没有名为“{name}”的 JDK；可用的有 {string.Join("、", known)}。请在该机器设置 BotOps:Jdks:{name}，或修改 build.maven.jdk。");
        public static string JdkMissing(string jdk, string folder) => Say(
            $"The JDK '{jdk}' is not on {Environment.MachineName}: there is no {folder}/bin/java. Install it there, or change build.maven.jdk.",
            $"{Environment.MachineName} 上没有 JDK“{jdk}”：找不到 {folder}/bin/java。请在该机器安装，或修改 build.maven.jdk。");

        // What was built

        internal static string Found(ArtifactFile file) => Say($"{file.Path} is {file.Name} on the hosts", $"{file.Path} 在主机上为 {file.Name}");
        public static string ModuleIsParent(string pom) => Say(
            $"{pom} is of a parent that makes no file (packaging pom). Set build.maven.module to the module that is deployed.",
            $"{pom} 是不产出文件的父工程（packaging 为 pom）。请把 build.maven.module 设为要部署的模块。");
        public static string PomUnread(string pom, string why) => Say($"{pom} could not be read: {why}", $"无法读取 {pom}：{why}");
        public static string NotOnePackage(string target, string? named, IReadOnlyList<string> found)
        {
            var there = found.Count == 0 ? Say("nothing", "没有任何文件") : string.Join(", ", found);
            return named is null
                ? Say($"In {target} is not exactly one war or jar to deploy; there is: {there}. Name it as build.maven.package, or set build.maven.module or build.artifact.",
                    $"{target} 中要部署的 war 或 jar 不是恰好一个；现有：{there}。请设置 build.maven.package，或设置 build.maven.module、build.artifact。")
                : Say($"In {target} is not exactly one war or jar called {named}; there is: {there}. Change build.maven.package, build.maven.module or build.artifact.",
                    $"{target} 中名为 {named} 的 war 或 jar 不是恰好一个；现有：{there}。请修改 build.maven.package、build.maven.module 或 build.artifact。");
        }

        // Its tests

        public static string Tests(TestResults tests) => Say(
            $"{Count(tests.Count)}: {tests.Failed.Count} failed, {tests.Skipped} skipped", $"测试 {tests.Count} 项：失败 {tests.Failed.Count}，跳过 {tests.Skipped}");

        /// <param name="exit">How maven ended, in a sentence.</param>
        public static string TestsFailed(string exit, TestResults tests)
        {
            var more = tests.Failed.Count - TestsNamed;
            var named = string.Join("; ", tests.Failed.Take(TestsNamed));
            return Say(
                $"{tests.Failed.Count} of {Count(tests.Count)} failed: {named}{(more > 0 ? $"; and {more} more" : "")}. {exit}",
                $"{tests.Count} 项测试中有 {tests.Failed.Count} 项失败：{named}{(more > 0 ? $"；另有 {more} 项" : "")}。{exit}");
        }

        public static string ReportUnread(string what) => Say($"A report of tests could not be read: {what}", $"无法读取测试报告：{what}");

        static string Count(int tests) => tests == 1 ? "1 test" : $"{tests} tests";
    }
}
