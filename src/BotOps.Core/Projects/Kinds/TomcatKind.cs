namespace BotOps.Core.Projects.Kinds;

/// <summary>
/// Turns what the catalog says of a project of kind tomcat into what a build and hosts are to do, and back. What it makes of it is kept in
/// the settings revision: what was approved is what is written, whichever version of BotOps writes it.
/// </summary>
public static class TomcatKind
{
    /// <summary>Ports follow <c>run.port</c>: shutdown, AJP, redirect, JMX.</summary>
    public const int PortsAfter = JmxAfter;
    internal const int ShutdownAfter = 1, AjpAfter = 2, RedirectAfter = 3, JmxAfter = 4;

    /// <summary>Only an application whose start has failed logs from there, in whatever language. With the blank: it is no line of a stack.</summary>
    public const string StartFailed = "org.apache.catalina.core.StandardContext.startInternal ";
    public const string AjpSecret = "AJP_SECRET";
    const string Logs = "logs";

    public static HealthCheck UsualHealth(TomcatSettings tomcat) => new() { Kind = "http", Path = Path(tomcat.Context), Limit = TimeSpan.FromMinutes(2) };
    public static TimeSpan UsualStopLimit { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The folder that the war lies in.</summary>
    public static string Folder(TomcatSettings tomcat) => $"webapps/{tomcat.Context}";

    /// <summary>What it listens on beside <paramref name="port"/>; nothing is said of a file that a template of the project's own replaces.</summary>
    public static IEnumerable<(string Address, int Port)> FurtherPorts(TomcatSettings tomcat, int port)
    {
        var replaced = tomcat.Templates.Select(t => t.Path).ToHashSet();
        if (!replaced.Contains(TomcatFiles.Server))
        {
            yield return (tomcat.AdminAddress, port + ShutdownAfter);
            if (tomcat.Ajp) yield return ("{address}", port + AjpAfter);
        }
        if (tomcat.Jmx && !replaced.Contains(TomcatFiles.Environment)) yield return (tomcat.AdminAddress, port + JmxAfter);
    }

    /// <summary>The files of <c>run.files</c> go before those that are rendered.</summary>
    /// <exception cref="UserError">A template cannot be rendered.</exception>
    public static Settings Applied(Settings written)
    {
        var (run, tomcat) = (written.Run, written.Run.Tomcat!);
        return new Settings
        {
            Build = written.Build with { Explode = Folder(tomcat) },
            Run = run with
            {
                Start = ["bin/catalina.sh", "run"],
                Files = [.. TomcatFiles.Of(tomcat, run.Port).Where(file => !run.Files.Any(own => own.Path == file.Path)), .. run.Files],
                Shared = [Logs, .. run.Shared.Where(path => path != Logs)],
            },
        };
    }

    /// <summary>As the catalog says it.</summary>
    public static Settings Written(Settings applied) => applied.Run.Tomcat is null ? applied : new Settings
    {
        Build = applied.Build with { Explode = null },
        Run = applied.Run with
        {
            Start = [],
            Files = [.. applied.Run.Files.Where(file => !file.Rendered)],
            Shared = [.. applied.Run.Shared.Where(path => path != Logs)],
        },
    };

    /// <summary>Tomcat's own rule: ROOT is the root, and # stands for a slash.</summary>
    static string Path(string context) => context == "ROOT" ? "/" : $"/{context.Replace('#', '/')}/";
}
