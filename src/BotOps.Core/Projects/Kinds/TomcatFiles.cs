namespace BotOps.Core.Projects.Kinds;

/// <summary>The files that make a release a CATALINA_BASE. What stands in one brace (<c>{address}</c>) is left for each host.</summary>
static class TomcatFiles
{
    public const string Server = "conf/server.xml", Environment = "bin/setenv.sh";

    static readonly IReadOnlyList<ManagedFile> Own =
    [
        Template("bin/catalina.sh") with { Mode = "0755" }, Template(Environment), Template("conf/logging.properties"), Template(Server),
    ];

    /// <exception cref="UserError">A template cannot be rendered; names it.</exception>
    public static IReadOnlyList<ManagedFile> Of(TomcatSettings tomcat, int port)
    {
        var values = Values(tomcat, port);
        return [.. Own.Where(own => !tomcat.Templates.Any(t => t.Path == own.Path)).Concat(tomcat.Templates).Select(file => file with { Content = Rendered(file, values), Rendered = true })];
    }

    static string Rendered(ManagedFile file, IReadOnlyDictionary<string, object?> values)
    {
        try
        {
            return FluidText.Render(file.Content, values);
        }
        catch (FormatException error)
        {
            throw new UserError(Texts.Kinds.NotRendered(file.Path, error.Message), file.Path);
        }
    }

    static Dictionary<string, object?> Values(TomcatSettings tomcat, int port) => new()
    {
        ["port"] = port, ["shutdown_port"] = port + TomcatKind.ShutdownAfter, ["ajp_port"] = port + TomcatKind.AjpAfter, ["redirect_port"] = port + TomcatKind.RedirectAfter, ["jmx_port"] = port + TomcatKind.JmxAfter,
        ["home"] = tomcat.Home, ["java"] = tomcat.Java, ["memory"] = tomcat.Memory, ["jvm"] = tomcat.Jvm, ["context"] = tomcat.Context,
        ["admin_address"] = tomcat.AdminAddress, ["ajp"] = tomcat.Ajp, ["jmx"] = tomcat.Jmx,
    };

    static ManagedFile Template(string path)
    {
        using var reader = new StreamReader(typeof(TomcatFiles).Assembly.GetManifestResourceStream($"tomcat/{Path.GetFileName(path)}")!);
        return new ManagedFile(path, reader.ReadToEnd());
    }
}
