using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using BotOps.Core.Projects;

namespace BotOps.Core.Builds.Maven;

/// <summary>Finds the war or jar that a module made. On the hosts it has the package's name without a version, which a start command can name.</summary>
sealed partial class MavenPackage(string tree, MavenSettings maven, BuildUser user)
{
    static readonly string[] Archives = ["war", "jar"];

    readonly string module = string.Join('/', maven.Module.Split('/').Where(part => part.Length > 0 && part != "."));

    /// <exception cref="BuildFailed">There is none or more than one; names what is there.</exception>
    public ArtifactFile Find()
    {
        var (artifactId, packaging) = Pom();
        if (packaging == "pom") throw new BuildFailed(Texts.Maven.ModuleIsParent(In("pom.xml")));

        var made = Made(packaging is "war" or "jar" ? [packaging] : Archives);
        var named = maven.Package ?? artifactId;
        if (made.Count > 1 || maven.Package is not null) made = [.. made.Where(file => IsNamed(file, named))];
        return made is [var only]
            ? new(In($"target/{only}"), (named.Length > 0 ? named : Path.GetFileNameWithoutExtension(only)) + Path.GetExtension(only))
            : throw new BuildFailed(Texts.Maven.NotOnePackage(In("target"), maven.Package, All()));
    }

    /// <summary>Files of these kinds, without what maven makes beside: sources, documentation, tests, and what was repacked.</summary>
    List<string> Made(string[] kinds) => [.. All().Where(file => kinds.Contains(Path.GetExtension(file).TrimStart('.')) && !Beside().IsMatch(file))];

    List<string> All()
    {
        var target = new DirectoryInfo(Path.Combine(tree, In("target")));
        return target is { Exists: true, LinkTarget: null }
            ? [.. target.EnumerateFiles().Select(f => f.Name).Where(f => Archives.Contains(Path.GetExtension(f).TrimStart('.'))).Order(StringComparer.Ordinal)]
            : [];
    }

    static bool IsNamed(string file, string name)
    {
        var bare = Path.GetFileNameWithoutExtension(file);
        return bare == name || (bare.StartsWith(name + "-", StringComparison.Ordinal) && bare.Length > name.Length + 1 && char.IsAsciiDigit(bare[name.Length + 1]));
    }

    (string ArtifactId, string Packaging) Pom()
    {
        var path = In("pom.xml");
        try
        {
            using var file = TreeFile.Open(TreeFile.RealPath(tree), path, user);
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 16 * 1024 * 1024 });
            var project = XDocument.Load(reader).Root!;
            return (Text(project, "artifactId"), Text(project, "packaging") is { Length: > 0 } packaging ? packaging : "jar");
        }
        catch (XmlException broken)
        {
            throw new BuildFailed(Texts.Maven.PomUnread(path, broken.Message), broken);
        }
    }

    /// <summary>Names become files: one that is put together by maven (<c>${…}</c>) is left to the file's own.</summary>
    static string Text(XElement project, string name) =>
        project.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() is { } text && Plain().IsMatch(text) ? text : "";

    string In(string path) => module.Length == 0 ? path : $"{module}/{path}";

    [GeneratedRegex(@"^original-|-(sources|javadoc|tests|test-sources|test-javadoc)\.jar\z")]
    private static partial Regex Beside();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,100}\z")]
    private static partial Regex Plain();
}
