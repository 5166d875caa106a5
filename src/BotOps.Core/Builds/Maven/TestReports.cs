using System.Xml;
using Microsoft.Extensions.FileSystemGlobbing;

namespace BotOps.Core.Builds.Maven;

/// <summary>Reads the reports that Surefire and Failsafe leave in every module. A build wrote them: they are read with care.</summary>
static class TestReports
{
    const int MostReports = 5000;
    const long MostCharacters = 64 * 1024 * 1024;

    static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersInDocument = MostCharacters,
    };

    public static TestResults Read(string tree, BuildUser user)
    {
        var found = new Matcher(StringComparison.Ordinal)
            .AddInclude("**/target/surefire-reports/TEST-*.xml").AddInclude("**/target/failsafe-reports/TEST-*.xml")
            .Execute(new TreeFolder(new(tree)));
        var real = TreeFile.RealPath(tree);
        return found.Files.Select(f => f.Path).Order(StringComparer.Ordinal).Take(MostReports).Select(path => Read(real, path, user)).Aggregate(TestResults.None, (all, one) => all.With(one));
    }

    static TestResults Read(string tree, string path, BuildUser user)
    {
        try
        {
            using var report = TreeFile.Open(tree, path, user);
            return Parse(report);
        }
        catch (Exception broken) when (broken is XmlException or BuildFailed or IOException)
        {
            return TestResults.None with { Unread = [$"{path}: {broken.Message}"] };
        }
    }

    /// <exception cref="XmlException">It is no XML, or has a document type.</exception>
    internal static TestResults Parse(Stream report)
    {
        var (count, skipped, failed) = (0, 0, new List<FailedTest>());
        using var reader = XmlReader.Create(report, Settings);
        while (reader.ReadToFollowing("testcase"))
        {
            count++;
            var (type, name) = (reader.GetAttribute("classname") ?? "", reader.GetAttribute("name") ?? "");
            switch (Outcome(reader))
            {
                case ("skipped", _): skipped++; break;
                case (not null, var message): failed.Add(new(type, name, message)); break;
            }
        }
        return new(count, skipped, failed, []);
    }

    /// <summary>The first child that says how it ended; null: well. What it wrote is passed over.</summary>
    static (string? How, string Message) Outcome(XmlReader reader)
    {
        if (reader.IsEmptyElement) return (null, "");
        using var test = reader.ReadSubtree();
        test.Read();
        var found = default((string?, string));
        while (test.Read())
            if (found.Item1 is null && test is { NodeType: XmlNodeType.Element, Depth: 1, Name: "failure" or "error" or "skipped" })
                found = (test.Name, FirstLine(test.GetAttribute("message") is { Length: > 0 } message ? message : test.GetAttribute("type") ?? ""));
        return (found.Item1, found.Item2 ?? "");
    }

    static string FirstLine(string text)
    {
        var line = text.TrimStart().Split('\n', 2)[0];
        return new string(line.Where(c => !char.IsControl(c)).ToArray()).TrimEnd();
    }
}
