namespace BotOps.Core.Projects;

/// <summary>A file that BotOps writes into the folder of each release; <c>{port}</c>, <c>{address}</c> and <c>{host}</c> are replaced.</summary>
/// <param name="Path">Relative to the release's folder.</param>
/// <param name="Content">With the placeholders.</param>
public sealed record ManagedFile(string Path, string Content)
{
    /// <summary>Of the content, as it is written.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>Four octal digits.</summary>
    public string Mode { get; init; } = "0644";

    /// <summary>In which it is written: one of <see cref="FileText.Encodings"/>.</summary>
    public string Encoding { get; init; } = FileText.Utf8;

    /// <summary>The project's kind made it: the catalog does not name it.</summary>
    public bool Rendered { get; init; }
}
