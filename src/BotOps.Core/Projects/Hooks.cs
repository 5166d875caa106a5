namespace BotOps.Core.Projects;

/// <summary>Commands that a worker runs beside a build or a rollout: program and arguments, without a shell. Null: none at that moment.</summary>
public sealed record Hooks
{
    public const string BeforeBuildName = "beforeBuild", AfterBuildName = "afterBuild", BeforeReleaseName = "beforeRelease", AfterReleaseName = "afterRelease", BeforeWaveName = "beforeWave", AfterWaveName = "afterWave";

    /// <summary>In the checked-out tree, before what builds. Where it fails, the build fails.</summary>
    public IReadOnlyList<string>? BeforeBuild { get; init; }

    /// <summary>In the tree of a build whose artifact is stored. As all that come after, it undoes nothing where it fails.</summary>
    public IReadOnlyList<string>? AfterBuild { get; init; }

    /// <summary>Before any host is touched. Where it fails, a person is asked.</summary>
    public IReadOnlyList<string>? BeforeRelease { get; init; }

    /// <summary>When every wave is done, or every host has gone back.</summary>
    public IReadOnlyList<string>? AfterRelease { get; init; }
    public IReadOnlyList<string>? BeforeWave { get; init; }
    public IReadOnlyList<string>? AfterWave { get; init; }

    /// <summary>Variables of all of them whose values are references to secrets; resolved on the worker, masked in the log.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>For each of them alone.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The command by the name of its moment in the catalog; null: there is none.</summary>
    public IReadOnlyList<string>? Of(string name) => name switch
    {
        BeforeBuildName => BeforeBuild,
        AfterBuildName => AfterBuild,
        BeforeReleaseName => BeforeRelease,
        AfterReleaseName => AfterRelease,
        BeforeWaveName => BeforeWave,
        AfterWaveName => AfterWave,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
