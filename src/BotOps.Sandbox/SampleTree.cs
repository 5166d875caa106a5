using System.Collections.Immutable;

namespace BotOps.Sandbox;

/// <summary>The files of one commit of a sample project, by their paths.</summary>
public sealed record SampleTree(ImmutableSortedDictionary<string, string> Files)
{
    const string Resources = "sample/";

    /// <summary>The newest files of order-svc, as they are embedded here.</summary>
    public static SampleTree Orders { get; } = Read("order-svc");

    /// <summary>A second, smaller service of the same make.</summary>
    public static SampleTree Reports { get; } = new(
        Orders.Files.RemoveRange(["Orders.cs", "Stock.cs"]).AddRange(Read("report-svc").Files).Remove("order-svc.csproj").Add("report-svc.csproj", Orders.Files["order-svc.csproj"])
            .SetItem("Program.cs", Lines(Orders.Files["Program.cs"], without: ["Order>", "Orders>", "Stock"]).Replace("MapOrders", "MapReports", StringComparison.Ordinal))
            .SetItem("README.md", "# report-svc\n\nSums up what was sold on a day.\n")
            .ToImmutableSortedDictionary(f => f.Key, f => f.Value.Replace("order-svc", "report-svc", StringComparison.Ordinal).Replace("OrderService", "ReportService", StringComparison.Ordinal)));

    /// <summary>The tree with one text changed to another; the text has to be there.</summary>
    public SampleTree With(string file, string text, string instead) => Files[file].Contains(text, StringComparison.Ordinal)
        ? new(Files.SetItem(file, Files[file].Replace(text, instead, StringComparison.Ordinal)))
        : throw new InvalidOperationException($"The sample's {file} does not say: {text}");

    public SampleTree With(string file, string content) => new(Files.SetItem(file, content));
    public SampleTree Without(string file) => new(Files.Remove(file));

    /// <summary>The tree without the lines of a file that hold one of the words.</summary>
    public SampleTree WithoutLines(string file, params string[] words) => With(file, Lines(Files[file], words));

    static string Lines(string text, params string[] without) =>
        string.Concat(text.Split('\n').Where(line => !without.Any(w => line.Contains(w, StringComparison.Ordinal))).Select(line => line + "\n"))[..^1];

    static SampleTree Read(string folder)
    {
        var assembly = typeof(SampleTree).Assembly;
        var prefix = $"{Resources}{folder}/";
        return new(assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(n => n[prefix.Length..] is "gitignore" ? ".gitignore" : n[prefix.Length..], Content));

        string Content(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd().ReplaceLineEndings("\n");
        }
    }
}
