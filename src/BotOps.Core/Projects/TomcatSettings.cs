namespace BotOps.Core.Projects;

/// <summary>How Tomcat runs a project of kind tomcat. A release's folder is its CATALINA_BASE, so that an old and a new one lie side by side.</summary>
public sealed record TomcatSettings
{
    /// <summary>CATALINA_HOME: where Tomcat is installed on the hosts.</summary>
    public string Home { get; init; } = "/usr/share/tomcat10";

    /// <summary>JAVA_HOME on the hosts; null: the java that catalina.sh finds.</summary>
    public string? Java { get; init; }

    /// <summary>Of the heap, from the start on, as the JVM writes it: <c>512m</c>, <c>2g</c>. Null: as the JVM decides.</summary>
    public string? Memory { get; init; }

    /// <summary>Further options of the JVM, one word each.</summary>
    public IReadOnlyList<string> Jvm { get; init; } = [];

    /// <summary>The folder below webapps: <c>ROOT</c> answers at /, <c>shop</c> at /shop, <c>shop#v2</c> at /shop/v2.</summary>
    public string Context { get; init; } = "ROOT";

    /// <summary>Where the shutdown port and JMX listen: both obey whoever reaches them.</summary>
    public string AdminAddress { get; init; } = "127.0.0.1";

    /// <summary>Whether there is a connector for AJP; it takes its secret from the service's variable AJP_SECRET.</summary>
    public bool Ajp { get; init; }
    public bool Jmx { get; init; }

    /// <summary>Fluid templates of files of the release, in place of those of the same path or beside them; as they are written, not rendered.</summary>
    public IReadOnlyList<ManagedFile> Templates { get; init; } = [];
}
