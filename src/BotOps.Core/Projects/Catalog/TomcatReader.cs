using System.Net;
using System.Text.RegularExpressions;
using BotOps.Core.Projects.Kinds;

namespace BotOps.Core.Projects.Catalog;

/// <summary>Reads <c>run.tomcat</c>: how Tomcat runs a project of kind tomcat. Its texts get into a shell script and into XML, so little is allowed in them.</summary>
static partial class TomcatReader
{
    /// <summary>Null: it is of another kind. Of kind tomcat it is as usual where nothing is said.</summary>
    public static TomcatSettings? Read(CatalogField run, ProjectKind kind)
    {
        var tomcat = run["tomcat"];
        if (kind != ProjectKind.Tomcat)
        {
            if (tomcat.Given) tomcat.Problem(Texts.Kinds.OnlyOf("tomcat"));
            return null;
        }
        if (run["start"].Given) run["start"].Problem(Texts.Kinds.StartsItself);
        Ports(run);
        return Read(tomcat, run);
    }

    static TomcatSettings Read(CatalogField tomcat, CatalogField run)
    {
        tomcat.Knows("home", "java", "memory", "jvm", "context", "adminAddress", "ajp", "jmx", "templates");
        var usual = new TomcatSettings();
        var settings = new TomcatSettings
        {
            Home = tomcat["home"].Text(usual.Home, Folder),
            Java = tomcat["java"].TextOrNull(Folder),
            Memory = tomcat["memory"].TextOrNull(text => MemoryForm().IsMatch(text) ? null : Texts.Kinds.NotMemory(text)),
            Jvm = tomcat["jvm"].Words(text => OptionForm().IsMatch(text) ? null : Texts.Kinds.NotAnOption(text)),
            Context = tomcat["context"].Text(usual.Context, text => ContextForm().IsMatch(text) ? null : Texts.Kinds.NotAContext(text)),
            AdminAddress = tomcat["adminAddress"].Text(usual.AdminAddress, text => text == "{address}" || IPAddress.TryParse(text, out _) ? null : Texts.Kinds.NotAnAdminAddress(text)),
            Ajp = tomcat["ajp"].Flag(),
            Jmx = tomcat["jmx"].Flag(),
            Templates = FilesReader.Files(tomcat["templates"]),
        };
        if (settings.Jmx && !(IPAddress.TryParse(settings.AdminAddress, out var address) && IPAddress.IsLoopback(address))) tomcat["jmx"].Problem(Texts.Kinds.JmxForAll);
        if (settings.Ajp && !run["secrets"].Entries().Any(e => e.Name == TomcatKind.AjpSecret)) tomcat["ajp"].Problem(Texts.Kinds.AjpWithoutSecret);
        return settings;
    }

    static void Ports(CatalogField run)
    {
        var port = run["port"].Required();
        if (int.TryParse(port.Given && port.IsText ? port.Text() : "", out var number) && number is > 65535 - TomcatKind.PortsAfter and <= 65535)
            port.Problem(Texts.Kinds.NoPortsAfter(number, TomcatKind.PortsAfter));
    }

    /// <summary>What kind tomcat makes of the settings; a template that cannot be rendered is a problem of the file.</summary>
    public static Settings Applied(Settings written, CatalogField run)
    {
        var templates = run["tomcat"]["templates"];
        try
        {
            var applied = TomcatKind.Applied(written);
            foreach (var file in applied.Run.Files)
            {
                if (file.Rendered && FileRules.Problem(file.Content, file.Encoding) is { } wrong) templates.Problem(Texts.Kinds.NotRendered(file.Path, wrong));
                if (applied.Run.Shared.FirstOrDefault(shared => file.Path == shared || file.Path.StartsWith(shared + "/", StringComparison.Ordinal)) is { } shared && (file.Rendered || !written.Run.Shared.Contains(shared)))
                    run["shared"].Problem(Texts.Kinds.SharedIsRendered(shared, file.Path));
            }
            var folder = TomcatKind.Folder(written.Run.Tomcat!);
            if (applied.Run.Shared.Any(shared => $"{folder}/".StartsWith(shared + "/", StringComparison.Ordinal))) run["shared"].Problem(Texts.Kinds.SharedIsRendered("webapps", folder));
            return applied;
        }
        catch (UserError error)
        {
            templates.Problem(error.Message);
            return written;
        }
    }

    static string? Folder(string text) => FolderForm().IsMatch(text) && CatalogNames.AbsolutePath(text) is null ? null : Texts.Kinds.NotAPlainFolder(text);

    [GeneratedRegex(@"^/[A-Za-z0-9._+-][A-Za-z0-9._+/-]{0,200}\z")]
    private static partial Regex FolderForm();

    [GeneratedRegex(@"^[1-9][0-9]{0,5}[kmgKMG]\z")]
    private static partial Regex MemoryForm();

    // catalina.sh has the shell read its options once more: no quote, blank, glob or anything else that a shell would change
    [GeneratedRegex(@"^-(?:[A-Za-z0-9_.,:=/+@%-]|\{(?:port|address|host)\}){1,500}\z")]
    private static partial Regex OptionForm();

    [GeneratedRegex(@"^(?!\.)[A-Za-z0-9_.-]{1,100}(?:#(?!\.)[A-Za-z0-9_.-]{1,100}){0,5}\z")]
    private static partial Regex ContextForm();
}
