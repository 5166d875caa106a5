namespace BotOps.Core.Projects;

/// <summary>A build by maven, in place of a command.</summary>
public sealed record MavenSettings
{
    public IReadOnlyList<string> Goals { get; init; } = ["package"];

    /// <summary>Further arguments, as they stand: <c>-DskipTests</c>, <c>--offline</c>.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>A settings.xml: absolute on the worker, or relative to the tree; null: maven's own.</summary>
    public string? Settings { get; init; }

    /// <summary><c>prod</c>, or several with commas; null: none by name.</summary>
    public string? Profile { get; init; }

    /// <summary>The JDK by its name in the worker's configuration, or its folder; null: what maven finds by itself.</summary>
    public string? Jdk { get; init; }

    /// <summary>The folder of the module that is deployed; it is built with what it needs. Empty: the tree itself.</summary>
    public string Module { get; init; } = "";

    /// <summary>The file that is deployed has this name, with or without a version: <c>order-web</c>. Null: the module's artifactId, where there is more than one.</summary>
    public string? Package { get; init; }
}
