namespace BotOps.Benchmarks.Rig;

/// <summary>Something that brings a version to all hosts of a fleet: copied, checked, unpacked, the old process ended, switched, started, found healthy, old releases removed.</summary>
interface IFleetTool
{
    string Name { get; }

    /// <summary>With connections of its own, which are closed when it returns or soon after.</summary>
    /// <param name="archive">A tar.gz.</param>
    Task<TimeSpan> Roll(string archive, string sha256, CancellationToken stopping);
}
