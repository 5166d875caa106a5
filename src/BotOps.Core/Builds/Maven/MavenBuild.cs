using BotOps.Core.Logs;
using BotOps.Core.Projects;

namespace BotOps.Core.Builds.Maven;

/// <summary>Builds with maven, and tells from Surefire's reports which tests failed.</summary>
sealed class MavenBuild(BuildCommand command, BuildOptions options)
{
    const int MostLogged = 20;

    /// <exception cref="BuildFailed">As of a command; where tests failed the reason names them.</exception>
    public async Task Run(BuildOrder order, MavenSettings maven, BuildFolder folder, BuildUser user, ILogSink log, CancellationToken stopping)
    {
        var environment = Environment(order, maven, folder);
        using var repository = await MavenRepository.Take(options, order.ProjectId, user, stopping);
        try
        {
            await command.Run(order, MavenCommand.Words(maven, repository.Folder), environment, folder, user, log, stopping);
        }
        catch (BuildFailed failed)
        {
            var tests = await Tell(folder, user, log, stopping);
            throw tests.Failed.Count > 0 ? new BuildFailed(Texts.Maven.TestsFailed(failed.Message, tests), failed) : failed;
        }
        await Tell(folder, user, log, stopping);
    }

    static async Task<TestResults> Tell(BuildFolder folder, BuildUser user, ILogSink log, CancellationToken stopping)
    {
        var tests = TestReports.Read(folder.Tree, user);
        foreach (var unread in tests.Unread) await log.Write(BuildRunner.LogSource, Texts.Maven.ReportUnread(unread), stopping);
        if (tests.Count == 0) return tests;

        await log.Write(BuildRunner.LogSource, Texts.Maven.Tests(tests), stopping);
        foreach (var test in tests.Failed.Take(MostLogged)) await log.Write(BuildRunner.LogSource, $"  ✗ {test}", stopping);
        return tests;
    }

    Dictionary<string, string> Environment(BuildOrder order, MavenSettings maven, BuildFolder folder)
    {
        var environment = BuildEnvironment.Of(order, folder, options);
        if (JavaHome.Find(maven.Jdk, options) is { } jdk)
        {
            environment["JAVA_HOME"] = jdk;
            environment["PATH"] = $"{jdk}/bin:{environment["PATH"]}";
        }
        // A JVM asks passwd for its user's home and takes /tmp for its files; the script that starts it cuts this at blanks
        if (!folder.Temp.Any(char.IsWhiteSpace)) environment["MAVEN_OPTS"] = $"-Duser.home={folder.Home} -Djava.io.tmpdir={folder.Temp} {environment.GetValueOrDefault("MAVEN_OPTS")}".TrimEnd();
        return environment;
    }
}
