namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads <c>build.maven</c>: that maven builds, and how.</summary>
static class MavenReader
{
    /// <summary>Null: it does not; <c>maven: {}</c> is as usual.</summary>
    public static MavenSettings? Read(CatalogField maven)
    {
        if (!maven.Given) return null;
        maven.Knows("goals", "args", "settings", "profile", "jdk", "module", "package");
        return new MavenSettings
        {
            Goals = maven["goals"].Given ? maven["goals"].Command() : new MavenSettings().Goals,
            Args = maven["args"].Command(),
            Settings = maven["settings"].TextOrNull(CatalogNames.Path),
            Profile = maven["profile"].TextOrNull(CatalogNames.Profile),
            Jdk = maven["jdk"].TextOrNull(CatalogNames.Jdk),
            Module = maven["module"].Text("", CatalogNames.RelativePath),
            Package = maven["package"].TextOrNull(CatalogNames.Package),
        };
    }
}
